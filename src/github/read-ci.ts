/** CI of one commit as evidence: check runs, statuses and workflow runs bound to that SHA, with the end of failing logs. */
import type { CiEvidence, CiState } from "../domain/evidence.ts";
import { removeTerminalSequences } from "../outgoing/visible-text.ts";
import type { GithubClient } from "./create-client.ts";
import { explained, orNull } from "./explain-error.ts";

type Signal = {
  name: string;
  state: "passed" | "failed" | "running" | "awaiting";
  jobId: number | null;
  link: string | null;
  text: string;
};

const maxFailures = 5;
const excerptLength = 6_000;
const logBytes = 256 * 1024;

const conclusionState = (status: string, conclusion: string | null): Signal["state"] => {
  if (conclusion === "action_required" || status === "waiting" || status === "action_required") return "awaiting";
  if (status !== "completed") return "running";
  return conclusion === "success" || conclusion === "neutral" || conclusion === "skipped" ? "passed" : "failed";
};

const decideState = (signals: Signal[], hasWorkflows: boolean): CiState => {
  const has = (state: Signal["state"]) => signals.some((signal) => signal.state === state);
  if (has("failed")) return "failed";
  if (has("running")) return "running";
  if (has("awaiting")) return "awaiting-approval";
  if (has("passed")) return "passed";
  return hasWorkflows ? "not-triggered" : "none";
};

/** Log text without timestamps and ANSI sequences, from the last error marker's surroundings when there is one. */
export const trimLog = (log: string): string => {
  const lines = log
    .slice(-logBytes)
    .split("\n")
    .map((line) => removeTerminalSequences(line.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z /, "")).trimEnd());
  const error = lines.findLastIndex((line) => line.startsWith("##[error]"));
  const text = (error > 0 ? lines.slice(Math.max(0, error - 80), error + 1) : lines).join("\n");
  return text.slice(-excerptLength);
};

const signalsOf = async ({ octokit, owner, repo }: GithubClient, sha: string): Promise<Signal[]> => {
  const at = { owner, repo };
  const checks = await explained(octokit.checks.listForRef({ ...at, ref: sha, per_page: 100 }));
  const status = await orNull(octokit.repos.getCombinedStatusForRef({ ...at, ref: sha }));
  const runs = await orNull(octokit.actions.listWorkflowRunsForRepo({ ...at, head_sha: sha, per_page: 50 }));
  const fromChecks = checks.data.check_runs.map(
    (run): Signal => ({
      name: run.name,
      state: conclusionState(run.status, run.conclusion),
      jobId: run.app?.slug === "github-actions" ? run.id : null,
      link: run.html_url ?? null,
      text: run.output?.summary ?? "",
    }),
  );
  const fromStatus = (status?.data.statuses ?? []).map(
    (one): Signal => ({
      name: one.context,
      state: one.state === "pending" ? "running" : one.state === "success" ? "passed" : "failed",
      jobId: null,
      link: one.target_url ?? null,
      text: one.description ?? "",
    }),
  );
  const fromRuns = (runs?.data.workflow_runs ?? [])
    .map((run) => ({ run, state: conclusionState(run.status ?? "", run.conclusion) }))
    .filter(({ state }) => state === "awaiting" || state === "running")
    .map(
      ({ run, state }): Signal => ({ name: run.name ?? "workflow", state, jobId: null, link: run.html_url, text: "" }),
    );
  return [...fromChecks, ...fromStatus, ...fromRuns];
};

/** CI of `sha`: three requests, and one per failing job (at most five) for its log. */
export const readCi = async (client: GithubClient, sha: string, hasWorkflows: boolean): Promise<CiEvidence> => {
  const { octokit, owner, repo } = client;
  const signals = await signalsOf(client, sha);
  const failed = signals.filter((signal) => signal.state === "failed").slice(0, maxFailures);
  const failures = [];
  for (const signal of failed) {
    const log = signal.jobId
      ? await orNull(octokit.actions.downloadJobLogsForWorkflowRun({ owner, repo, job_id: signal.jobId })).catch(
          () => null,
        )
      : null;
    const excerpt = log ? trimLog(String(log.data)) : signal.text.slice(-excerptLength);
    failures.push({ name: signal.name.slice(0, 200), excerpt, link: signal.link });
  }
  const count = (state: Signal["state"]) => signals.filter((signal) => signal.state === state).length;
  const summary = `${count("passed")} passed, ${count("failed")} failed, ${count("running")} running, ${count("awaiting")} awaiting approval`;
  return { sha, state: decideState(signals, hasWorkflows), summary, failures };
};
