import { diffArrays } from "diff";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLines, type Edit } from "./compare-lines.ts";

const apply = (before: string[], after: string[], edits: Edit[]): string[] => {
  const parts: string[][] = [];
  let at = 0;
  for (const { oldStart, oldEnd, newStart, newEnd } of edits) {
    parts.push(before.slice(at, oldStart), after.slice(newStart, newEnd));
    at = oldEnd;
  }
  return [...parts, before.slice(at)].flat();
};

const countLines = (edits: Edit[]): number =>
  edits.reduce((sum, one) => sum + one.oldEnd - one.oldStart + one.newEnd - one.newStart, 0);

const numbered = (count: number, word = "line") => Array.from({ length: count }, (_, i) => `${word} ${i}`);

const few = fc.array(fc.constantFrom("a", "b", "c", "}"), { maxLength: 30 });

describe("compareLines", () => {
  it("gives edits that make the one text into the other, each between lines that stay", () => {
    fc.assert(
      fc.property(few, few, (before, after) => {
        const edits = compareLines(before, after);
        expect(apply(before, after, edits)).toEqual(after);
        for (const [i, edit] of edits.entries()) {
          const last = edits[i - 1] ?? { oldEnd: -1, newEnd: -1 };
          expect(edit.oldStart).toBeGreaterThan(last.oldEnd);
          expect(edit.newStart).toBeGreaterThan(last.newEnd);
          if (i > 0) expect(edit.oldStart - last.oldEnd).toBe(edit.newStart - last.newEnd);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("changes as few lines as can be", () => {
    fc.assert(
      fc.property(few, few, (before, after) => {
        const smallest = diffArrays(before, after).filter(({ added, removed }) => added || removed);
        expect(countLines(compareLines(before, after))).toBe(smallest.reduce((sum, { count }) => sum + count, 0));
      }),
    );
  });

  it("gives nothing for equal texts and one edit for empty ones", () => {
    expect(compareLines([], [])).toEqual([]);
    expect(compareLines(["a", "a"], ["a", "a"])).toEqual([]);
    expect(compareLines([], ["a", "b"])).toEqual([{ oldStart: 0, oldEnd: 0, newStart: 0, newEnd: 2 }]);
    expect(compareLines(["a", "b"], [])).toEqual([{ oldStart: 0, oldEnd: 2, newStart: 0, newEnd: 0 }]);
  });

  it("puts lines that could stand at several places at the last one", () => {
    expect(compareLines(["{", "}", "end"], ["{", "}", "{", "}", "end"])).toEqual([
      { oldStart: 2, oldEnd: 2, newStart: 2, newEnd: 4 },
    ]);
    expect(compareLines(["x", "x", "x", "y"], ["x", "y"])).toEqual([
      { oldStart: 1, oldEnd: 3, newStart: 1, newEnd: 1 },
    ]);
  });

  it("finds thousands of scattered edits among lines that repeat", () => {
    const before = Array.from({ length: 60_000 }, (_, i) => (i % 3 === 0 ? "  }" : `  const value${i} = ${i};`));
    const after = before.flatMap((line, i) => (i % 12 === 5 ? ["  }", line] : i % 12 === 10 ? [] : [line]));
    const edits = compareLines(before, after);
    expect(apply(before, after, edits)).toEqual(after);
    expect(countLines(edits)).toBe(10_000);
  });

  it("finds blocks that stand once where no line does", () => {
    const before = Array.from({ length: 40_000 }, (_, i) => `${(Math.imul(i ^ (i >> 7), 0x9e3779b1) >>> 8) % 97}`);
    const after = before.flatMap((line, i) => (i % 20 === 7 ? [line, before[i - 3] ?? ""] : [line]));
    const edits = compareLines(before, after);
    expect(apply(before, after, edits)).toEqual(after);
    expect(countLines(edits)).toBeLessThan(4_000);
  });

  const count = 50_000;
  const same: string[] = Array.from({ length: count }, () => "a");
  const hostile: [string, string[], string[]][] = [
    ["all lines differ", numbered(count), numbered(count, "other")],
    ["all lines are equal but one", same.with(5, "b"), same.with(count - 5, "b")],
    ["one side mixes in what the other has at its ends", ["b", ...same, "b"], same.map((a, i) => (i % 3 ? a : "b"))],
    ["the order is reversed", numbered(count), numbered(count).reverse()],
    ["periods differ", same.map((_, i) => `${i % 97}`), same.map((_, i) => `${i % 89}`)],
    [
      "two letters are shuffled",
      same.map((_, i) => `${((i * i) % 7) & 1}`),
      same.map((_, i) => `${((i * i) % 11) & 1}`),
    ],
  ];
  it.each(hostile)("comes to an end when %s", (_, before, after) => {
    expect(apply(before, after, compareLines(before, after))).toEqual(after);
  });
});
