import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyReply } from "./apply-reply.ts";
import { environmentIn, printGitDiffs, withDirectory } from "./git-diffs.fixture.ts";
import { mutateDiff, mutations } from "./mutated-diffs.fixture.ts";
import { parsePatch } from "./parse/parse-patch.ts";
import { changeTexts, filesOf, randomTrees, type Texts, type TreePair } from "./random-trees.fixture.ts";

const runGit = (root: string, args: string[], input: string) => {
  const { status, stdout } = spawnSync("git", args, { cwd: root, env: environmentIn(root), input, encoding: "utf8" });
  return status === 0 ? stdout : null;
};

/** The files that git takes the diff to change, new names of renamed ones; null when git refuses it. */
const namesByGit = (root: string, diff: string): string[] | null => {
  const entries = runGit(root, ["apply", "--numstat", "-z"], diff)?.split("\0").slice(0, -1);
  return entries?.map((entry) => entry.split("\t").slice(2).join("\t")) ?? null;
};

/** What git makes of a real tree; null when it refuses. */
const applyByGit = (root: string, texts: Texts, diff: string): Texts | null => {
  const tree = join(root, "tree");
  mkdirSync(tree);
  try {
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    if (runGit(tree, ["apply", "--whitespace=nowarn"], diff) === null) return null;
    const files = readdirSync(tree, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const full = files.map(({ parentPath, name }) => join(parentPath, name));
    return Object.fromEntries(full.map((name) => [name.slice(tree.length + 1), readFileSync(name, "utf8")]));
  } finally {
    rmSync(tree, { recursive: true });
  }
};

type Spoilt = { pair: TreePair; diff: string };

const manyDiffs = fc.array(fc.tuple(randomTrees, mutations), { minLength: 120, maxLength: 120 }).map((chosen) => {
  const diffs = printGitDiffs(
    chosen.map(([pair]) => pair),
    ["-M"],
  );
  return chosen.map(([pair, some], at): Spoilt => ({ pair, diff: mutateDiff(diffs[at] ?? "", some) }));
});

/** Runs `check` on 360 diffs; each counts that `check` says was put to the question. */
const onDiffs = (check: (spoilt: Spoilt, root: string) => boolean): number =>
  withDirectory((root) => {
    let counted = 0;
    const property = fc.property(manyDiffs, (all) => {
      for (const spoilt of all) if (check(spoilt, root)) counted++;
    });
    // To shrink a hundred diffs would start git thousands of times; the failing one is in the message.
    fc.assert(property, { numRuns: 3, endOnFailure: true, seed: 2_026 });
    return counted;
  });

const sorted = (names: string[]): string[] => [...new Set(names)].toSorted();

describe("beside git apply, on spoilt diffs", () => {
  it("what the strict reader accepts, git accepts, and both name the same files", () => {
    const counted = onDiffs(({ diff }, root) => {
      const parsed = parsePatch(diff);
      if (!parsed.ok) return false;
      const names = namesByGit(root, diff);
      expect({ diff, names: names && sorted(names) }).toEqual({
        diff,
        names: sorted(parsed.value.files.map(({ path }) => path)),
      });
      return true;
    });
    expect(counted).toBeGreaterThan(60);
  });

  /**
   * A part of the diff that changes nothing is left out here and named by git. Without `deleted file mode`, git
   * reads `+++ /dev/null` below `diff --git` as a file `dev/null`; without some header lines it cuts names at spaces.
   */
  it("what both accept names no other files than git does", () => {
    const counted = onDiffs(({ pair, diff }, root) => {
      const applied = applyReply(diff, filesOf(pair.before));
      const names = applied.ok ? namesByGit(root, diff) : null;
      if (!applied.ok || names === null || names.includes("dev/null") || diff.includes(" y z")) return false;
      const sources = new Set(applied.value.changes.map(({ from }) => from));
      const ours = applied.value.changes.map(({ path }) => path).filter((path) => !sources.has(path));
      expect({ diff, names, others: ours.filter((path) => !names.includes(path)) }).toEqual({
        diff,
        names,
        others: [],
      });
      return true;
    });
    expect(counted).toBeGreaterThan(60);
  });

  /** Git glues lines together where a mark of a missing newline stands in the midst of a file. Where counts do not fit its lines, or marks and header lines are lost, git drops lines that are repaired here. */
  it("what the strict reader, git and the engine accept has one result", () => {
    const counted = onDiffs(({ pair, diff }, root) => {
      const isOrdinary = parsePatch(diff).ok && !diff.includes("\\ No newline");
      const applied = isOrdinary ? applyReply(diff, filesOf(pair.before)) : null;
      const result = applied?.ok ? applyByGit(root, pair.before, diff) : null;
      if (!applied?.ok || result === null) return false;
      expect({ diff, result: changeTexts(pair.before, applied.value.changes) }).toEqual({ diff, result });
      return true;
    });
    expect(counted).toBeGreaterThan(60);
  });
});
