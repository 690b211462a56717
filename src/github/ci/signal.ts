/** One thing that somebody says about a commit: a check run, a commit status, or a workflow run as a whole. */

export type SignalState = "passed" | "failed" | "running" | "awaiting";

/** The newest attempt of a workflow run. */
export type WorkflowRun = {
  id: number;
  workflowId: number;
  suiteId: number;
  name: string;
  /** Path of the workflow file. */
  path: string;
  event: string;
  attempt: number;
  status: string;
  conclusion: string | null;
  link: string;
};

export type Signal = {
  /** `job`: the check run of a workflow's job, whose id is the job's. */
  kind: "job" | "check" | "status" | "run";
  id: number;
  name: string;
  /** Id and slug of the app that made a check run; of a status the account that set it. */
  app: { id: number; slug: string };
  state: SignalState;
  /** GitHub's own word: the conclusion, or the state of a status. */
  conclusion: string;
  /** The workflow run of a job; null when GitHub does not list it. */
  run: WorkflowRun | null;
  link: string | null;
  /** What the app itself says. */
  text: string;
};

/** Everything that was said about one commit. */
export type Signals = {
  signals: Signal[];
  runs: WorkflowRun[];
  /** There is more than was read. */
  isCut: boolean;
};

const cutShort = new Set(["cancelled", "stale", "startup_failure"]);

/** It failed without a verdict on the code: a newer push or a failing sibling ended it, or GitHub never ran it. */
export const isCutShort = ({ conclusion }: Pick<Signal, "conclusion">): boolean => cutShort.has(conclusion);

const good = new Set(["success", "neutral", "skipped"]);

/** `awaiting`: a person must let it start. Only GitHub Actions waits for that; elsewhere it asks for something else. */
export const stateOf = (status: string, conclusion: string | null, isActions: boolean): SignalState => {
  if (isActions && (conclusion === "action_required" || status === "waiting" || status === "action_required"))
    return "awaiting";
  if (status !== "completed") return "running";
  return good.has(conclusion ?? "") ? "passed" : "failed";
};
