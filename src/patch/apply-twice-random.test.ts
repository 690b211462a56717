import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyReply } from "./apply-reply.ts";
import { printGitDiffs } from "./git-diffs.fixture.ts";
import { filesOf, type Texts, type TreePair } from "./random-trees.fixture.ts";

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

type Edit = { at: number; gone: number; added: number };

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ at: fc.nat(60), gone: fc.nat(3), added: fc.nat(3) }).filter(({ gone, added }) => gone + added > 0),
  { minLength: 1, maxLength: 5 },
);

/** No line stands twice in all files before and after. */
const distinctTrees: fc.Arbitrary<TreePair> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 60 }), edits), { minLength: 1, maxLength: 3 })
  .map((files) => {
    let next = 0;
    const fresh = (count: number): string[] => Array.from({ length: count }, () => `const value${next++} = read();`);
    const [before, after]: [Texts, Texts] = [{}, {}];
    for (const [at, [size, chosen]] of files.entries()) {
      const lines = fresh(size);
      before[`src/${at}.ts`] = `${lines.join("\n")}\n`;
      const changed = chosen.reduce(
        (now, edit) => now.toSpliced(edit.at % (now.length + 1), edit.gone, ...fresh(edit.added)),
        lines,
      );
      after[`src/${at}.ts`] = changed.map((line) => `${line}\n`).join("");
    }
    return { before, after };
  });

const refusals = ["no-change", "no-match"];

const isEmptied = ({ after }: TreePair): boolean => Object.values(after).includes("");

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
      { numRuns: 5, endOnFailure: true, seed: 2_026 },
    );
  });

  it.each([["-U1"], ["-U3"], ["-U10"]])(
    "is refused, mostly as made already, whatever it did to distinct lines: git diff %s",
    (context) => {
      let [noticed, refused] = [0, 0];
      fc.assert(
        fc.property(fc.array(distinctTrees, { minLength: 60, maxLength: 60 }), (pairs) => {
          const kept = pairs.filter((pair) => !isEmptied(pair));
          for (const [at, diff] of printGitDiffs(kept, [context]).entries()) {
            const after = kept[at]?.after ?? {};
            const first = applyReply(diff, filesOf(kept[at]?.before ?? {}));
            const second = applyReply(diff, filesOf(after));
            expect({ diff, after, isApplied: first.ok }).toEqual({ diff, after, isApplied: diff !== "" });
            const reasons = second.ok ? ["changed"] : second.error.map(({ reason }) => reason);
            const others = reasons.filter((reason) => !refusals.includes(reason));
            expect({ diff, after, others }).toEqual({ diff, after, others: diff === "" ? ["empty"] : [] });
            if (reasons[0] === "no-change") noticed++;
            else if (reasons[0] !== "empty") refused++;
          }
        }),
        { numRuns: 5, endOnFailure: true, seed: 2_026 },
      );
      expect(noticed).toBeGreaterThan(refused);
    },
  );
});
