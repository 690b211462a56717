/** `doctor`: is this repository ready? One row per thing that a run needs, each with what to do. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { configPath } from "../config/config-path.ts";
import { loadConfig } from "../config/load-config.ts";
import type { WorkflowFile } from "../config/read-workflow.ts";
import { FailureError } from "../domain/failure.ts";
import { defaultSettings, type Settings } from "../domain/settings.ts";
import { type Command, textOption } from "./command.ts";
import { createGithub, type Github } from "./compose.ts";
import { createTools } from "./create-tools.ts";
import { checkBranchRules, checkCodeOwners } from "./doctor/check-branch-rules.ts";
import { checkDispatch } from "./doctor/check-dispatch.ts";
import { checkExposure } from "./doctor/check-exposure.ts";
import { checkLabels, checkPermissions, checkToken, checkWalls, type Seen } from "./doctor/check-github.ts";
import { checkGit, checkNode } from "./doctor/check-machine.ts";
import { checkModel } from "./doctor/check-model.ts";
import { checkSandbox } from "./doctor/check-sandbox.ts";
import { checkTemplates } from "./doctor/check-templates.ts";
import { checkWorkflows, listFaults } from "./doctor/check-workflows.ts";
import { describeExposure } from "./doctor/describe-exposure.ts";
import { renderRows } from "./doctor/render-rows.ts";
import { type Row, row } from "./doctor/row.ts";
import type { Host } from "./host.ts";
import { readPolicy } from "./read-policy.ts";
import { filesOfDefaultBranch, filesOfDirectory, type RepositoryFiles } from "./repository-files.ts";
import { atlasPath } from "./templates/atlas-workflow.ts";
import { baseWorkflows, ownWorkflows, validateWorkflow } from "./templates/validate-workflow.ts";

const openGithub = (host: Host): { github: Github } | { row: Row } => {
  try {
    return { github: createGithub(host, createTools(host)) };
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.kind !== "usage") throw error;
    return { row: row("token", "failing", error.failure.message, error.failure.hint) };
  }
};

/** A directory that is not there would be judged as one that lacks every file. */
const openDirectory = (directory: string): RepositoryFiles => {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return filesOfDirectory(directory);
  throw new FailureError({
    kind: "usage",
    message: `${directory} is no directory`,
    hint: "Give --dir with the top of a checkout.",
  });
};

const checkConfig = async (host: Host, files: RepositoryFiles): Promise<{ rows: Row[]; settings: Settings }> => {
  const text = await files.read(configPath);
  const loaded = loadConfig(text, readPolicy(host));
  if (loaded.ok) {
    const found = text === null ? "none; defaults apply" : `${configPath} is valid`;
    return { rows: [row("configuration", "ok", found)], settings: loaded.value };
  }
  const { error } = loaded;
  const faults = error.kind === "config" ? error.faults : [error.kind === "parked" ? error.reason : error.message];
  return {
    rows: faults.map((fault) => row("configuration", "failing", `${configPath}: ${fault}`, error.hint)),
    settings: defaultSettings(),
  };
};

const checkOwnWorkflows = (workflows: WorkflowFile[], settings: Settings): Row[] =>
  ownWorkflows.flatMap((path) => {
    const startsCi = settings.checks.ci.dispatch !== null;
    const file = workflows.find((one) => one.path === path);
    // Without the nightly map every run reads the repository anew, which costs time alone.
    const lack = path === atlasPath ? "warning" : "failing";
    if (!file && !baseWorkflows.includes(path)) return [];
    if (!file) return [row(path, lack, "missing", "Run `draftsmith init` and commit what it writes.")];
    const faults = validateWorkflow(path, file.text, { startsCi });
    if (faults.length === 0) return [row(path, "ok", "permissions, pins and concurrency are right")];
    return faults.map((fault) =>
      row(
        path,
        "failing",
        fault,
        startsCi && fault.includes("permissions are")
          ? "Write these permissions into the file: checks.ci.dispatch lets this job start a workflow."
          : "Run `draftsmith init --force` and look at the difference.",
      ),
    );
  });

const checkRepository = async (host: Host, github: Github | null, seen: Seen | null, files: RepositoryFiles) => {
  const [config, workflows, templates] = await Promise.all([
    checkConfig(host, files),
    files.list(".github/workflows"),
    files.list(".github/ISSUE_TEMPLATE"),
  ]);
  const labels = github && seen ? await checkLabels(github.client, config.settings) : [];
  const own = checkOwnWorkflows(workflows, config.settings);
  // What `init --force` will replace is told once.
  const replaced = own.flatMap(({ check, state }) => (state === "failing" ? [check] : []));
  const judged = workflows.filter(({ path }) => /\.ya?ml$/.test(path) && !replaced.includes(path));
  const rows = [
    ...config.rows,
    ...labels,
    ...own,
    checkTemplates(templates, config.settings.labels.ready),
    checkDispatch(workflows, config.settings, readPolicy(host)),
    ...checkExposure(workflows),
    ...checkWorkflows(judged),
    ...(github && seen ? [await checkBranchRules(github.client, seen.defaultBranch)] : []),
    await checkCodeOwners(files),
  ];
  return { rows, exposure: describeExposure(workflows), faults: listFaults(judged) };
};

export const doctor: Command = {
  name: "doctor",
  summary: "is this repository ready: token, labels, configuration, workflows, model, machine",
  arguments: [],
  options: [
    { flags: "--dir <dir>", summary: "judge the files of this checkout instead of the default branch on GitHub" },
  ],
  run: async (host, _args, options) => {
    const opened = openGithub(host);
    const github = "github" in opened ? opened.github : null;
    const token = "github" in opened ? await checkToken(opened.github.client) : { row: opened.row, seen: null };
    const { seen } = token;
    const dir = textOption(options.dir);
    const files =
      github && seen && !dir
        ? filesOfDefaultBranch(github.client, github.reader)
        : openDirectory(resolve(host.cwd, dir ?? "."));
    const repository = await checkRepository(host, github, seen, files);
    const rows = [
      checkNode(process.versions.node),
      await checkGit(host.env.PATH ?? ""),
      await checkSandbox(host, seen?.isPrivate ?? false),
      token.row,
      ...(github && seen ? await checkPermissions(github.client, seen) : []),
      ...repository.rows,
      ...(await checkModel(host)),
      ...checkWalls(seen),
    ];
    const failing = rows.filter(({ state }) => state === "failing").length;
    return {
      exit: failing > 0 ? 3 : 0,
      text: `Files of ${files.place}.\n${renderRows(rows)}`,
      json: { ok: failing === 0, place: files.place, rows, workflows: repository.exposure, faults: repository.faults },
      outputs: { summary: `checks: ${rows.length}, failing: ${failing}` },
    };
  },
};
