import { structuredPatch } from "diff";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyPatch } from "./apply.ts";
import { parsePatch } from "./parse.ts";
import { baseOf, randomChanges } from "./random-texts.fixture.ts";
import { renderPatch } from "./render.ts";

describe("applyPatch on random changes", () => {
  it("applies diffs with any width of context", () => {
    fc.assert(
      fc.property(randomChanges, fc.integer({ min: 1, max: 6 }), (changes, context) => {
        for (const { before, after } of changes) {
          if (before === null || after === null || before === "") continue;
          const { hunks } = structuredPatch("", "", before, after, undefined, undefined, { context });
          const lines = hunks.flatMap((hunk) => [
            `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
            ...hunk.lines,
          ]);
          const patch = parsePatch(`--- a/f\n+++ b/f\n${lines.join("\n")}\n`);
          const applied = patch.ok ? applyPatch(patch.value, () => before) : patch;
          expect(applied).toEqual({ ok: true, value: [{ path: "f", before, after }] });
        }
      }),
    );
  });
});

describe("applyPatch on patches with a model's mistakes", () => {
  const mistakes: Record<string, (line: string, number: number) => string> = {
    counts: (line, n) => line.replace(/^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/, `@@ -$1,${n % 7} +$2,${n % 5} @@`),
    numbers: (line) => line.replace(/^@@ .*/, "@@"),
    dots: (line) => line.replace(/^@@ .*/, "@@ ... @@"),
    blanks: (line) => (line === " " ? "" : line),
    returns: (line) => `${line}\r`,
  };

  it("gives the meant result or a refusal, never another result", () => {
    let right = 0;
    fc.assert(
      fc.property(
        randomChanges,
        fc.subarray(Object.keys(mistakes), { minLength: 1 }),
        fc.nat(),
        (changes, chosen, seed) => {
          let lines = renderPatch(changes).split("\n").slice(0, -1);
          for (const name of chosen) lines = lines.map((line, i) => mistakes[name]?.(line, seed + i) ?? line);
          const patch = parsePatch(`${lines.join("\n")}\n`);
          const result = patch.ok ? applyPatch(patch.value, baseOf(changes)) : patch;
          if (!result.ok) return;
          right++;
          const unreturned = (text: string | null) => text?.replaceAll("\r", "");
          expect(result.value.map(({ path, after }) => [path, unreturned(after)])).toEqual(
            changes.map(({ path, after }) => [path, unreturned(after)]),
          );
        },
      ),
      { numRuns: 1_000 },
    );
    expect(right).toBeGreaterThan(100);
  });

  it("reads and changes only files that the patch names", () => {
    fc.assert(
      fc.property(randomChanges, (changes) => {
        const named = new Set(changes.map(({ path }) => path));
        const patch = parsePatch(renderPatch(changes));
        const read: string[] = [];
        const result = patch.ok
          ? applyPatch(patch.value, (path) => {
              read.push(path);
              return baseOf(changes)(path);
            })
          : patch;
        expect(read.filter((path) => ![...named].some((name) => name === path || name.startsWith(`${path}/`)))).toEqual(
          [],
        );
        expect(result.ok && result.value.every(({ path }) => named.has(path))).toBe(true);
      }),
    );
  });
});
