/** Every expected way a run or a command can fail, with what a caller needs to act on it. */

export type Failure =
  | { kind: "usage"; message: string; hint: string }
  | { kind: "config"; message: string; faults: string[]; hint: string }
  | { kind: "refused"; by: string; message: string; hint: string }
  | {
      kind: "unavailable";
      neighbour: "github" | "model";
      message: string;
      hint: string;
      retryAfterSeconds: number | null;
    }
  | { kind: "denied"; neighbour: "github" | "model"; status: number; message: string; hint: string }
  | { kind: "parked"; reason: string; hint: string }
  | { kind: "conflict"; message: string; hint: string }
  | { kind: "budget"; message: string; hint: string };

/** What the flow does with a failure: ask again later, hand to a person, wait, or end the command. */
export type Remedy = "later" | "person" | "wait" | "stop";

type Policy = { remedy: Remedy; exit: 2 | 3 | 4 | 5 };

/** One row per kind; the only place where a failure becomes an exit status or a remedy. */
export const failurePolicy: Record<Failure["kind"], Policy> = {
  usage: { remedy: "stop", exit: 2 },
  config: { remedy: "stop", exit: 2 },
  refused: { remedy: "stop", exit: 3 },
  unavailable: { remedy: "later", exit: 4 },
  denied: { remedy: "person", exit: 4 },
  parked: { remedy: "wait", exit: 5 },
  conflict: { remedy: "person", exit: 3 },
  budget: { remedy: "person", exit: 3 },
};

/** Carries a `Failure` across code that must unwind; everything else that is thrown is a bug. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind === "parked" ? failure.reason : failure.message);
    this.name = "FailureError";
    this.failure = failure;
  }
}

/** Exit status by DESIGN: 1 is a bug, everything expected has a row above. */
export const exitStatusOf = (error: unknown): number =>
  error instanceof FailureError ? failurePolicy[error.failure.kind].exit : 1;
