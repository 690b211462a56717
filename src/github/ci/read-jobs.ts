/** Jobs of workflow runs with their steps, and what GitHub itself noted about a job. */
import type { RestEndpointMethodTypes } from "@octokit/rest";
import type { GithubClient } from "../create-client.ts";
import { orNull } from "../explain-error.ts";
import type { WorkflowRun } from "./signal.ts";

export type Job = {
  id: number;
  runId: number;
  name: string;
  attempt: number;
  conclusion: string | null;
  steps: { name: string; conclusion: string | null }[];
};

type RawJob = RestEndpointMethodTypes["actions"]["getJobForWorkflowRun"]["response"]["data"];

const decodeJob = (raw: RawJob): Job => ({
  id: raw.id,
  runId: raw.run_id,
  name: raw.name,
  attempt: raw.run_attempt ?? 1,
  conclusion: raw.conclusion,
  steps: (raw.steps ?? []).map(({ name, conclusion }) => ({ name, conclusion })),
});

/** Jobs of the newest attempt, and of the earlier ones where there were any: one request for the first hundred. */
export const readJobs = async ({ octokit, owner, repo }: GithubClient, run: WorkflowRun): Promise<Job[]> => {
  const filter = run.attempt > 1 ? "all" : "latest";
  const answer = await orNull(
    octokit.actions.listJobsForWorkflowRun({ owner, repo, run_id: run.id, filter, per_page: 100 }),
  );
  return (answer?.data.jobs ?? []).map(decodeJob);
};

/** One job by its id, for a run that GitHub does not list or that has too many. */
export const readJob = async ({ octokit, owner, repo }: GithubClient, id: number): Promise<Job | null> => {
  const answer = await orNull(octokit.actions.getJobForWorkflowRun({ owner, repo, job_id: id }));
  return answer && decodeJob(answer.data);
};

/** Texts of the annotations of a check run; the runner's own are among them, and what became of a runner stands nowhere else. */
export const readAnnotations = async ({ octokit, owner, repo }: GithubClient, id: number): Promise<string[]> => {
  const answer = await orNull(octokit.checks.listAnnotations({ owner, repo, check_run_id: id, per_page: 50 }));
  return (answer?.data ?? []).map(({ message }) => (message ?? "").slice(0, 1_000));
};
