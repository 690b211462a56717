/** The open alerts of code scanning for exactly one commit, in the files that a run changed. */
import { FailureError } from "../domain/failure.ts";
import { type CodeScanning, settleResults } from "../domain/scan.ts";
import type { GithubClient } from "./create-client.ts";
import { type Alert, type Analysis, decodeAlert, decodeAnalysis } from "./decode-code-scanning.ts";
import { explained, orNull } from "./explain-error.ts";

export type CodeScanningQuery = {
  sha: string;
  branch: string;
  pull: number;
  /** Files whose alerts count. */
  paths: string[];
};

const maxAnalyses = 30;
const maxMerges = 3;
const pageSize = 100;
const maxPages = 5;
const maxScans = 20;

/** CI of a pull request looks at its merge with the base: a commit that has the head as a parent. */
const isMergeOf = async ({ octokit, owner, repo }: GithubClient, commit: string, sha: string): Promise<boolean> => {
  const answer = await orNull(octokit.git.getCommit({ owner, repo, commit_sha: commit }));
  return answer?.data.parents.some((parent) => parent.sha === sha) ?? false;
};

/** The analyses of `sha` itself or of its merge, newest first. */
const readAnalyses = async (client: GithubClient, ref: string, sha: string): Promise<Analysis[]> => {
  const { octokit, owner, repo } = client;
  // 404 is also GitHub's answer for a ref that nothing has looked at.
  const answer = await orNull(
    octokit.codeScanning.listRecentAnalyses({ owner, repo, ref, per_page: maxAnalyses, sort: "created" }),
  );
  const analyses = (answer?.data ?? []).map(decodeAnalysis);
  const others = [...new Set(analyses.map((one) => one.sha))].filter((one) => one !== sha).slice(0, maxMerges);
  const fitting = new Set([sha]);
  for (const other of others) if (await isMergeOf(client, other, sha)) fitting.add(other);
  return analyses.filter((one) => fitting.has(one.sha));
};

const readAlerts = async (
  { octokit, owner, repo }: GithubClient,
  ref: string,
): Promise<{ alerts: Alert[]; isWhole: boolean }> => {
  const alerts: Alert[] = [];
  for (let page = 1; page <= maxPages; page += 1) {
    const { data, headers } = await explained(
      octokit.codeScanning.listAlertsForRepo({
        owner,
        repo,
        ref,
        state: "open",
        sort: "created",
        direction: "desc",
        per_page: pageSize,
        page,
      }),
    );
    alerts.push(...data.flatMap((raw) => decodeAlert(raw) ?? []));
    if (!headers.link?.includes('rel="next"')) return { alerts, isWhole: true };
  }
  return { alerts, isWhole: false };
};

const describe = (error: unknown): string => {
  if (!(error instanceof FailureError)) throw error;
  const { failure } = error;
  const what = failure.kind === "parked" ? failure.reason : failure.message;
  const isDenied = failure.kind === "denied" && failure.status === 403;
  return `${what}${isDenied ? "; it is not enabled here, or the job lacks security-events: read" : ""}`.slice(0, 500);
};

/** Two requests where nothing has looked at the commit; one more per merge commit (at most six) and hundred alerts (at most ten). */
export const readCodeScanning = async (client: GithubClient, query: CodeScanningQuery): Promise<CodeScanning> => {
  const { sha, branch, pull } = query;
  const paths = new Set(query.paths);
  const found = new Map<string, Alert["result"][]>();
  const reasons: string[] = [];
  try {
    for (const ref of [`refs/pull/${pull}/merge`, `refs/heads/${branch}`]) {
      const analyses = await readAnalyses(client, ref, sha);
      if (analyses.length === 0) continue;
      const shas = new Set(analyses.map((one) => one.sha));
      for (const { tool, error } of analyses) {
        if (!found.has(tool)) found.set(tool, []);
        if (error !== "") reasons.push(`${tool}: ${error}`);
      }
      const { alerts, isWhole } = await readAlerts(client, ref);
      if (!isWhole) reasons.push(`only the newest ${maxPages * pageSize} alerts of ${ref} were read`);
      for (const alert of alerts) {
        if (!shas.has(alert.sha) || !paths.has(alert.result.path)) continue;
        found.set(alert.tool, [...(found.get(alert.tool) ?? []), alert.result]);
      }
    }
    if (found.size === 0) reasons.push("no tool has looked at this commit yet");
  } catch (error) {
    reasons.push(describe(error));
  }
  const scans = [...found].map(([tool, results]) => ({ tool, ...settleResults(results) })).slice(0, maxScans);
  return { sha, scans, reason: [...new Set(reasons)].join("; ").slice(0, 500) };
};
