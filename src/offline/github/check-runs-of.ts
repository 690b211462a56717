/** Every check run of a repository: those made by API, and one for each job of a workflow run, as GitHub Actions makes them. */
import { actionsApp, type CheckRun, type Job, type Repository, type WorkflowRun } from "./state.ts";

/** Jobs of the last attempt; a job that was not run again keeps its place. */
export const latestJobs = (run: WorkflowRun): Job[] => [...new Map(run.jobs.map((job) => [job.name, job])).values()];

export const checkRunsOf = (repository: Repository): CheckRun[] => [
  ...repository.checkRuns,
  ...repository.workflowRuns.flatMap((run) =>
    latestJobs(run).map(({ id, name, status, conclusion, startedAt, completedAt, annotations }) => ({
      id,
      app: actionsApp,
      name,
      sha: run.sha,
      suiteId: run.suiteId,
      status,
      conclusion,
      title: null,
      summary: null,
      detailsUrl: null,
      annotations,
      workflowRunId: run.id,
      startedAt,
      completedAt,
    })),
  ),
];
