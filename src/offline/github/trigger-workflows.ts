/** Starts the repository's workflows for the new head of a pull request, or leaves them waiting, or does nothing. */

import type { PullIssue, Push } from "./push.ts";
import { type App, actionsApp, actionsBot, type CheckSuite, type Repository, type WorkflowRun } from "./state.ts";

type Origin = Pick<Push, "world" | "now" | "user">;
type Start = Pick<WorkflowRun, "workflowId" | "sha" | "branch" | "event"> &
  Partial<Pick<WorkflowRun, "status" | "conclusion">>;

/** Adds a check suite for a head. */
export const addCheckSuite = (
  origin: Origin,
  repository: Repository,
  sha: string,
  branch: string | null,
  app: App = actionsApp,
): CheckSuite => {
  const suite: CheckSuite = { id: origin.world.nextId(), sha, branch, app, createdAt: origin.now };
  repository.checkSuites.push(suite);
  return suite;
};

export const startWorkflowRun = (origin: Origin, repository: Repository, start: Start): WorkflowRun => {
  const suite = addCheckSuite(origin, repository, start.sha, start.branch);
  const run: WorkflowRun = {
    id: origin.world.nextId(),
    number: repository.workflowRuns.filter((other) => other.workflowId === start.workflowId).length + 1,
    suiteId: suite.id,
    status: "queued",
    conclusion: null,
    actorId: origin.user.id,
    attempt: 1,
    jobs: [],
    createdAt: origin.now,
    updatedAt: origin.now,
    ...start,
  };
  repository.workflowRuns.push(run);
  return run;
};

/** What a person pushes starts; what the bot pushes depends on the repository's settings. */
export const triggerWorkflows = (origin: Origin, repository: Repository, issue: PullIssue): void => {
  const policy = origin.user.id === actionsBot.id ? repository.settings.botPushes : "run";
  if (policy === "nothing") return;
  for (const workflow of repository.workflows) {
    startWorkflowRun(origin, repository, {
      workflowId: workflow.id,
      sha: issue.pull.headSha,
      branch: issue.pull.head.ref,
      event: "pull_request",
      ...(policy === "approval" ? { status: "completed", conclusion: "action_required" } : {}),
    });
  }
};
