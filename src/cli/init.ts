/** `init`: writes the workflows and the configuration into a checkout, and creates the labels. */
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { configPath } from "../config/config-path.ts";
import { loadConfig } from "../config/load-config.ts";
import { parseWorkflow } from "../config/read-workflow.ts";
import { FailureError } from "../domain/failure.ts";
import type { Settings } from "../domain/settings.ts";
import { type Command, textOption } from "./command.ts";
import { ensureLabels, type LabelReport } from "./ensure-labels.ts";
import type { Host } from "./host.ts";
import { decideFiles, type FileDecision, type FileText } from "./init-files.ts";
import { readPolicy } from "./read-policy.ts";
import { filesOfDirectory, type RepositoryFiles } from "./repository-files.ts";
import { localAction, unnamedAction } from "./templates/action-steps.ts";
import { atlasPath, renderAtlasWorkflow } from "./templates/atlas-workflow.ts";
import { renderConfigFile } from "./templates/config-file.ts";
import { type Cron, decideCron, longestInterval, shortestInterval } from "./templates/decide-cron.ts";
import { type OptionalWorkflow, optionalNames, optionalWorkflows } from "./templates/optional-workflows.ts";
import { renderRunWorkflow, runPath } from "./templates/run-workflow.ts";
import { renderSupervisorWorkflow, supervisorPath } from "./templates/supervisor-workflow.ts";
import { ownWorkflows } from "./templates/validate-workflow.ts";

const usage = (message: string, hint: string): FailureError => new FailureError({ kind: "usage", message, hint });

const readEvery = (text: string): Cron => {
  const every = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (every >= shortestInterval && every <= longestInterval) return decideCron(every);
  throw usage(`--every is "${text}"`, `Give whole minutes from ${shortestInterval} to ${longestInterval}.`);
};

const readActionRef = (text: string): string => {
  if (text === localAction || /^[\w.-]+\/[\w.-]+(?:\/[\w.-]+)*@[\w./-]+$/.test(text)) return text;
  throw usage(`--action-ref is "${text}"`, "Give owner/repo@ref, best with the full commit id of a release as ref.");
};

/** The optional workflows that are asked for, and those that are there already, so that they are kept up to date. */
const readWanted = async (
  options: Record<string, string | boolean | undefined>,
  files: RepositoryFiles,
): Promise<OptionalWorkflow[]> => {
  const words = (textOption(options.with) ?? "").split(",").map((word) => word.trim());
  const unknown = words.find((word) => word !== "" && !Object.hasOwn(optionalWorkflows, word));
  if (unknown !== undefined) throw usage(`--with has "${unknown}"`, `Use any of ${optionalNames.join(", ")}.`);
  const all: [string, OptionalWorkflow][] = Object.entries(optionalWorkflows);
  const wanted = await Promise.all(
    all.map(
      async ([name, { path }]) => options.all === true || words.includes(name) || (await files.read(path)) !== null,
    ),
  );
  return all.flatMap(([, workflow], index) => (wanted[index] ? [workflow] : []));
};

/** Workflows that test what is pushed: when one ends, a waiting run may go on. */
const findCi = async (files: RepositoryFiles): Promise<string[]> => {
  const workflows = (await files.list(".github/workflows")).filter(({ path }) => !ownWorkflows.includes(path));
  return workflows.flatMap((file) => {
    const parsed = parseWorkflow(file);
    return parsed.ok && ("push" in parsed.value.on || "pull_request" in parsed.value.on) ? [parsed.value.title] : [];
  });
};

const readSettings = async (host: Host, files: RepositoryFiles): Promise<Settings> => {
  const settings = loadConfig(await files.read(configPath), readPolicy(host));
  if (!settings.ok) throw new FailureError(settings.error);
  return settings.value;
};

