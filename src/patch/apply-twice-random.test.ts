import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyReply } from "./apply-reply.ts";
import { printGitDiffs } from "./git-diffs.fixture.ts";
import { filesOf, type Texts } from "./random-trees.fixture.ts";

const size = 40;
const names = ["a.ts", "src/b.ts", "c.md"];

const base: Texts = Object.fromEntries(
  names.map((name) => [name, Array.from({ length: size }, (_, at) => `${name} line ${at}\n`).join("")]),
);

/** Some lines of each file, each of which becomes up to three others. */
const editedTexts: fc.Arbitrary<Texts> = fc
  .tuple(...names.map(() => fc.uniqueArray(fc.tuple(fc.nat(size - 1), fc.nat(2)), { maxLength: 5 })))
  .map((files) =>
    Object.fromEntries(
      names.map((name, file) => [
        name,
        (files[file] ?? []).reduce(
          (text, [at, more]) =>
            text.replace(
              `${name} line ${at}\n`,
              Array.from({ length: more + 1 }, (_, part) => `${name} changed ${at} ${part}\n`).join(""),
            ),
          base[name] ?? "",
        ),
      ]),
    ),
  )
  .filter((after) => names.some((name) => after[name] !== base[name]));

/**
 * Nobody can tell a second time from a wish for one more of the same where the old side of every hunk still stands, as
 * that of an addition among equal lines does; git applies it again as well. A line that was replaced is gone.
 */
describe("applying a diff to its own result", () => {
  it.each([["-U1"], ["-U3"], ["-U10"]])("says that all of it is there: git diff %s", (context) => {
    fc.assert(
      fc.property(fc.array(editedTexts, { minLength: 60, maxLength: 60 }), (afters) => {
        const diffs = printGitDiffs(
          afters.map((after) => ({ before: base, after })),
          [context],
        );
        for (const [at, after] of afters.entries()) {
          const diff = diffs[at] ?? "";
          expect({ diff, isApplied: applyReply(diff, filesOf(base)).ok }).toEqual({ diff, isApplied: true });
          const second = applyReply(diff, filesOf(after));
          const reasons = second.ok ? "changed" : [...new Set(second.error.map(({ reason }) => reason))];
          expect({ diff, after, reasons }).toEqual({ diff, after, reasons: ["no-change"] });
        }
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });
});
