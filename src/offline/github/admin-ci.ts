/** Seeds what CI says: check runs, statuses, workflows with runs, jobs and logs. */
import { type ActArgs, actAs } from "./admin-act.ts";
import { setCheckRun } from "./set-check-run.ts";
import { type Annotation, type App, actionsApp, type CheckRun, type Job, type WorkflowRun } from "./state.ts";
import { startWorkflowRun } from "./trigger-workflows.ts";
import type { World } from "./world.ts";

type SeedJob = {
  name: string;
  conclusion?: string | null;
  /** Null: the runner left none. */
  log?: string | null;
  annotations?: Annotation[];
  steps?: { name: string; conclusion: string | null }[];
};
type SeedRun = Partial<Pick<WorkflowRun, "status" | "conclusion">> & { jobs?: SeedJob[] };

const createJob = (world: World, attempt: number, seed: SeedJob): Job => {
  const conclusion = seed.conclusion ?? null;
  return {
    id: world.nextId(),
    name: seed.name,
    status: conclusion === null ? "in_progress" : "completed",
    conclusion,
    steps: seed.steps ?? [{ name: "Run tests", conclusion }],
    log: seed.log === undefined ? "" : seed.log,
    annotations: seed.annotations ?? [],
    attempt,
    startedAt: world.now(),
    completedAt: conclusion === null ? null : world.now(),
  };
};

const applyRun = (world: World, run: WorkflowRun, seed: SeedRun): void => {
  run.status = seed.status ?? run.status;
  run.conclusion = seed.conclusion === undefined ? run.conclusion : seed.conclusion;
  run.updatedAt = world.now();
  if (seed.jobs !== undefined)
    run.jobs = [
      ...run.jobs.filter(({ attempt }) => attempt < run.attempt),
      ...seed.jobs.map((job) => createJob(world, run.attempt, job)),
    ];
};

export const ciActions = {
  /** Gives the id. A run of the same app and name on the commit is replaced; without an app it is GitHub Actions. */
  setCheckRun: (
    world: World,
    {
      repository,
      ...run
    }: { repository: string; app?: App } & Pick<CheckRun, "name" | "sha"> &
      Partial<Pick<CheckRun, "status" | "conclusion" | "title" | "summary" | "detailsUrl" | "annotations">>,
  ): number => {
    const status = run.status ?? (run.conclusion === undefined ? "queued" : "completed");
    return setCheckRun(actAs(world, { repository, as: "github-actions[bot]" }), { app: actionsApp, ...run, status }).id;
  },

  setStatus: (
    world: World,
    args: ActArgs & {
      sha: string;
      state: "error" | "failure" | "pending" | "success";
      context?: string;
      description?: string;
    },
  ): number => {
    const { repository, user, now } = actAs(world, args);
    const { sha, state, context = "default", description = null } = args;
    const id = world.nextId();
    repository.statuses.push({
      id,
      sha,
      state,
      context,
      description,
      targetUrl: null,
      userId: user.id,
      createdAt: now,
    });
    return id;
  },

  /** Makes the workflow known; the file itself is the repository's business. Gives the id. */
  addWorkflow: (world: World, args: { repository: string; name: string; path: string }): number => {
    const { repository, now } = actAs(world, { repository: args.repository, as: "github-actions[bot]" });
    const id = world.nextId();
    repository.workflows.push({ id, name: args.name, path: args.path, createdAt: now });
    return id;
  },

  /** Gives the id of the run. */
  addWorkflowRun: (
    world: World,
    args: ActArgs & SeedRun & { workflowId: number; sha: string; branch: string; event?: string },
  ): number => {
    const act = actAs(world, args);
    const { workflowId, sha, branch, event = "push" } = args;
    const run = startWorkflowRun(act, act.repository, { workflowId, sha, branch, event });
    applyRun(world, run, args);
    return run.id;
  },

  /** Moves a run on: status, conclusion, jobs. */
  updateWorkflowRun: (world: World, args: SeedRun & { repository: string; id: number }): void => {
    const { repository } = actAs(world, { repository: args.repository, as: "github-actions[bot]" });
    const run = repository.workflowRuns.find(({ id }) => id === args.id);
    if (run === undefined) throw new Error(`There is no workflow run ${args.id} in ${args.repository}.`);
    applyRun(world, run, args);
  },

  /** Another attempt of a run; jobs that are not given keep their result. */
  rerunWorkflowRun: (world: World, args: SeedRun & { repository: string; id: number }): void => {
    const { repository } = actAs(world, { repository: args.repository, as: "github-actions[bot]" });
    const run = repository.workflowRuns.find(({ id }) => id === args.id);
    if (run === undefined) throw new Error(`There is no workflow run ${args.id} in ${args.repository}.`);
    run.attempt += 1;
    applyRun(world, run, { status: "queued", conclusion: null, ...args });
  },
};
