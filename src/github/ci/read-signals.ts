/** Check runs, commit statuses and workflow runs of one commit: three requests, and one per further hundred. */
import type { RestEndpointMethodTypes } from "@octokit/rest";
import type { GithubClient } from "../create-client.ts";
import { explained, orNull } from "../explain-error.ts";
import { type Signal, type Signals, stateOf, type WorkflowRun } from "./signal.ts";

type Methods = RestEndpointMethodTypes;
type RawCheck = Methods["checks"]["listForRef"]["response"]["data"]["check_runs"][number];
type RawStatus = Methods["repos"]["listCommitStatusesForRef"]["response"]["data"][number];
type RawRun = Methods["actions"]["listWorkflowRunsForRepo"]["response"]["data"]["workflow_runs"][number];

const pageSize = 100;
/** GitHub itself shows check runs of the newest thousand suites at most. */
const mostPages = 10;

type Pages<T> = { items: T[]; isCut: boolean };

const readPages = async <T>(
  load: (page: number) => Promise<{ headers: { link?: string | undefined }; items: T[] } | null>,
): Promise<Pages<T>> => {
  const items: T[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const answer = await load(page);
    if (!answer) return { items, isCut: false };
    items.push(...answer.items);
    if (!answer.headers.link?.includes('rel="next"')) return { items, isCut: false };
  }
  return { items, isCut: true };
};

const actionsSlug = "github-actions";

/** The address of a check run is GitHub's own and tells a job from a check run that somebody made with the same app. */
const runIdOfJob = ({ html_url: address, id }: RawCheck): number | null => {
  const [, run, job] = /\/actions\/runs\/(\d+)\/job\/(\d+)$/.exec(address ?? "") ?? [];
  return run !== undefined && Number(job) === id ? Number(run) : null;
};

const decodeCheck = (raw: RawCheck, runs: WorkflowRun[]): Signal => {
  const slug = raw.app?.slug ?? "";
  const isActions = slug === actionsSlug;
  const runId = isActions ? runIdOfJob(raw) : null;
  return {
    kind: runId === null ? "check" : "job",
    id: raw.id,
    name: raw.name,
    app: { id: raw.app?.id ?? 0, slug },
    state: stateOf(raw.status, raw.conclusion, isActions),
    conclusion: raw.conclusion ?? raw.status,
    run: runs.find(({ id }) => id === runId) ?? null,
    link: raw.html_url ?? null,
    text: [raw.output?.title, raw.output?.summary, raw.output?.text].filter(Boolean).join("\n"),
  };
};

const decodeStatus = (raw: RawStatus): Signal => ({
  kind: "status",
  id: raw.id,
  name: raw.context,
  app: { id: raw.creator?.id ?? 0, slug: raw.creator?.login ?? "" },
  state: raw.state === "pending" ? "running" : raw.state === "success" ? "passed" : "failed",
  conclusion: raw.state,
  run: null,
  link: raw.target_url || null,
  text: raw.description ?? "",
});

const decodeRun = (raw: RawRun): WorkflowRun => ({
  id: raw.id,
  workflowId: raw.workflow_id,
  suiteId: raw.check_suite_id ?? 0,
  name: raw.name || raw.path,
  path: raw.path.replace(/@.*$/, ""),
  event: raw.event,
  attempt: raw.run_attempt ?? 1,
  status: raw.status ?? "",
  conclusion: raw.conclusion,
  link: raw.html_url,
});

type At = { client: GithubClient; sha: string };

const readChecks = ({ client: { octokit, owner, repo }, sha }: At): Promise<Pages<RawCheck>> =>
  readPages(async (page) => {
    const answer = await explained(octokit.checks.listForRef({ owner, repo, ref: sha, per_page: pageSize, page }));
    return { headers: answer.headers, items: answer.data.check_runs.filter((run) => run.head_sha === sha) };
  });

const readStatuses = ({ client: { octokit, owner, repo }, sha }: At): Promise<Pages<RawStatus>> =>
  readPages(async (page) => {
    const answer = await orNull(
      octokit.repos.listCommitStatusesForRef({ owner, repo, ref: sha, per_page: pageSize, page }),
    );
    return answer && { headers: answer.headers, items: answer.data };
  });

const readRuns = ({ client: { octokit, owner, repo }, sha }: At): Promise<Pages<RawRun>> =>
  readPages(async (page) => {
    const answer = await orNull(
      octokit.actions.listWorkflowRunsForRepo({ owner, repo, head_sha: sha, per_page: pageSize, page }),
    );
    return (
      answer && { headers: answer.headers, items: answer.data.workflow_runs.filter((run) => run.head_sha === sha) }
    );
  });

/** Throws `FailureError` when GitHub does not let the token see check runs. */
export const readSignals = async (client: GithubClient, sha: string): Promise<Signals> => {
  const at = { client, sha };
  const [checks, statuses, rawRuns] = await Promise.all([readChecks(at), readStatuses(at), readRuns(at)]);
  const runs = rawRuns.items.map(decodeRun);
  return {
    signals: [...checks.items.map((raw) => decodeCheck(raw, runs)), ...statuses.items.map(decodeStatus)],
    runs,
    isCut: checks.isCut || statuses.isCut || rawRuns.isCut,
  };
};

/** Check runs alone: one request for what else failed on another commit. */
export const readCheckSignals = async (client: GithubClient, sha: string): Promise<Signal[]> =>
  (await readChecks({ client, sha })).items.map((raw) => decodeCheck(raw, []));

/** Commit statuses alone. */
export const readStatusSignals = async (client: GithubClient, sha: string): Promise<Signal[]> =>
  (await readStatuses({ client, sha })).items.map(decodeStatus);