const write = (directory: string, { path, text }: FileText): void => {
  const full = join(directory, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
};

const renderText = (decisions: FileDecision[], labels: LabelReport, notes: string[], isDry: boolean): string => {
  const words = {
    create: isDry ? "would write" : "written",
    replace: isDry ? "would replace" : "replaced",
    same: "as it is",
    keep: "kept",
  };
  return [
    ...decisions.map((one) =>
      [`${words[one.kind].padEnd(13)} ${one.path}`, ...(one.kind === "keep" ? [`  ${one.difference}`] : [])].join("\n"),
    ),
    ...labels.lines,
    ...notes,
    "",
  ].join("\n");
};

const renderOptional = (): string =>
  optionalNames
    .map((name) => {
      const { path, needs } = optionalWorkflows[name];
      return `  ${name.padEnd(12)} ${basename(path).padEnd(20)} needs ${needs}`;
    })
    .join("\n");

export const init: Command = {
  name: "init",
  summary: "write the workflows and the configuration into a checkout, and create the labels",
  arguments: [],
  options: [
    { flags: "--dir <dir>", summary: "checkout to write into (default: the current directory)" },
    { flags: "--every <minutes>", summary: "minutes between two passes, 5 to 1440", default: "15" },
    { flags: "--action-ref <owner/repo@ref>", summary: "the action to use, best by the full commit id of a release" },
    { flags: "--with <names>", summary: `further workflows, separated by commas: ${optionalNames.join(", ")}` },
    { flags: "--all", summary: "all of them" },
    { flags: "--force", summary: "replace files that differ" },
    { flags: "--dry-run", summary: "say what would be done" },
  ],
  details: `Always written: agent_supervisor.yml, agent_run.yml, repo_atlas.yml and the configuration. Further workflows:

${renderOptional()}

Those that are there already are kept up to date.`,
  run: async (host, _args, options) => {
    const directory = resolve(host.cwd, textOption(options.dir) ?? ".");
    const isDry = options.dryRun === true;
    const cron = readEvery(textOption(options.every) ?? "15");
    const actionRef = readActionRef(textOption(options.actionRef) ?? unnamedAction);
    const files = filesOfDirectory(directory);
    const wanted = await readWanted(options, files);
    const ciWorkflows = [...(await findCi(files)), ...wanted.flatMap(({ judges }) => judges ?? [])];
    const texts: FileText[] = [
      {
        path: supervisorPath,
        text: renderSupervisorWorkflow({ actionRef, cron: cron.line, ciWorkflows }),
      },
      { path: runPath, text: renderRunWorkflow(actionRef) },
      { path: atlasPath, text: renderAtlasWorkflow(actionRef) },
      ...wanted.map(({ path, render }) => ({ path, text: render(actionRef) })),
      { path: configPath, text: renderConfigFile() },
    ];
    const settings = await readSettings(host, files);
    const decisions = await decideFiles(texts, files, options.force === true);
    if (!isDry)
      for (const decision of decisions)
        if (decision.kind === "create" || decision.kind === "replace") write(directory, decision);
    const labels = await ensureLabels(host, settings, isDry);
    const notes = [
      `A pass every ${cron.minutes} minutes (cron ${cron.line}).`,
      ...(actionRef === unnamedAction
        ? [
            "No release of the action is named yet, so the workflows cannot run: give --action-ref owner/repo@commit with --force.",
          ]
        : []),
      ...(wanted.length > 0
        ? [
            `The further workflows do nothing without these keys in ${configPath}: ${wanted.map(({ needs }) => needs).join(", ")}.`,
          ]
        : []),
      "Next: commit these files, set the secret OPENAI_API_KEY, and run `draftsmith doctor`.",
    ];
    const kept = decisions.filter(({ kind }) => kind === "keep");
    return {
      exit: kept.length > 0 ? 3 : 0,
      text: renderText(decisions, labels, notes, isDry),
      json: {
        ok: kept.length === 0,
        dryRun: isDry,
        every: cron.minutes,
        cron: cron.line,
        files: decisions.map(({ text: _, ...decision }) => decision),
        labels: labels.labels,
        notes,
      },
    };
  },
};
