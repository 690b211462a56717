/** Random file texts and changes for the property tests: repetitive, diff-like, and ended in every way. */
import fc from "fast-check";
import type { FileChange, ReadBase } from "../domain/patch.ts";

const line = fc.constantFrom(
  ...["a", "b", "c", "", "", "}", "  indented", "\ttab", "trailing  ", "é😀", "```", "x\ry"],
  ...[
    "-- a/x",
    "++ b/x",
    "- item",
    "+ item",
    "@@ -1 +1 @@",
    "diff --git a/x b/x",
    "--- a/x",
    "+++ b/x",
    "\\ No newline",
  ],
);

const lineEnd = fc.constantFrom("\n", "\r\n");

const randomText: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.tuple(line, lineEnd), { maxLength: 40 }), lineEnd, fc.boolean(), fc.boolean())
  .map(([lines, end, isMixed, isTerminated]) => {
    const text = lines.map(([content, own]) => content + (isMixed ? own : end)).join("");
    return isTerminated ? text : text.replace(/\r?\n$/, "");
  });

/** A text and the same text after a few edits, so that hunks are small and far apart. */
const editedText: fc.Arbitrary<[string, string]> = fc
  .tuple(
    randomText,
    fc.array(fc.tuple(fc.nat(60), fc.nat(2), fc.array(line, { maxLength: 3 })), { maxLength: 4 }),
    fc.boolean(),
  )
  .map(([before, edits, toggles]) => {
    const lines = before.split("\n");
    for (const [at, gone, added] of edits) lines.splice(at % lines.length, gone, ...added);
    const after = lines.join("\n");
    if (!toggles) return [before, after];
    return [before, after.endsWith("\n") ? after.slice(0, -1) : `${after}\n`];
  });

const paths = ["a.txt", "src/b c.ts", 'docs/quo"te.md', "ünï/ß.txt", "deep/er/and/deeper.js", "z"];

const oneChange = (path: string): fc.Arbitrary<FileChange> =>
  fc.oneof(
    { arbitrary: editedText.map(([before, after]) => ({ path, before, after })), weight: 4 },
    { arbitrary: fc.tuple(randomText, randomText).map(([before, after]) => ({ path, before, after })), weight: 1 },
    { arbitrary: randomText.map((after) => ({ path, before: null, after })), weight: 1 },
    { arbitrary: randomText.map((before) => ({ path, before, after: null })), weight: 1 },
  );

/** At least one real change, each of another file. */
export const randomChanges: fc.Arbitrary<FileChange[]> = fc
  .shuffledSubarray(paths, { minLength: 1, maxLength: 4 })
  .chain((chosen) => fc.tuple(...chosen.map(oneChange)))
  .map((changes) => changes.filter(({ before, after }) => before !== after))
  .filter((changes) => changes.length > 0);

/** Reads the state before some changes. */
export const baseOf =
  (changes: FileChange[]): ReadBase =>
  (path) =>
    changes.find((change) => change.path === path)?.before ?? null;
