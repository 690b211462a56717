import { describe, expect, it } from "vitest";
import type { FileChange } from "../domain/patch.ts";
import { changeOf, contextOf, linesOf } from "./example-change.fixture.ts";
import { flagDeletions } from "./flag-deletions.ts";

const files = (count: number, change: (path: string) => FileChange) =>
  Array.from({ length: count }, (_, i) => change(`${i}.ts`));
const deleted = (path: string): FileChange => ({ path: `gone/${path}`, before: `${path}\n`, after: null });
const changed = (path: string): FileChange => ({ path: `kept/${path}`, before: "a\n", after: `${path}\n` });

describe("flagDeletions", () => {
  it.each([
    [4, 0, 0],
    [5, 15, 0],
    [5, 14, 1],
    [19, 60, 0],
    [20, 80, 1],
  ])("with %i files deleted and %i changed gives %i flags", (gone, kept, expected) => {
    expect(flagDeletions(changeOf(...files(gone, deleted), ...files(kept, changed)), contextOf())).toHaveLength(
      expected,
    );
  });

  it("does not count moved files", () => {
    const moved = files(8, (path) => ({ path: `old/${path}`, before: linesOf(9, path), after: null })).flatMap(
      (gone) => [gone, { path: gone.path.replace("old", "new"), before: null, after: gone.before }],
    );
    expect(flagDeletions(changeOf(...moved), contextOf())).toEqual([]);
  });
});
