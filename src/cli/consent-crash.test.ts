/** Killed at the writes by which a flagged change is shown, allowed and committed, a run ends as without the kill. */
import { beforeAll, describe, expect, test } from "vitest";
import { flaggedLabel } from "../flow/run-labels.ts";
import type { OperationId } from "../offline/github/operations.ts";
import { type Held, heldOptions, openHeld } from "./consent-case.fixture.ts";
import { type End, readEnd } from "./read-end.fixture.ts";
import { type Case, withCase, writer } from "./start-case.fixture.ts";

const patience = 240_000;

/** A request by its name and number, from 1, while the change is shown or while the yes is acted on. */
type Point = { while: "showing" | "acting"; operation: OperationId; nth: number; isAfter: boolean };

/** The label that says what waits comes and goes with a claim that was lost. */
const comparable = (end: End): End => ({
  ...end,
  labelEvents: end.labelEvents.filter((event) => !event.endsWith(flaggedLabel)),
});

const runKilled = async (one: Case, { operation, nth, isAfter }: Point): Promise<void> => {
  let isKilled = false;
  const child = one.start(["supervise", "--run"]);
  const run = () => {
    isKilled = true;
    return child.kill();
  };
  one.setFaults([{ at: { operation, nth }, fault: { kind: "cut", effect: isAfter, run } }]);
  await child.ended;
  one.setFaults([]);
  expect(isKilled).toBe(true);
};

/** From the label on the issue to the yes and to the end, killed once on the way. */
const walk = async (one: Case, point: Point | null): Promise<{ shown: End; end: End; held: Held }> => {
  const held = await openHeld(one);
  const step = async (name: Point["while"]): Promise<void> => {
    if (point?.while === name) await runKilled(one, point);
    const ended = await one.product(["supervise", "--run"]);
    expect(ended.exit, ended.stderr).toBe(0);
  };
  await step("showing");
  const shown = comparable(await readEnd(one.world));
  await held.setLabel(writer);
  await step("acting");
  return { shown, end: comparable(await readEnd(one.world)), held };
};

let reference: { shown: End; end: End };

beforeAll(
  async () =>
    withCase(
      async (one) => {
        const { shown, end } = await walk(one, null);
        reference = { shown, end };
        expect(end.state).toBe("ready");
      },
      await heldOptions(),
    ),
  patience,
);

/** The comment is the second after the plan; the first body of the second run is the claim. */
const points: Point[] = [
  { while: "showing", operation: "issues/create-comment", nth: 2, isAfter: true },
  { while: "showing", operation: "pulls/update", nth: 2, isAfter: true },
  { while: "acting", operation: "pulls/update", nth: 1, isAfter: true },
  { while: "acting", operation: "issues/remove-label", nth: 2, isAfter: true },
  { while: "acting", operation: "git/update-ref", nth: 1, isAfter: true },
];

describe.concurrent("a run with a flagged change ends the same when it is killed", () => {
  test.each(points)(
    "while $while at $operation $nth (after its effect: $isAfter)",
    async (point) =>
      withCase(
        async (one) => {
          const { shown, end, held } = await walk(one, point);
          expect({ shown, end }).toEqual(reference);
          expect(await held.labels()).toEqual(["agent:ready-for-review", "agent:run"]);
        },
        await heldOptions(),
      ),
    patience,
  );
});
