import { describe, expect, it } from "vitest";
import type { FileChange } from "../domain/patch.ts";
import { changeOf, contextOf, linesOf } from "./example-change.fixture.ts";
import { massDeletion } from "./mass-deletion.ts";

const files = (count: number, change: (path: string) => FileChange) =>
  Array.from({ length: count }, (_, i) => change(`${i}.ts`));
const deleted = (path: string): FileChange => ({ path: `gone/${path}`, before: `${path}\n`, after: null });
const changed = (path: string): FileChange => ({ path: `kept/${path}`, before: "a\n", after: `${path}\n` });

describe("massDeletion", () => {
  it.each([
    [4, 0, 0],
    [5, 15, 0],
    [5, 14, 1],
    [19, 60, 0],
    [20, 80, 1],
  ])("with %i files deleted and %i changed gives %i violations", (gone, kept, expected) => {
    expect(massDeletion(changeOf(...files(gone, deleted), ...files(kept, changed)), contextOf())).toHaveLength(
      expected,
    );
  });

  it("does not count moved files", () => {
    const moved = files(8, (path) => ({ path: `old/${path}`, before: linesOf(9, path), after: null })).flatMap(
      (gone) => [gone, { path: gone.path.replace("old", "new"), before: null, after: gone.before }],
    );
    expect(massDeletion(changeOf(...moved), contextOf())).toEqual([]);
  });

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
