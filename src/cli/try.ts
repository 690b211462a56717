/** `try`: the whole flow on a local git checkout without GitHub; leaves a branch with commits and a report. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { configPath } from "../config/config-path.ts";
import { loadConfig } from "../config/load-config.ts";
import type { Brief } from "../domain/brief.ts";
import { type Allowance, allowanceSchema } from "../domain/consent.ts";
import { FailureError } from "../domain/failure.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Settings } from "../domain/settings.ts";
import type { WorkItem } from "../domain/work-item.ts";
import { blankRecord } from "../flow/blank-record.ts";
import { renderSlug } from "../flow/branch-name.ts";
import { foldOutcome } from "../flow/fold-outcome.ts";
import { freezeHash } from "../flow/freeze.ts";
import { gitText, runGit } from "../git/run-git.ts";
import { screenCommit } from "../outgoing/screen-names.ts";
import { findToolchains } from "../sandbox/find-toolchains.ts";
import { normaliseBrief } from "../supervise/normalise-brief.ts";
import { findGitDir } from "../work/find-git-dir.ts";
import { runWork } from "../work/pipeline.ts";
import { findAtlasCache } from "./atlas-cache-file.ts";
import { type Command, textOption } from "./command.ts";
import { openModel } from "./compose.ts";
import { createTools } from "./create-tools.ts";
import { readText } from "./documents.ts";
import type { Host } from "./host.ts";
import { commitLocally, createLocalBranch, type LocalCommit } from "./local-branch.ts";
import { openPrompts } from "./open-prompts.ts";
import { type IssueFile, parseIssueFile } from "./read-issue-file.ts";
import { readPolicy } from "./read-policy.ts";
import { renderReport } from "./render-report.ts";
import { exitOf } from "./render-run.ts";
import { requireOption } from "./require-option.ts";
import { readSandboxAccess } from "./sandbox-access.ts";

const account = { id: 0, login: "local", type: "User" };

const freeze = (issue: IssueFile, repo: string, branch: string, baseSha: string): Brief => {
  const brief = {
    repository: { id: 0, owner: "local", name: basename(repo), defaultBranch: branch, isPrivate: true },
    issue: {
      id: 0,
      number: issue.number,
      title: issue.title,
      body: issue.body,
      author: { ...account, login: issue.author },
      labels: issue.labels,
    },
    comments: [],
    labelEvent: { id: 0, actor: account, at: "" },
    baseSha,
  };
  return normaliseBrief({ ...brief, hash: freezeHash(brief) }).brief;
};

const openRecord = (brief: Brief, branch: string, now: Date): RunRecord => ({
  ...blankRecord,
  repositoryId: 0,
  issue: brief.issue.number,
  pull: 0,
  run: 1,
  branch,
  base: { branch: brief.repository.defaultBranch, sha: brief.baseSha },
  head: brief.baseSha,
  frozenHash: brief.hash,
  labelEventId: 0,
  claimedAt: now.toISOString(),
});

/** Who runs this says yes for their own checkout. */
const readAllowed = (text: string | undefined, now: Date): Allowance[] =>
  (text?.split(",") ?? []).map((hash) => {
    const allowance = allowanceSchema.safeParse({ hash: hash.trim(), by: account, at: now.toISOString() });
    if (allowance.success) return allowance.data;
    throw new FailureError({
      kind: "usage",
      message: `--allow-flagged ${JSON.stringify(hash)} is no SHA-256`,
      hint: "Copy the 64 hex digits from the report of the earlier try.",
    });
  });

const readHead = async (gitDir: string, repo: string): Promise<{ sha: string; branch: string }> => {
  const head = await runGit(["rev-parse", "--verify", "HEAD^{commit}"], { gitDir });
  if (head.exitCode !== 0)
    throw new FailureError({
      kind: "conflict",
      message: `${repo} has no commits`,
      hint: "Make a first commit; the flow needs a base.",
    });
  const branch = await runGit(["symbolic-ref", "--short", "-q", "HEAD"], { gitDir });
  return { sha: head.stdout.toString("utf8").trim(), branch: branch.stdout.toString("utf8").trim() || "HEAD" };
};

const readLocalSettings = async (host: Host, gitDir: string): Promise<Settings> => {
  const shown = await runGit(["cat-file", "blob", `HEAD:${configPath}`], { gitDir });
  const settings = loadConfig(shown.exitCode === 0 ? shown.stdout.toString("utf8") : null, readPolicy(host));
  if (!settings.ok) throw new FailureError(settings.error);
  return settings.value;
};

/** Beside where the user stands, but never inside the tree that must stay untouched. */
const reportPath = (host: Host, repo: string, gitDir: string, wanted: string | undefined): string => {
  if (wanted) return resolve(host.cwd, wanted);
  const isInside = !relative(repo, host.cwd).startsWith("..");
  return isInside ? join(gitDir, "draftsmith", "report.md") : join(host.cwd, "report.md");
};

