import { describe, expect, it } from "vitest";
import { type Files, inFiles } from "../apply-reply.fixture.ts";
import { parseDiff } from "../parse/parse-diff.ts";
import { pieceOf } from "../parse/summarize.fixture.ts";
import { decideTarget } from "./decide-target.ts";

const change = ["@@ -1 +1 @@", "-a", "+b"];
const addition = ["@@ -0,0 +1 @@", "+a"];

/** `kind path` of what the only entry means, or the refusal's `reason path`. */
const decided = (texts: string[], paths: string[]): string => {
  const files: Files = Object.fromEntries(paths.map((path) => [path, "a\n"]));
  const [draft] = parseDiff(pieceOf(texts));
  if (!draft) throw new Error("the diff has no entry");
  const target = decideTarget(draft, inFiles(files));
  if (!target.ok) return `${target.error.reason} ${target.error.path}`;
  const { kind, path } = target.value;
  return target.value.kind === "rename" ? `rename ${target.value.from} ${path}` : `${kind} ${path}`;
};

describe("decideTarget takes", () => {
  const targets: [string, string[], string[], string][] = [
    ["prefixed names", ["--- a/x", "+++ b/x", ...change], ["x", "a/x", "b/x"], "modify x"],
    ["names without prefixes", ["--- src/x", "+++ src/x", ...change], ["src/x"], "modify src/x"],
    ["one prefix", ["--- a/src/x", "+++ src/x", ...change], ["src/x"], "modify src/x"],
    ["a directory a, if only that stands", ["--- a/x", "+++ a/x", ...change], ["a/x"], "modify a/x"],
    ["doubled prefixes", ["--- a/a/x", "+++ b/b/x", ...change], ["x"], "modify x"],
    ["a doubled prefix that is a directory", ["--- a/a/x", "+++ b/a/x", ...change], ["a/x"], "modify a/x"],
    ["a new file", ["--- /dev/null", "+++ b/s/x", ...addition], ["y"], "add s/x"],
    ["a new file without a prefix", ["--- /dev/null", "+++ s/x", ...addition], ["y"], "add s/x"],
    ["a new file in a directory b", ["--- /dev/null", "+++ b/b/x", ...addition], ["b/y"], "add b/x"],
    ["added lines for a file that is missing", ["--- a/x", "+++ b/x", ...addition], ["y"], "add x"],
    ["added lines for a file that stands", ["--- a/x", "+++ b/x", ...addition], ["x"], "modify x"],
    ["a deletion", ["--- a/x", "+++ /dev/null", "@@ -1 +0,0 @@", "-a"], ["x"], "delete x"],
    ["a deletion by its mode", ["diff --git a/x b/x", "deleted file mode 100644"], ["x"], "delete x"],
    ["a rename", ["diff --git a/x b/y", "rename from x", "rename to y"], ["x"], "rename x y"],
    ["a rename into a directory", ["rename from x", "rename to d/x"], ["x"], "rename x d/x"],
  ];
  it.each(targets)("%s", (_, texts, paths, expected) => {
    expect(decided(texts, paths)).toBe(expected);
  });
});

describe("decideTarget refuses", () => {
  const refused: [string, string[], string[], string][] = [
    ["lines for the midst of a missing file", ["--- a/x", "+++ b/x", "@@ -10,0 +11 @@", "+a"], ["y"], "missing-file x"],
    ["the same prefix twice, if both files stand", ["--- a/x", "+++ a/x", ...change], ["x", "a/x"], "ambiguous x"],
    ["a new file that may lie in a directory a", ["--- /dev/null", "+++ a/x", ...addition], ["a/y"], "ambiguous x"],
    ["a file that is missing", ["--- a/x", "+++ b/x", ...change], ["y"], "missing-file x"],
    ["a deletion of a missing file", ["--- a/x", "+++ /dev/null", "@@ -1 +0,0 @@", "-a"], [], "missing-file x"],
    ["a rename of a missing file", ["rename from x", "rename to y"], ["z"], "missing-file x"],
    ["a rename onto a file", ["rename from x", "rename to y"], ["x", "y"], "file-exists y"],
    ["no name", change, ["x"], "malformed null"],
    ["a path out of the tree", ["--- a/../x", "+++ b/../x", ...change], ["x"], "unsafe-path ../x"],
    ["a path of git's own", ["--- a/.git/x", "+++ b/.git/x", ...change], [".git/x"], "unsafe-path .git/x"],
    [
      "a new path of git's own behind a doubled prefix",
      ["--- /dev/null", "+++ b/b/.git/x", ...addition],
      [],
      "unsafe-path b/.git/x",
    ],
    ["a rename from git's own path", ["rename from .git/x", "rename to x"], [".git/x"], "unsafe-path .git/x"],
    ["a new mode", ["diff --git a/x b/x", "old mode 100644", "new mode 100755", ...change], ["x"], "malformed x"],
    ["names that disagree", ["--- a/x", "+++ b/y", ...change], ["x", "y"], "malformed y"],
  ];
  it.each(refused)("%s", (_, texts, paths, expected) => {
    expect(decided(texts, paths)).toBe(expected);
  });
});
