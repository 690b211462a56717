/** The transitions of a run: one exhaustive pure function from where it stands and what happened to what comes next. */
import type { ChangeKind } from "../domain/plan.ts";
import type { Position } from "../domain/record.ts";
import type { Stage } from "../domain/stage.ts";

/** What a stage reported, reduced to what the flow depends on. */
export type StageEvent = {
  stage: Stage;
  status: "passed" | "failed" | "parked" | "asked" | "gave-up";
  /** The stage made a commit. */
  committed: boolean;
  /** A review or security stage came to a verdict. */
  judged: boolean;
  /** The plan's kind; null before there is a plan. */
  kind: ChangeKind | null;
  /** The same failure was seen before in this run. */
  repeated: boolean;
  /** The commit leaves a tree that an earlier commit of this run left. */
  circled: boolean;
};

export type Step =
  | { next: "stage"; position: Position }
  | { next: "ready"; position: Position }
  | { next: "wait"; position: Position }
  | { next: "ask"; position: Position }
  | {
      next: "person";
      position: Position;
      why: "gave-up" | "repairs-exhausted" | "same-failure-twice" | "same-tree-twice";
    };

export const firstPosition: Position = {
  stage: "triage",
  repairs: 0,
  reviewed: false,
  secured: false,
  documented: false,
  reviewRounds: 0,
  secureRounds: 0,
};

const goTo = (position: Position, stage: Stage): Step => ({ next: "stage", position: { ...position, stage } });

/** A failing stage goes back to the stage that can mend it. */
const mendedBy: Record<Stage, Stage> = {
  triage: "triage",
  plan: "plan",
  tests: "tests",
  implement: "implement",
  check: "implement",
  review: "implement",
  secure: "implement",
  document: "document",
};

/** The last check of all looks at CI too, so `document` comes back here even without a commit. */
const afterCheck = (position: Position): Step => {
  if (!position.reviewed) return goTo(position, "review");
  if (!position.secured) return goTo(position, "secure");
  if (!position.documented) return goTo(position, "document");
  return { next: "ready", position };
};

const afterPass = (position: Position, event: StageEvent): Step => {
  if (event.circled) return { next: "person", position, why: "same-tree-twice" };
  switch (event.stage) {
    case "triage":
      return goTo(position, "plan");
    case "plan":
      return goTo(position, event.kind === "behaviour" ? "tests" : "implement");
    case "tests":
      return goTo(position, "implement");
    case "implement":
      return goTo({ ...position, reviewed: false, secured: false }, "check");
    case "check":
      return afterCheck(position);
    case "review":
      return afterCheck({ ...position, reviewed: true, reviewRounds: position.reviewRounds + 1 });
    case "secure": {
      const secured = { ...position, secured: true, secureRounds: position.secureRounds + 1 };
      return event.committed ? goTo({ ...secured, reviewed: false }, "check") : afterCheck(secured);
    }
    case "document":
      return goTo({ ...position, documented: true }, "check");
  }
};

const afterFailure = (position: Position, event: StageEvent, maxRepairs: number): Step => {
  const judged = event.judged ? event.stage : null;
  const rounds = {
    ...position,
    reviewRounds: position.reviewRounds + (judged === "review" ? 1 : 0),
    secureRounds: position.secureRounds + (judged === "secure" ? 1 : 0),
  };
  // A reply that could not be used is no verdict: there is nothing to mend, so the same stage is asked again.
  const isUnheard = (event.stage === "review" || event.stage === "secure") && !event.judged;
  const isSpent = position.repairs >= maxRepairs;
  if (event.stage === "document" && (isSpent || event.repeated)) return goTo({ ...rounds, documented: true }, "check");
  if (event.repeated) return { next: "person", position: rounds, why: "same-failure-twice" };
  if (isSpent) return { next: "person", position: rounds, why: "repairs-exhausted" };
  return goTo({ ...rounds, repairs: position.repairs + 1 }, isUnheard ? event.stage : mendedBy[event.stage]);
};

/** Where the run goes after `event`. `maxRepairs` bounds every way back, so the flow always ends. */
export const transition = (position: Position, event: StageEvent, maxRepairs: number): Step => {
  switch (event.status) {
    case "passed":
      return afterPass(position, event);
    case "failed":
      return afterFailure(position, event, maxRepairs);
    case "parked":
      return { next: "wait", position };
    case "asked":
      return { next: "ask", position };
    case "gave-up":
      return { next: "person", position, why: "gave-up" };
  }
};
