import { describe, expect, it } from "vitest";
import { understood } from "./summarize.fixture.ts";

const body = ["@@ -1 +1 @@", "-b", "+c"];
const hunk = "@3 -1,1 +1,1 [-b|+c]";
const below = (...header: string[]) => understood([...header, ...body]).map((one) => one.replace(/ @.*/, ""));

describe("parseDiff takes names from", () => {
  const accepted: [string, string[], string][] = [
    ["git's prefixes", ["diff --git a/s/x b/s/x", "--- a/s/x", "+++ b/s/x"], "s/x"],
    ["no `diff --git`", ["--- a/s/x", "+++ b/s/x"], "s/x"],
    ["no prefixes", ["--- s/x", "+++ s/x"], "s/x"],
    ["a prefix on the left alone", ["--- a/s/x", "+++ s/x"], "s/x"],
    ["a prefix on the right alone", ["--- s/x", "+++ b/s/x"], "s/x"],
    ["mnemonic prefixes", ["diff --git i/s/x w/s/x", "--- i/s/x", "+++ w/s/x"], "s/x"],
    ["mnemonic prefixes of commits", ["--- c/s/x", "+++ o/s/x"], "s/x"],
    ["doubled prefixes", ["--- a/a/s/x", "+++ b/b/s/x"], "s/x"],
    ["a directory that looks like a prefix", ["--- a/a/x", "+++ b/a/x"], "a/x"],
    ["one prefix twice", ["--- a/x", "+++ a/x"], "x or a/x"],
    ["a doubled prefix against one", ["--- a/b/x", "+++ b/x"], "x or b/x"],
    ["`---` alone", ["--- a/s/x"], "s/x or a/s/x"],
    ["`+++` alone", ["+++ b/s/x"], "s/x or b/s/x"],
    ["`+++` above `---`", ["+++ b/s/x", "--- a/s/x"], "s/x"],
    ["`diff --git` alone", ["diff --git a/s/x b/s/x"], "s/x"],
    ["`diff --git` and an index line", ["diff --git a/s/x b/s/x", "index 00aa..bb11 100644"], "s/x 00aa"],
    ["`diff --git` without prefixes", ["diff --git s/x s/x"], "s/x"],
    ["`diff --git` and `+++`", ["diff --git a/s/x b/s/x", "+++ b/s/x"], "s/x"],
    ["a blank line in the header", ["diff --git a/s/x b/s/x", "", "--- a/s/x", "+++ b/s/x"], "s/x"],
    ["names with spaces", ["diff --git a/s x y b/s x y"], "s x y"],
    ["names with spaces, git's tab", ["diff --git a/s x b/s x", "--- a/s x\t", "+++ b/s x\t"], "s x"],
    ["svn's lines", ["Index: s/x", "=".repeat(67), "--- s/x\t(revision 5)", "+++ s/x\t(working copy)"], "s/x"],
    ["svn's lines above git's", ["Index: s/x", "=".repeat(67), "diff --git a/s/x b/s/x"], "s/x"],
    ["timestamps behind a tab", ["--- a/x\t2024-01-01 00:00:00.0 +0000", "+++ b/x\tMon Jan 01 00:00:00 2024"], "x"],
    ["timestamps behind spaces", ["--- a/x  2024-01-01 00:00:00", "+++ b/x Mon Jan 01 00:00:00 2024"], "x"],
    ["a revision behind a space", ["--- a/x (revision 12)", "+++ b/x (working copy)"], "x"],
    ["quoted names", ['--- "a/\\303\\274 \\"q"', '+++ "b/\\303\\274 \\"q"'], 'ü "q'],
    ["one quoted name", ['--- "a/\\303\\274"', "+++ b/ü"], "ü"],
    ["a quoted git line", ['diff --git "a/\\303\\274 1" "b/\\303\\274 1"'], "ü 1"],
    ["a half quoted git line", ['diff --git a/x "b/x"'], "x"],
    ["a quoted name with a timestamp", ['--- "a/x"\t2024-01-01', '+++ "b/x"'], "x"],
    ["returns", ["--- a/x\r", "+++ b/x\r"], "x"],
    ["entities, which stay", ["--- a/x&amp;y", "+++ b/x&amp;y"], "x&amp;y"],
    ["percent signs, which stay", ["--- a/x%2fy", "+++ b/x%2fy"], "x%2fy"],
    ["a path with dots, which stays", ["--- a/../x", "+++ b/../x"], "../x"],
    ["a path that ends in a space, which stays", ["--- a/x ", "+++ b/x "], "x "],
    ["modes that change nothing", ["diff --git a/x b/x", "old mode 100644", "new mode 100644"], "x"],
    ["an index line with 100755", ["diff --git a/x b/x", "index abcdef0..1234567 100755"], "x abcdef0"],
    ["a fancied index line", ["diff --git a/x b/x", "index abc..def 100644"], "x"],
    ["a new blob", ["diff --git a/x b/x", "index 0000000..1234567"], "x"],
    ["a null old side", ["--- /dev/null", "+++ b/x"], "add /dev/null => x or b/x"],
    ["a null old side of git", ["diff --git a/x b/x", "--- /dev/null", "+++ b/x"], "add /dev/null => x"],
    ["`a/dev/null`", ["--- a/dev/null", "+++ b/x"], "add /dev/null => x or b/x"],
    ["`dev/null`", ["--- dev/null", "+++ x"], "add /dev/null => x"],
    ["a null side with a timestamp", ["--- /dev/null\t1970-01-01 00:00:00", "+++ x"], "add /dev/null => x"],
    [
      "a null side in the git line",
      ["diff --git /dev/null b/x", "--- /dev/null", "+++ b/x"],
      "add /dev/null => x or b/x",
    ],
    ["a null new side", ["--- a/x", "+++ /dev/null"], "delete x or a/x => /dev/null"],
    ["`b/dev/null`", ["diff --git a/x b/x", "--- a/x", "+++ b/dev/null"], "delete x => /dev/null"],
    ["a new file's mode", ["diff --git a/x b/x", "new file mode 100644", "--- a/x", "+++ b/x"], "add /dev/null => x"],
    ["a deleted file's mode", ["diff --git a/x b/x", "deleted file mode 100755"], "delete x => /dev/null"],
    [
      "a rename",
      ["diff --git a/x b/y", "similarity index 90%", "rename from x", "rename to y", "--- a/x", "+++ b/y"],
      "rename x => y",
    ],
    ["a rename without `diff --git`", ["rename from x", "rename to y", "--- a/x", "+++ b/y"], "rename x => y"],
    [
      "a rename in a directory `a`",
      ["diff --git a/a/x b/a/y", "rename from a/x", "rename to a/y"],
      "rename a/x => a/y",
    ],
    [
      "a rename into a directory `a` without prefixes",
      ["diff --git src/x a/y", "rename from src/x", "rename to a/y", "--- src/x", "+++ a/y"],
      "rename src/x => a/y",
    ],
    [
      "a rename inside of a directory `a` without prefixes",
      ["diff --git a/x a/y", "rename from a/x", "rename to a/y"],
      "rename a/x => a/y",
    ],
    [
      "a rename with prefixes",
      ["diff --git a/x b/y", "rename from a/x", "rename to b/y"],
      "rename x or a/x => y or b/y",
    ],
    [
      "a rename with prefixes or from directory `a` to directory `b`, in pairs",
      ["diff --git a/x b/b/b", "rename from a/x", "rename to b/b/b", "--- a/x", "+++ b/b/b"],
      "rename x or a/x => b/b or b/b/b",
    ],
    [
      "a rename of names with spaces",
      ["diff --git a/x y b/y z", "rename from x y", "rename to y z"],
      "rename x y => y z",
    ],
    ["a quoted rename", ['diff --git "a/\\"x" b/y', 'rename from "\\"x"', "rename to y"], 'rename "x => y'],
  ];
  it.each(accepted)("%s", (_, header, expected) => {
    expect(below(...header)).toEqual([expected]);
  });

  it("the piece's path where the diff has none", () => {
    expect(understood(body, { path: "s/x" })).toEqual([`s/x @1 -1,1 +1,1 [-b|+c]`]);
    expect(understood(["-b", "+c"], { path: "a/x" })).toEqual(["a/x or x @1 -?,? +?,? [-b|+c]"]);
    expect(understood(["--- a/y", "+++ b/y", ...body], { path: "x" })).toEqual([`y ${hunk}`]);
  });

  it("nowhere, and leaves the names open", () => {
    expect(understood(body)).toEqual(["? @1 -1,1 +1,1 [-b|+c]"]);
  });

  it("entries without hunks that say what they ask for", () => {
    expect(
      understood([
        "diff --git a/n b/n",
        "new file mode 100644",
        "index 0000000..e69de29",
        "diff --git a/d b/d",
        "deleted file mode 100644",
        "diff --git a/x b/y",
        "similarity index 100%",
        "rename from x",
        "rename to y",
      ]),
    ).toEqual(["add /dev/null => n", "delete d => /dev/null", "rename x => y"]);
  });
});
