import { describe, expect, it } from "vitest";
import { changeOf, contextOf, linesOf } from "./example-change.fixture.ts";
import { massDeletion } from "./mass-deletion.ts";

describe("massDeletion", () => {
  it.each([
    ["keeps less than half of a long file", linesOf(150), linesOf(60), 1],
    ["leaves the rest of a long file out", linesOf(150), `${linesOf(20)}// rest as before\n`, 1],
    ["empties a long file", linesOf(101), "", 1],
    ["shortens a file of 100 lines", linesOf(100), linesOf(10), 0],
    ["removes just half", linesOf(150), linesOf(75), 0],
    ["rewrites a long file", linesOf(150), linesOf(100, "new"), 0],
  ])("judges a change that %s", (_, before, after, expected) => {
    expect(massDeletion(changeOf({ path: "a", before, after }), contextOf())).toHaveLength(expected);
  });

  it("says what goes and what to do", () => {
    expect(massDeletion(changeOf({ path: "a", before: linesOf(150), after: linesOf(60) }), contextOf())).toEqual([
      {
        rule: "mass-deletion",
        path: "a",
        message: "`a` loses 90 of its 150 lines and gains 0: change only what must change and keep the rest",
      },
    ]);
  });
});
