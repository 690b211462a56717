import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Entry, findEntry, parseTurnKey, type Recording, renderTurnKey, type TurnKey } from "./recording.ts";
import { roles, stages } from "./stage.ts";

const count = fc.integer({ min: 0, max: 99_999 });
const keys: fc.Arbitrary<TurnKey> = fc.record(
  {
    issue: count,
    role: fc.constantFrom(...roles),
    stage: fc.constantFrom(...stages),
    attempt: count,
    round: count,
    turn: count,
  },
  { requiredKeys: ["role", "stage", "attempt", "round", "turn"] },
);

describe("the name of a turn", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(parseTurnKey(renderTurnKey(key))).toEqual(key);
      }),
    );
  });

  it.each([
    "",
    "7/planner/plan/1/1",
    "7/boss/plan/1/1/0",
    "x/planner/plan/1/1/0",
    "7/planner/plan/-1/1/0",
    "7/planner/plan/1/1/0/0",
  ])("is not %j", (text) => expect(parseTurnKey(text)).toBeNull());
});

describe("the entry for a turn", () => {
  const entry = (issue: number | undefined, content: string): Entry => ({
    key: { ...(issue === undefined ? {} : { issue }), role: "planner", stage: "plan", attempt: 1, round: 1, turn: 0 },
    promptHash: "0".repeat(64),
    model: "m",
    parameters: {},
    reply: { content, toolCalls: [], finishReason: "stop" },
    usage: { inputTokens: 0, outputTokens: 0 },
    usd: 0,
    milliseconds: 0,
  });
  const find = (entries: Entry[], issue: number) => {
    const recording: Recording = { version: 1, case: "c", entries };
    return findEntry(recording, { issue, role: "planner", stage: "plan", attempt: 1, round: 1, turn: 0 })?.reply
      .content;
  };

  it("does not depend on the issue in a recording of one issue", () => {
    expect(find([entry(7, "a")], 8)).toBe("a");
    expect(find([entry(undefined, "a")], 8)).toBe("a");
  });

  it("depends on the issue in a recording of several", () => {
    expect(find([entry(7, "a"), entry(8, "b")], 8)).toBe("b");
    expect(find([entry(7, "a"), entry(8, "b")], 9)).toBeUndefined();
    expect(find([entry(7, "a"), entry(undefined, "any")], 9)).toBe("any");
  });
});
