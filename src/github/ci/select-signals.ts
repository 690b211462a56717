/** Which of the signals of a commit count: the newest of each, bound to who said it, without what somebody set aside. */
import { isOwnWorkflow } from "../../config/own-workflow.ts";
import { type Signal, type Signals, stateOf, type WorkflowRun } from "./signal.ts";

/** Two workflows may have jobs of the same name, and a status may borrow the name of a check: each stays for itself. */
const keyOf = ({ kind, app, name, run }: Signal): string =>
  [kind, app.id, ...(run ? [run.workflowId, run.event] : []), name].join(" ");

/** A newer one counts, unless it was skipped: a skipped job says nothing about the code. */
const isNewer = (one: Signal, than: Signal): boolean => {
  const isSkipped = (signal: Signal) => signal.conclusion === "skipped";
  return isSkipped(one) === isSkipped(than) ? one.id > than.id : isSkipped(than);
};

/** Of every key the one that counts. */
export const newestOf = (signals: Signal[]): Signal[] => {
  const newest = new Map<string, Signal>();
  for (const signal of signals) {
    const key = keyOf(signal);
    const known = newest.get(key);
    if (!known || isNewer(signal, known)) newest.set(key, signal);
  }
  return [...newest.values()];
};

const newestRuns = (runs: WorkflowRun[]): WorkflowRun[] => {
  const newest = new Map<string, WorkflowRun>();
  for (const run of runs) {
    const key = `${run.workflowId} ${run.event}`;
    if (run.id > (newest.get(key)?.id ?? 0)) newest.set(key, run);
  }
  return [...newest.values()];
};

const actionsApp = { id: 15_368, slug: "github-actions" };

/** What a run as a whole adds to its jobs: it waits, it runs, or it failed without a job that says so. */
const signalsOfRuns = (runs: WorkflowRun[], jobs: Signal[]): Signal[] => {
  const isDispatched = (workflowId: number) =>
    runs.some((run) => run.workflowId === workflowId && run.event === "workflow_dispatch");
  return newestRuns(runs).flatMap((run): Signal[] => {
    const state = stateOf(run.status, run.conclusion, true);
    const ownJobs = jobs.filter((job) => job.run?.id === run.id);
    if (state === "passed" || (state === "failed" && ownJobs.some((job) => job.state === "failed"))) return [];
    // A person or the bot started the same workflow by hand: nobody has to approve the other run any more.
    if (state === "awaiting" && isDispatched(run.workflowId)) return [];
    const conclusion = run.conclusion ?? run.status;
    return [
      { kind: "run", id: run.id, name: run.name, app: actionsApp, state, conclusion, run, link: run.link, text: "" },
    ];
  });
};

/** `ignore` are names that do not count, whoever says them. */
export const selectSignals = ({ signals, runs }: Signals, ignore: string[]): Signal[] => {
  const foreign = runs.filter(({ path }) => !isOwnWorkflow(path));
  const counted = newestOf(
    signals.filter(({ run, name }) => !(run && isOwnWorkflow(run.path)) && !ignore.includes(name)),
  );
  const byRun = signalsOfRuns(foreign, counted).filter(({ name }) => !ignore.includes(name));
  return [...counted, ...byRun];
};
