/** Every check run of a repository: those made by API, and one for each job of a workflow run, as GitHub Actions makes them. */
import type { CheckRun, Repository } from "./state.ts";

export const checkRunsOf = (repository: Repository): CheckRun[] => [
  ...repository.checkRuns,
  ...repository.workflowRuns.flatMap((run) =>
    run.jobs.map(({ id, name, status, conclusion, startedAt, completedAt }) => ({
      id,
      name,
      sha: run.sha,
      suiteId: run.suiteId,
      status,
      conclusion,
      title: null,
      summary: null,
      detailsUrl: null,
      startedAt,
      completedAt,
    })),
  ),
];
