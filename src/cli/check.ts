/** `check <name>`: evidence of one kind about a commit of a checkout, held against another; for workflows and for people. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { resolveCommit } from "../atlas/scan/resolve-commit.ts";
import { type CheckName, checkNames } from "../checks/checks.ts";
import { configPath } from "../config/config-path.ts";
import { loadConfig } from "../config/load-config.ts";
import type { Evidence } from "../domain/evidence.ts";
import { FailureError } from "../domain/failure.ts";
import { checksSchema, type Settings } from "../domain/settings.ts";
import { runGit } from "../git/run-git.ts";
import { checkOutsideUrl } from "../outgoing/outside-url.ts";
import { renderEvidence } from "../publish/render-evidence.ts";
import { findToolchains } from "../sandbox/find-toolchains.ts";
import { checkCommit } from "../work/check-commit.ts";
import { findGitDir } from "../work/find-git-dir.ts";
import { artifactsPage } from "./artifacts-page.ts";
import { type Command, textOption } from "./command.ts";
import { createTools } from "./create-tools.ts";
import { evidenceLines } from "./evidence-lines.ts";
import type { Host } from "./host.ts";
import { readPolicy } from "./read-policy.ts";
import { readPullEvent } from "./read-pull-event.ts";
import { readSandboxAccess } from "./sandbox-access.ts";
import { saveText } from "./save-text.ts";
import { writeForeignSummary } from "./write-outputs.ts";

/** CI is not gathered from a checkout: it lives on GitHub, and `work` is told of it. */
type Name = Exclude<CheckName, "ci">;

const names = checkNames.filter((name): name is Name => name !== "ci");

const usage = (message: string, hint: string): FailureError => new FailureError({ kind: "usage", message, hint });

const readName = (word: string | undefined): Name => {
  const name = names.find((one) => one === word);
  if (name === undefined)
    throw usage(`there is no check ${JSON.stringify((word ?? "").slice(0, 40))}`, `Use one of ${names.join(", ")}.`);
  return name;
};

/** Where the two histories parted: what the base did since is not the head's doing. */
const findBase = async (gitDir: string, base: string, head: string): Promise<string> => {
  const found = await runGit(["merge-base", base, head], { gitDir });
  const sha = found.stdout.toString("utf8").trim();
  if (found.exitCode === 0 && /^[0-9a-f]{40,64}$/.test(sha)) return sha;
  throw usage(
    `${base.slice(0, 12)} and ${head.slice(0, 12)} have no common history here`,
    "Check out the whole history: actions/checkout with fetch-depth: 0.",
  );
};

/** The branch that the event names, else what the remote calls its default branch, else the commit before: a branch that holds the head already shows nothing. */
const defaultBase = async (branch: string | null, gitDir: string, head: string): Promise<string> => {
  for (const ref of [...(branch ? [`refs/remotes/origin/${branch}`] : []), "refs/remotes/origin/HEAD"]) {
    const found = await runGit(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`], { gitDir });
    if (found.exitCode !== 0) continue;
    const sha = found.stdout.toString("utf8").trim();
    const holds = await runGit(["merge-base", "--is-ancestor", head, sha], { gitDir });
    if (holds.exitCode !== 0) return sha;
  }
  return `${head}^`;
};

/** Settings under which the pages of a preview are looked at. Throws `FailureError` for a URL that may not be opened. */
const lookAt = (name: Name, url: string, settings: Settings): Settings => {
  if (name !== "ui") throw usage(`--url is not for the check ${name}`, "Use it with ui.");
  const allowed = checkOutsideUrl(url, { hosts: settings.health.previews.hosts, privateHosts: [] });
  if (!allowed.ok)
    throw usage(`${url.slice(0, 200)} may not be opened: ${allowed.error}`, "Add its host to health.previews.hosts.");
  const ui = checksSchema.shape.ui.parse({ ...(settings.checks.ui ?? {}), start: null, url: allowed.value.url.href });
  return { ...settings, checks: { ...settings.checks, ui } };
};

/** The configuration of the base as it is now: a change cannot switch off what is looked at, nor branch off from where it was off. */
const readSettings = async (host: Host, gitDir: string, base: string): Promise<Settings> => {
  const shown = await runGit(["cat-file", "blob", `${base}:${configPath}`], { gitDir });
  const settings = loadConfig(shown.exitCode === 0 ? shown.stdout.toString("utf8") : null, readPolicy(host));
  if (!settings.ok) throw new FailureError(settings.error);
  return settings.value;
};

const renderText = (one: Evidence, dir: string): string =>
  [...evidenceLines(one), ...(existsSync(dir) ? ["", `Files: ${dir}`] : []), ""].join("\n");

export const check: Command = {
  name: "check",
  summary: `evidence of one kind about a commit: ${names.join(", ")}`,
  arguments: [{ name: "<name>", summary: "which check" }],
  options: [
    { flags: "--repo <dir>", summary: "git checkout (default: GITHUB_WORKSPACE, then the current directory)" },
    { flags: "--head <rev>", summary: "commit to look at", default: "HEAD" },
    {
      flags: "--base <rev>",
      summary: "commit to hold it against (default: the pull request's base, then origin/HEAD, then the commit before)",
    },
    {
      flags: "--label <name>",
      summary: "a label that the change carries, such as the one that allows breaking the API",
    },
    { flags: "--url <url>", summary: "with ui: a deployed preview in place of the repository's own server" },
    { flags: "--artifacts <dir>", summary: "where reports and screenshots are left (default: artifacts)" },
  ],
  details: `The configuration is that of the base. Exit status 3 when the check failed; a check that is not configured, or
for which something is missing here, says so and ends with 0.`,
  run: async (host, [word], options) => {
    const name = readName(word);
    const tools = createTools(host);
    const event = readPullEvent(host);
    const repo = resolve(host.cwd, textOption(options.repo) ?? host.env.GITHUB_WORKSPACE ?? ".");
    const gitDir = findGitDir(repo);
    const head = await resolveCommit(gitDir, textOption(options.head) ?? "HEAD");
    const wanted = textOption(options.base) ?? (await defaultBase(event.baseBranch, gitDir, head));
    const tip = await resolveCommit(gitDir, wanted);
    const base = await findBase(gitDir, tip, head);
    const dir = resolve(host.cwd, textOption(options.artifacts) ?? "artifacts");
    const label = textOption(options.label);
    const settings = await readSettings(host, gitDir, tip);
    const url = textOption(options.url);
    const evidence = await checkCommit({
      name,
      checkout: repo,
      base,
      head,
      settings: url === undefined ? settings : lookAt(name, url, settings),
      labels: label ? [...event.labels, label] : event.labels,
      scratchRoot: host.scratch,
      // Nothing here holds a write token or a key, and a person or a workflow of the repository asked for it.
      access: readSandboxAccess(host, { isPrivate: true }),
      path: host.env.PATH ?? "",
      toolchains: findToolchains(host.env, existsSync),
      artifacts: { dir, link: artifactsPage(host) },
      log: tools.log,
      waits: tools.waits,
    });
    saveText(join(dir, `evidence-${name}.json`), `${JSON.stringify(evidence, null, 2)}\n`);
    await writeForeignSummary(host, tools, renderEvidence([evidence]).join("\n"));
    return {
      exit: evidence.status === "failed" ? 3 : 0,
      text: renderText(evidence, dir),
      json: { base, head, ...evidence },
      outputs: { summary: `check ${name}: ${evidence.status.replace("-", " ")}` },
    };
  },
};
