/** Adds or replaces a check run, and says what its suite amounts to. */
import type { Push } from "./push.ts";
import type { CheckRun, CheckSuite, Repository } from "./state.ts";
import { addCheckSuite } from "./trigger-workflows.ts";

type NewCheckRun = Pick<CheckRun, "app" | "name" | "sha" | "status"> &
  Partial<Pick<CheckRun, "conclusion" | "title" | "summary" | "detailsUrl" | "annotations">>;

/** A run of the same app and name on the same commit is replaced, as a rerun shows only its latest result. */
export const setCheckRun = (
  act: Pick<Push, "world" | "now" | "user" | "repository">,
  wanted: NewCheckRun,
): CheckRun => {
  const { repository, now } = act;
  const before = repository.checkRuns.find(
    (run) => run.sha === wanted.sha && run.name === wanted.name && run.app.id === wanted.app.id,
  );
  const suite =
    repository.checkSuites.find(
      ({ id, sha, app }) =>
        id === before?.suiteId || (before === undefined && sha === wanted.sha && app.id === wanted.app.id),
    ) ?? addCheckSuite(act, repository, wanted.sha, null, wanted.app);
  const run: CheckRun = {
    conclusion: null,
    title: null,
    summary: null,
    detailsUrl: null,
    annotations: [],
    workflowRunId: null,
    ...wanted,
    id: act.world.nextId(),
    suiteId: suite.id,
    startedAt: before?.startedAt ?? now,
    completedAt: wanted.status === "completed" ? now : null,
  };
  repository.checkRuns = [...repository.checkRuns.filter((other) => other !== before), run];
  return run;
};

const badNews = ["failure", "timed_out", "cancelled", "action_required", "startup_failure"];

/** Status and conclusion over the check runs and workflow runs of a suite; a suite without any is queued. */
export const suiteStatus = (
  repository: Repository,
  suite: CheckSuite,
): { status: string; conclusion: string | null } => {
  const parts = [...repository.checkRuns, ...repository.workflowRuns].filter((part) => part.suiteId === suite.id);
  if (parts.length === 0) return { status: "queued", conclusion: null };
  if (parts.some((part) => part.status !== "completed")) return { status: "in_progress", conclusion: null };
  const worst = badNews.find((word) => parts.some((part) => part.conclusion === word));
  return { status: "completed", conclusion: worst ?? "success" };
};
