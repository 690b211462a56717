/** Whatever the stages report, the flow ends, and ready comes only after everything that ready promises. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Position } from "../domain/record.ts";
import { stages } from "../domain/stage.ts";
import { firstPosition, type StageEvent, type Step, transition } from "./machine.ts";

const event = (position: Position, change: Partial<StageEvent> = {}): StageEvent => ({
  stage: position.stage,
  status: "passed",
  committed: false,
  judged: position.stage === "review" || position.stage === "secure",
  kind: "behaviour",
  repeated: false,
  circled: false,
  ...change,
});

const at = (change: Partial<Position>): Position => ({ ...firstPosition, ...change });

const report = fc.record({
  status: fc.constantFrom("passed" as const, "failed" as const),
  committed: fc.boolean(),
  judged: fc.boolean(),
  repeated: fc.boolean(),
  circled: fc.boolean(),
  kind: fc.constantFrom("behaviour" as const, "docs" as const),
});

describe("transition", () => {
  it("ends for every sequence of events, within a bound that the repairs set", () => {
    fc.assert(
      fc.property(
        fc.array(report, { minLength: 200, maxLength: 200 }),
        fc.integer({ min: 0, max: 10 }),
        (reports, max) => {
          let position = firstPosition;
          let checkedSinceCommit = false;
          for (const [count, one] of reports.entries()) {
            const mayCommit = ["tests", "implement", "secure", "document"].includes(position.stage);
            const now = event(position, {
              ...one,
              committed: one.committed && mayCommit && one.status === "passed",
              judged: one.judged || one.status === "passed",
            });
            if (now.committed || (now.stage === "implement" && now.status === "passed")) checkedSinceCommit = false;
            if (now.stage === "check" && now.status === "passed") checkedSinceCommit = true;
            const step = transition(position, now, max);
            if (step.next === "ready") {
              expect(step.position).toMatchObject({ reviewed: true, secured: true, documented: true, stage: "check" });
              expect(checkedSinceCommit).toBe(true);
            }
            if (step.next !== "stage") return count < 16 + 8 * max;
            expect(step.position.repairs).toBeLessThanOrEqual(max);
            position = step.position;
          }
          return false;
        },
      ),
    );
  });

  it.each([
    ["triage", "triage"],
    ["plan", "plan"],
    ["tests", "tests"],
    ["implement", "implement"],
    ["check", "implement"],
    ["review", "implement"],
    ["secure", "implement"],
    ["document", "document"],
  ] as const)("sends a failing %s to %s and counts a repair", (stage, mender) => {
    const step = transition(at({ stage }), event(at({ stage }), { status: "failed" }), 3);
    expect(step).toMatchObject({ next: "stage", position: { stage: mender, repairs: 1 } });
  });

  it.each(stages.filter((stage) => stage !== "document"))(
    "hands %s to a person when it fails twice alike or too often",
    (stage) => {
      const failed = (change: Partial<StageEvent>, repairs: number): Step =>
        transition(at({ stage, repairs }), event(at({ stage }), { status: "failed", ...change }), 3);
      expect(failed({ repeated: true }, 0)).toMatchObject({ next: "person", why: "same-failure-twice" });
      expect(failed({}, 3)).toMatchObject({ next: "person", why: "repairs-exhausted" });
    },
  );

  it.each(["review", "secure"] as const)(
    "asks %s again after a reply without a verdict, and counts no round",
    (stage) => {
      const step = transition(at({ stage }), event(at({ stage }), { status: "failed", judged: false }), 3);
      expect(step).toMatchObject({ next: "stage", position: { stage, repairs: 1, reviewRounds: 0, secureRounds: 0 } });
    },
  );

  it("does not hold up a run for documents that cannot be written, but checks the head once more", () => {
    const stuck = transition(
      at({ stage: "document" }),
      event(at({ stage: "document" }), { status: "failed", repeated: true }),
      3,
    );
    expect(stuck).toMatchObject({ next: "stage", position: { stage: "check", documented: true } });
  });

  it.each([true, false])(
    "checks the final head after document (commit: %s), because CI is looked at only then",
    (committed) => {
      const position = at({ stage: "document", reviewed: true, secured: true });
      expect(transition(position, event(position, { committed }), 3)).toMatchObject({
        next: "stage",
        position: { stage: "check", documented: true },
      });
    },
  );

  it("looks at a security diff again with check and review, and not with secure", () => {
    const secure = at({ stage: "secure", reviewed: true });
    const check = transition(secure, event(secure, { committed: true }), 3).position;
    expect(check).toMatchObject({ stage: "check", reviewed: false, secured: true });
    const review = transition(check, event(check), 3).position;
    expect(review.stage).toBe("review");
    expect(transition(review, event(review), 3).position.stage).toBe("document");
  });

  it.each([
    ["behaviour", "tests"],
    ["refactor", "implement"],
    ["docs", "implement"],
    ["build", "implement"],
  ] as const)("goes from a plan of kind %s to %s", (kind, stage) => {
    const plan = at({ stage: "plan" });
    expect(transition(plan, event(plan, { kind }), 3).position.stage).toBe(stage);
  });

  it.each([
    ["parked", "wait"],
    ["asked", "ask"],
    ["gave-up", "person"],
  ] as const)("stays where it is when a stage %s", (status, next) => {
    const position = at({ stage: "implement", repairs: 2 });
    expect(transition(position, event(position, { status }), 3)).toMatchObject({ next, position });
  });
});
