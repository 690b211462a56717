import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FilePatch, Hunk } from "../domain/patch.ts";
import { applyReply } from "./apply-reply.ts";
import { printGitDiffs } from "./git-diffs.fixture.ts";
import { parsePatch } from "./parse/parse-patch.ts";
import { filesOf, hasEntity, isPlainName, randomTrees, type Texts, type TreePair } from "./random-trees.fixture.ts";
import { markEnd } from "./render-hunk.ts";

const oldSideOf = ({ lines, oldNoNewline }: Hunk): string[] => {
  const texts = lines.filter(({ kind }) => kind !== "add").map(({ text }) => text);
  return oldNoNewline ? markEnd(texts.join("\n")) : texts;
};

const standsIn = (lines: string[], wanted: string[]): boolean =>
  lines.some((_, at) => wanted.every((line, index) => lines[at + index] === line)) || wanted.length === 0;

/** Whether every line that the file's entry wants to find is there, as it would be for a change of its own. */
const canApply = (file: FilePatch, texts: Texts): boolean => {
  const { kind, path } = file;
  if (kind === "add") return texts[path] === undefined;
  const from = kind === "rename" ? file.from : path;
  const text = texts[from];
  if (text === undefined || (kind === "rename" && texts[path] !== undefined)) return false;
  return file.hunks.every((hunk) => standsIn(markEnd(text), oldSideOf(hunk)));
};

const isPlain = ({ before, after }: TreePair): boolean =>
  [before, after].every((texts) => Object.keys(texts).every(isPlainName) && !Object.values(texts).some(hasEntity));

/**
 * Nobody can tell a second time from a wish for one more of the same where all old sides still stand: a line added among
 * equal lines, additions without context. Everywhere else the second time must be noticed.
 */
describe("applying a diff to its own result", () => {
  it.each([["-M"], ["-U1"], ["-U10"]])("is refused where some old side is gone: git diff %s", (option) => {
    let tried = 0;
    fc.assert(
      fc.property(fc.array(randomTrees, { minLength: 60, maxLength: 60 }), (pairs) => {
        const plain = pairs.filter(isPlain);
        for (const [at, diff] of printGitDiffs(plain, [option]).entries()) {
          const after = plain[at]?.after ?? {};
          const parsed = parsePatch(diff);
          if (!parsed.ok || parsed.value.files.every((file) => canApply(file, after))) continue;
          tried++;
          const second = applyReply(diff, filesOf(after));
          expect(second.ok ? { diff, after, changes: second.value.changes } : "refused").toBe("refused");
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
    expect(tried).toBeGreaterThan(50);
  });

  it("is told as `no-change` where the diff only edits lines", () => {
    const before = Array.from({ length: 40 }, (_, at) => `line ${at}\n`).join("");
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(39), { minLength: 1, maxLength: 5 }), (edited) => {
        const after = edited.reduce((text, at) => text.replace(`line ${at}\n`, `changed ${at}\n`), before);
        const [diff = ""] = printGitDiffs([{ before: { f: before }, after: { f: after } }], []);
        const second = applyReply(diff, filesOf({ f: after }));
        expect(second.ok ? "changed" : second.error.map(({ reason }) => reason)).toEqual(["no-change"]);
      }),
      { numRuns: 20 },
    );
  });
});