export const tryCommand: Command = {
  name: "try",
  summary: "the same flow on a local git checkout without GitHub; leaves a branch and a report",
  arguments: [],
  options: [
    { flags: "--issue <file>", summary: "Markdown file with the issue" },
    { flags: "--repo <dir>", summary: "git checkout (default: the current directory)" },
    {
      flags: "--report <file>",
      summary: "where the report is written (default: report.md, or below .git when you stand in the checkout)",
    },
    {
      flags: "--allow-flagged <hash>",
      summary: "say yes to the flagged change with this SHA-256, as an earlier report names it (several: with commas)",
    },
    { flags: "--replay <file>", summary: "answer model calls from a recording" },
    { flags: "--record <file>", summary: "keep every model call in a recording" },
  ],
  run: async (host, _args, options) => {
    const issuePath = requireOption(textOption(options.issue), "--issue");
    const issue = parseIssueFile(readText(resolve(host.cwd, issuePath), "the issue"), issuePath);
    const allowed = readAllowed(textOption(options.allowFlagged), host.clock());
    const repo = resolve(host.cwd, textOption(options.repo) ?? ".");
    const gitDir = findGitDir(repo);
    const tools = createTools(host);
    const settings = await readLocalSettings(host, gitDir);
    const head = await readHead(gitDir, repo);
    const brief = freeze(issue, repo, head.branch, head.sha);
    const model = await openModel(host, tools, settings.limits.usdPerIssue, {
      replay: textOption(options.replay),
      record: textOption(options.record),
    });
    const branch = await createLocalBranch(gitDir, `draftsmith/${renderSlug(issue.title) || "try"}`, head.sha);
    const record = { ...openRecord(brief, branch, host.clock()), allowed };
    const item: WorkItem = {
      version: 1,
      brief,
      record,
      settings,
      start: { sha: head.sha, overlay: [] },
      changes: [],
      head: head.sha,
      ci: null,
      codeScanning: null,
      ciIsOverdue: false,
      consented: null,
      budgetUsd: settings.limits.usdPerIssue,
      deadlineSeconds: 24 * 3_600,
    };
    const commits: LocalCommit[] = [];
    const commit = async (outcome: Outcome): Promise<string | null> => {
      if (!outcome.commit) return null;
      const { subject, body } = screenCommit(outcome.commit, tools.scanner);
      const message = `${subject}\n\n${body}\n`;
      const parent = commits.at(-1)?.sha ?? head.sha;
      const sha = await commitLocally({
        gitDir,
        scratch: host.scratch,
        branch,
        parent,
        patch: outcome.commit.patch,
        message,
        date: host.clock(),
      });
      commits.push({ sha, subject, stage: outcome.stage });
      return sha;
    };
    let shown = record;
    const path = reportPath(host, repo, gitDir, textOption(options.report));
    const { bundle, record: end } = await runWork({
      item,
      checkout: repo,
      scratchRoot: host.scratch,
      path: host.env.PATH ?? "",
      toolchains: findToolchains(host.env, existsSync),
      sandbox: readSandboxAccess(host, item.brief.repository),
      artifacts: { dir: join(dirname(path), "draftsmith-artifacts"), link: null },
      atlasCache: findAtlasCache(host, repo),
      model,
      prompts: openPrompts(host),
      scanner: tools.scanner,
      log: tools.log,
      clock: host.clock,
      now: host.now,
      waits: tools.waits,
      onOutcome: async (partial) => {
        const outcome = partial.outcomes.at(-1);
        if (!outcome) return shown;
        shown = foldOutcome(shown, outcome, {
          maxRepairs: settings.limits.repairs,
          sha: await commit(outcome),
          now: host.clock(),
        });
        return shown;
      },
    });
    mkdirSync(dirname(path), { recursive: true });
    const diff = await gitText(["diff", "--no-ext-diff", "--no-textconv", head.sha, branch], { gitDir });
    writeFileSync(path, renderReport({ brief, record: end, outcomes: bundle.outcomes, commits, diff }));
    const { stages } = end;
    return {
      exit: exitOf(end),
      text: [
        `State: ${end.state}${end.reason ? ` (${end.reason})` : ""}`,
        ...stages.map(
          (stage) => `  ${stage.name.padEnd(10)} ${stage.status.padEnd(8)} ×${stage.attempts}  ${stage.summary}`,
        ),
        ...commits.map((one) => `  ${one.sha.slice(0, 10)} ${one.subject}`),
        `Branch: ${branch} (git -C ${repo} log ${head.sha.slice(0, 10)}..${branch})`,
        `Report: ${path}`,
        "",
      ].join("\n"),
      json: { state: end.state, reason: end.reason, branch, commits, stages, report: path, usage: end.usage },
    };
  },
};
