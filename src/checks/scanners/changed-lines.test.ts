import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedLines, firstLineIn } from "./changed-lines.ts";

const text = (lines: string[]): string => lines.map((line) => `${line}\n`).join("");

describe("changedLines", () => {
  it.each<[string, string | null, string | null, [number, number][]]>([
    ["a new file", null, "a\nb\n", [[1, 2]]],
    ["a deleted file", "a\n", null, []],
    ["an empty file", null, "", []],
    ["the same text", "a\n", "a\n", []],
    ["a changed line", "a\nb\nc\n", "a\nB\nc\n", [[2, 2]]],
    ["added lines", "a\nc\n", "a\nb\nb\nc\n", [[2, 3]]],
    ["removed lines", "a\nb\nc\n", "a\nc\n", []],
    ["no final line end", "a\nb", "a\nb\nc", [[3, 3]]],
    [
      "two places",
      "a\nb\nc\nd\n",
      "A\nb\nc\nd\ne\n",
      [
        [1, 1],
        [5, 5],
      ],
    ],
  ])("of %s", (_, before, after, ranges) => {
    expect(changedLines({ before, after })).toEqual(ranges.map(([start, end]) => ({ start, end })));
  });

  it("what is not in a range stands in the old text in the same order", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 20 });
    fc.assert(
      fc.property(lines, lines, (old, next) => {
        const ranges = changedLines({ before: text(old), after: text(next) });
        const kept = next.filter((_, index) => firstLineIn(ranges, index + 1, index + 1) === null);
        let at = 0;
        for (const line of kept) {
          at = old.indexOf(line, at) + 1;
          expect(at).toBeGreaterThan(0);
        }
        for (const [index, range] of ranges.entries()) {
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(range.start).toBeGreaterThan(ranges[index - 1]?.end ?? 0);
        }
      }),
    );
  });

  it("gives up telling edits apart when there are too many, and takes all of them", () => {
    const old = Array.from({ length: 3_000 }, (_, index) => `old ${index}`);
    const next = Array.from({ length: 3_000 }, (_, index) => `new ${index}`);
    next[1_500] = "old 1500";
    expect(changedLines({ before: text(old), after: text(next) })).toEqual([{ start: 1, end: 3_000 }]);
  });
});

it.each<[number, number, number | null]>([
  [1, 1, null],
  [1, 2, 2],
  [2, 2, 2],
  [3, 9, 3],
  [5, 9, null],
  [5, 10, 10],
  [1, 1_000_000_000, 2],
  [12, 20, null],
])("of lines %i to %i the first changed one is %j", (start, end, line) => {
  const ranges = [
    { start: 2, end: 4 },
    { start: 10, end: 11 },
  ];
  expect(firstLineIn(ranges, start, end)).toBe(line);
});
