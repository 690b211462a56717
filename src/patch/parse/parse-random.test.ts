import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DraftLine } from "../draft.ts";
import type { DiffPiece } from "./diff-piece.ts";
import { parseDiff } from "./parse-diff.ts";
import { pieceOf } from "./summarize.fixture.ts";

const token = fc.constantFrom(
  ...[
    "",
    " ",
    "+",
    "-",
    "\\",
    " a",
    "-b",
    "+c",
    "\tt",
    "words",
    "Some words here.",
    "# h",
    "- item",
    "---",
    "+++",
    "\r",
  ],
  ...["--- a/x", "+++ b/x", "--- a/y.ts", "+++ b/y.ts", "--- /dev/null", "+++ /dev/null", "--- ", "+++ ", "+++ a b"],
  ...[
    "diff --git a/x b/x",
    "diff --git a/x b/y",
    'diff --git "a/x',
    "diff --cc x",
    "Index: x",
    "=====",
    "-- ",
    "2.39.5",
  ],
  ...["index 1234..5678 100644", "new file mode 100644", "deleted file mode 100644", "old mode 100644"],
  ...["rename from x", "rename to y", "copy from x", "GIT binary patch", "similarity index 90%", '--- "a/\\303"'],
  ...["@@", "@@ -1 +1 @@", "@@ -1,2 +1,2 @@", "@@ -0,0 +1,3 @@", "@@ ... @@", "@@ def f():", "@@@ -1 -1 +1 @@@"],
  ...["\\ No newline at end of file", "***************", "From 0123456789 x", "@@ -,", "@@ -1,", "@@@@"],
);

const soup = fc.array(fc.oneof({ weight: 20, arbitrary: token }, fc.string({ maxLength: 12 })), { maxLength: 40 });

const surroundings = fc.record({
  path: fc.constantFrom(null, "x", "a/b"),
  isClosed: fc.boolean(),
  isFenced: fc.boolean(),
});

const linesOf = (piece: DiffPiece): DraftLine[] =>
  parseDiff(piece).flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));

const isName = (text: string) => /^(?:---|\+\+\+) /.test(text);

describe("parseDiff on any lines", () => {
  it("gives drafts in order, each line with its own mark and text, none twice", () => {
    fc.assert(
      fc.property(soup, surroundings, (texts, changes) => {
        const drafts = parseDiff(pieceOf(texts, changes));
        const places = drafts.flatMap(({ at, hunks }) => [
          at,
          ...hunks.flatMap((hunk) => hunk.lines.map((line) => line.at)),
        ]);
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        const lines = drafts.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
        expect(new Set(lines.map(({ at }) => at)).size).toBe(lines.length);
        const wrong = lines.filter(({ mark, text, at }) => {
          const own = (texts[at - 1] ?? "").replace(/^\uFEFF/, "");
          const isSame = mark + text === own || `${mark}${text}\r` === own;
          return !isSame || (mark === "" && /^[ +-]/.test(text));
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it("puts every added and removed line of a fence into a hunk, unless it is a name, a signature or beside a fault", () => {
    fc.assert(
      fc.property(soup, surroundings, (texts, changes) => {
        const piece = pieceOf(texts, { ...changes, isFenced: true });
        if (parseDiff(piece).some(({ fault }) => fault !== null)) return;
        const kept = new Set(linesOf(piece).map(({ at }) => at));
        const lost = texts.filter((text, index) => /^[+-]/.test(text) && !isName(text) && !kept.has(index + 1));
        expect(lost.filter((text) => text !== "-- ")).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it("takes names only as names: each that is not in a hunk is one of its entry's", () => {
    fc.assert(
      fc.property(soup, surroundings, (texts, changes) => {
        const piece = pieceOf(texts, { ...changes, isFenced: true });
        const drafts = parseDiff(piece);
        if (drafts.some(({ fault }) => fault !== null)) return;
        const kept = new Set(linesOf(piece).map(({ at }) => at));
        const names = drafts.flatMap(({ before, after }) => [...(before ?? ["dev/null"]), ...(after ?? ["dev/null"])]);
        for (const [index, text] of texts.entries()) {
          if (!isName(text) || text.length === 4 || kept.has(index + 1)) continue;
          expect(names.some((name) => text.includes(name))).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
