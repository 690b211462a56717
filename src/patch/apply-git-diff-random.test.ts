import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyReply } from "./apply-reply.ts";
import { printGitDiffs } from "./git-diffs.fixture.ts";
import { changeTexts, filesOf, hasEntity, isPlainName, randomTrees, type TreePair } from "./random-trees.fixture.ts";

const some = (pairs: number) => fc.array(randomTrees, { minLength: pairs, maxLength: pairs });

/** The tree after the diff, or the reasons of its refusal. */
const applyTo = ({ before }: TreePair, diff: string) => {
  const applied = applyReply(diff, filesOf(before));
  return applied.ok
    ? changeTexts(before, applied.value.changes)
    : applied.error.map(({ reason, detail }) => [reason, detail]);
};

const isPlain = ({ before, after }: TreePair): boolean =>
  [before, after].every((texts) => Object.keys(texts).every(isPlainName) && !Object.values(texts).some(hasEntity));

describe("applyReply on what git diff prints for random trees", () => {
  it.each([
    [["-M"], []],
    [["--no-renames"], ["core.quotePath=false"]],
    [["-M10%", "--full-index", "-U10"], []],
    [["-M", "-U1", "--histogram"], []],
    [["-M", "--minimal", "--inter-hunk-context=5"], []],
    [["-M", "--function-context", "--src-prefix=i/", "--dst-prefix=w/"], []],
  ])("gives exactly the other tree: git diff %j %j", (options, settings) => {
    fc.assert(
      fc.property(some(60), (pairs) => {
        const plain = pairs.filter(isPlain);
        const diffs = printGitDiffs(plain, options, settings);
        for (const [at, pair] of plain.entries()) expect(applyTo(pair, diffs[at] ?? "")).toEqual(pair.after);
      }),
      { numRuns: 3, endOnFailure: true, seed: 2_026 },
    );
  });

  it.each([
    ["without context, where additions have no place of their own", ["-M", "-U0"], ["ambiguous"]],
    ["with directories named like prefixes, and texts that look escaped", ["-M"], ["ambiguous"]],
    ["without the text of deleted files", ["-M", "--irreversible-delete"], ["ambiguous"]],
    ["without prefixes, where a name may start with a space", ["-M", "--no-prefix"], ["ambiguous", "malformed"]],
  ])("gives exactly the other tree or a refusal %s", (_, options, allowed) => {
    fc.assert(
      fc.property(some(60), (pairs) => {
        const diffs = printGitDiffs(pairs, options);
        for (const [at, pair] of pairs.entries()) {
          const applied = applyReply(diffs[at] ?? "", filesOf(pair.before));
          if (applied.ok) expect(changeTexts(pair.before, applied.value.changes)).toEqual(pair.after);
          else
            expect({
              diff: diffs[at],
              reasons: applied.error.filter(({ reason }) => !allowed.includes(reason)),
            }).toEqual({ diff: diffs[at], reasons: [] });
        }
      }),
      { numRuns: 3, endOnFailure: true, seed: 2_026 },
    );
  });
});
