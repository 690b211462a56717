import { describe, expect, it } from "vitest";
import type { DiffPiece } from "./diff-piece.ts";
import { understood } from "./summarize.fixture.ts";

const head = ["--- a/x", "+++ b/x"];
const body = [" a", "-b", "+c"];
const exact = "@3 -1,2 +1,2 [ a|-b|+c]";
const next = ["--- a/y", "+++ b/y", "@@ -5 +5 @@", "-d", "+e"];

const hunks = (texts: string[], changes?: Partial<DiffPiece>) =>
  understood([...head, ...texts], changes).map((one) => one.replace("x @", "@"));

describe("parseDiff finds the end of a hunk", () => {
  const cases: [string, string[], string[]][] = [
    ["by its counts", ["@@ -1,2 +1,2 @@", ...body], [exact]],
    ["by counts, with blank lines behind", ["@@ -1,2 +1,2 @@", ...body, "", ""], [exact]],
    ["by counts, with words behind", ["@@ -1,2 +1,2 @@", ...body, "", "That is all", " of it"], [exact]],
    ["by counts, with a git version behind", ["@@ -1,2 +1,2 @@", ...body, "-- ", "2.39.5", ""], [exact]],
    [
      "by counts, with the mark of a missing newline",
      ["@@ -1 +1 @@", "-b", "\\ No newline at end of file", "+c", "\\ Kein Zeilenumbruch"],
      ["@3 -1,1 +1,1 [-b|\\ No newline at end of file|+c|\\ Kein Zeilenumbruch]"],
    ],
    [
      "by counts that blank lines are part of",
      ["@@ -1,3 +1,3 @@", ...body, "", "", ...next],
      ["@3 -1,3 +1,3 [ a|-b|+c|~]", "y @11 -5,1 +5,1 [-d|+e]"],
    ],
    ["by counts that unmarked lines are part of", ["@@ -1,2 +1,2 @@", "a", "-b", "+c"], ["@3 -1,2 +1,2 [~a|-b|+c]"]],
    [
      "by counts, where a removed and an added line look like names",
      ["@@ -1,2 +1,2 @@", "--- a/old", "+++ b/new", " a"],
      ["@3 -1,2 +1,2 [--- a/old|+++ b/new| a]"],
    ],
    [
      "by counts, where those lines are the last ones",
      ["@@ -1 +1 @@", "--- old", "+++ new", "@@ -9 +9 @@", "-d"],
      ["@3 -1,1 +1,1 [--- old|+++ new] @6 -9,1 +9,1 [-d]"],
    ],
    ["not by counts that are too small", ["@@ -1 +1 @@", ...body], ["@3 -1,1 +1,1 [ a|-b|+c]"]],
    [
      "not by counts that a removed line follows behind words",
      ["@@ -1,2 +1,2 @@", ...body, "", "words", "-d"],
      ["@3 -1,2 +1,2 [ a|-b|+c|~|~words|-d]"],
    ],
    ["not by counts of nothing", ["@@ -0,0 +0,0 @@", "+c"], ["@3 -0,0 +0,0 [+c]"]],
    [
      "not by a signature that counts do not prove",
      ["@@", ...body, "-- ", "2.39.5"],
      ["@3 -?,? +?,? [ a|-b|+c|-- |~2.39.5]"],
    ],
    [
      "not by a signature that a file follows",
      ["@@ -1,2 +1,2 @@", ...body, "-- ", "2.39.5", ...next],
      ["@3 -1,2 +1,2 [ a|-b|+c|-- |~2.39.5]", "y @11 -5,1 +5,1 [-d|+e]"],
    ],
    [
      "by the next hunk, counts too large",
      ["@@ -1,9 +1,9 @@", ...body, "@@ -9 +9 @@", "-d"],
      ["@3 -1,9 +1,9 [ a|-b|+c] @7 -9,1 +9,1 [-d]"],
    ],
    [
      "by the next names, counts too large",
      ["@@ -1,9 +1,9 @@", ...body, ...next],
      ["@3 -1,9 +1,9 [ a|-b|+c]", "y @9 -5,1 +5,1 [-d|+e]"],
    ],
    [
      "by the next names, counts that would hold them",
      ["@@ -1,3 +1,3 @@", ...body, ...next],
      ["@3 -1,3 +1,3 [ a|-b|+c]", "y @9 -5,1 +5,1 [-d|+e]"],
    ],
    [
      "by next names that disagree and leave a fault",
      ["@@ -1,3 +1,3 @@", ...body, "--- a/y", "+++ b/z", "@@ -5 +5 @@", "-d", "+e"],
      ["@3 -1,3 +1,3 [ a|-b|+c]", expect.stringMatching(/^z: .*disagree/)],
    ],
    [
      "by the next names without their hunk's header",
      [...body, "--- a/y.ts", "+++ b/y.ts", "-d", "+e"],
      ["@3 -?,? +?,? [ a|-b|+c]", "y.ts @8 -?,? +?,? [-d|+e]"],
    ],
    [
      "by the next `+++` alone",
      ["@@ -1,2 +1,2 @@", ...body, "+++ b/y", "@@ -5 +5 @@", "-d", "+e"],
      ["@3 -1,2 +1,2 [ a|-b|+c]", "y or b/y @8 -5,1 +5,1 [-d|+e]"],
    ],
    [
      "by the next `+++` above `---`",
      ["@@", ...body, "+++ b/y", "--- a/y", "@@ -5 +5 @@", "-d", "+e"],
      ["@3 -?,? +?,? [ a|-b|+c]", "y @9 -5,1 +5,1 [-d|+e]"],
    ],
    [
      "by `diff --git`",
      ["@@ -1,9 +1,9 @@", ...body, "diff --git a/y b/y", "deleted file mode 100644"],
      ["@3 -1,9 +1,9 [ a|-b|+c]", "delete y => /dev/null"],
    ],
    [
      "by rename lines",
      ["@@ -1,9 +1,9 @@", ...body, "rename from y", "rename to z"],
      ["@3 -1,9 +1,9 [ a|-b|+c]", "rename y => z"],
    ],
    [
      "by svn's line",
      ["@@ -1,9 +1,9 @@", ...body, "Index: y", "=".repeat(67), ...next],
      ["@3 -1,9 +1,9 [ a|-b|+c]", "y @11 -5,1 +5,1 [-d|+e]"],
    ],
    [
      "not by words that a header could start with",
      ["@@", ...body, "rename from here", "Index: of things", "diff of things", "index of things", "new mode"],
      ["@3 -?,? +?,? [ a|-b|+c|~rename from here|~Index: of things|~diff of things|~index of things|~new mode]"],
    ],
    [
      "not by removed and added comments",
      ["@@", "--- total", "+++ total", " a", "--- old.x of", "+++ new.x of", "@@ -9 +9 @@", "-d"],
      ["@3 -?,? +?,? [--- total|+++ total| a|--- old.x of|+++ new.x of] @9 -9,1 +9,1 [-d]"],
    ],
    ["not by a variable with two signs", ["@@", " a", "@@count = 1", "-b"], ["@3 -?,? +?,? [ a|~@@count = 1|-b]"]],
    [
      "at the end, words kept for the next step",
      ["@@", ...body, "", "That is all of it."],
      ["@3 -?,? +?,? [ a|-b|+c|~|~That is all of it.]"],
    ],
  ];
  it.each(cases)("%s", (_, texts, expected) => {
    expect(hunks(texts)).toEqual(expected);
  });
});

describe("parseDiff reads lines", () => {
  const cases: [string, string[], string][] = [
    ["without any mark", ["@@", "a", "", "\tb", "-c", "\\section{d}", "+e"], "[~a|~|~\tb|-c|~\\section{d}|+e]"],
    ["with their own returns", ["@@ -1 +1 @@", "-b\r", "+c\r", "\r"], "[-b\r|+c\r]"],
    ["that are only a mark", ["@@ -1,2 +1,2 @@", " ", "-", "+"], "[ |-|+]"],
  ];
  it.each(cases)("%s", (_, texts, expected) => {
    expect(hunks(texts).join("\n")).toContain(expected);
  });

  it("without the return that was added to the headers too", () => {
    const crlf = (texts: string[]) => texts.map((text) => `${text}\r`);
    expect(understood(crlf([...head, "@@ -1,2 +1,2 @@", ...body]))).toEqual([`x ${exact}`]);
    expect(understood(crlf(["@@ -1,2 +1,2 @@", ...body]))).toEqual(["? @1 -1,2 +1,2 [ a|-b|+c]"]);
    expect(understood(["--- a/x\r", "+++ b/x", "@@ -1 +1 @@\r", "-b\r\r", "+c"])).toEqual(["x @3 -1,1 +1,1 [-b\r|+c]"]);
  });

  it("behind a byte order mark", () => {
    expect(understood(["\uFEFF--- a/x", "+++ b/x", "@@ -1,2 +1,2 @@", ...body])).toEqual([`x ${exact}`]);
  });
});

describe("parseDiff joins headers of hunks", () => {
  const cases: [string, string[], string][] = [
    ["sections in stacked lines", ["@@ class A", "@@ def f():", "-b"], "@3 -?,? +?,? <class A> <def f():> [-b]"],
    ["a section above numbers", ["@@ class A @@", "@@ -1 +1 @@ f", "-b"], "@3 -1,1 +1,1 <class A> <f> [-b]"],
    ["numbers above a section", ["@@ -1 +1 @@", "@@ def f():", "-b"], "@3 -1,1 +1,1 <def f():> [-b]"],
    ["a header given twice", ["@@ -1,2 +1 @@ f", "@@ -1,2 +1 @@ f", "-b"], "@3 -1,2 +1,1 <f> [-b]"],
    ["a bare mark at the end", ["@@ -1,0 +1 @@", "+b", "@@"], "@3 -1,0 +1,1 [+b]"],
  ];
  it.each(cases)("%s", (_, texts, expected) => {
    expect(hunks(texts)).toEqual([expected]);
  });
});

describe("parseDiff reads hunks without a header", () => {
  it("behind names", () => {
    expect(hunks(["", ...body])).toEqual(["@4 -?,? +?,? [ a|-b|+c]"]);
    expect(hunks([...body, "@@ -9 +9 @@", "-d"])).toEqual(["@3 -?,? +?,? [ a|-b|+c] @6 -9,1 +9,1 [-d]"]);
  });

  it("behind `diff --git` alone", () => {
    expect(understood(["diff --git a/x b/x", "index 1234..5678", ...body])).toEqual(["x 1234 @3 -?,? +?,? [ a|-b|+c]"]);
  });

  it("but not words above a hunk, and no header in its lines", () => {
    expect(hunks(["words", "@@ -1,2 +1,2 @@", ...body])).toEqual(["@4 -1,2 +1,2 [ a|-b|+c]"]);
    expect(hunks(["index = 1", "-b", "+c"])).toEqual(["@3 -?,? +?,? [~index = 1|-b|+c]"]);
  });

  it("of a new file whose lines have no mark", () => {
    const texts = ["--- /dev/null", "+++ b/x.c", "int a;", "", "int b;"];
    const expected = ["add /dev/null => x.c or b/x.c @3 -?,? +?,? [~int a;|~|~int b;]"];
    expect(understood(texts)).toEqual(expected);
    expect(understood(texts, { isFenced: false })).toEqual(expected);
  });

  it("in front of the first file, where a fence holds nothing else", () => {
    expect(understood([...body, ...next], { path: "x" })).toEqual([
      "x @1 -?,? +?,? [ a|-b|+c]",
      "y @6 -5,1 +5,1 [-d|+e]",
    ]);
    expect(understood(["words", ...next])).toEqual(["y @4 -5,1 +5,1 [-d|+e]"]);
    expect(understood(["words", "- item", "", ...next], { isFenced: false })).toEqual(["y @6 -5,1 +5,1 [-d|+e]"]);
    expect(understood(["words"], { path: "x" })).toEqual([]);
  });
});

describe("parseDiff in prose", () => {
  const outside = (texts: string[], changes: Partial<DiffPiece> = {}) =>
    hunks(texts, { isFenced: false, isClosed: false, ...changes });
  const open = "@3 -?,? +?,?";

  const tails: [string, string[], string][] = [
    ["a heading", ["", "## Notes", "more"], "[ a|-b|+c|~]"],
    ["a fence", ["", "```sh", "npm test"], "[ a|-b|+c|~]"],
    ["a list", ["", "1. done", "2. more"], "[ a|-b|+c|~]"],
    ["stars", ["", "* done"], "[ a|-b|+c|~]"],
    ["a bold word", ["", "**Notes**"], "[ a|-b|+c|~]"],
    ["a paragraph", ["", "This changes all of it.", "more"], "[ a|-b|+c|~]"],
    ["code, which stays", ["", "return all of it;", "if (a) {"], "[ a|-b|+c|~|~return all of it;|~if (a) {]"],
    ["a paragraph that follows directly, which stays", ["This is all of it."], "[ a|-b|+c|~This is all of it.]"],
    [
      "a paragraph in front of marks, which stays",
      ["", "This is all of it.", "+d"],
      "[ a|-b|+c|~|~This is all of it.|+d]",
    ],
    ["a list with signs, which stays", ["", "Done:", "- all"], "[ a|-b|+c|~|~Done:|- all]"],
  ];
  it.each(tails)("ends a hunk without counts at %s", (_, tail, expected) => {
    expect(outside(["@@", ...body, ...tail])).toEqual([`${open} ${expected}…`]);
  });

  it("keeps at most 40 lines without mark behind the last one with a mark", () => {
    const words = Array.from({ length: 60 }, (_, index) => [`w${index}`, ""]).flat();
    const [kept = ""] = outside(["@@", ...body, ...words, ...next]);
    expect(kept).toContain("~w39|~]");
    expect(kept).not.toContain("w40");
    expect(outside(["@@", ...body, ...words])[0]).not.toContain("w40");
    expect(hunks(["@@", ...body, ...words])[0]).toContain("w59");
  });

  it("skips lists and rulers behind complete counts", () => {
    const counted = ["@@ -1,2 +1,2 @@", ...body];
    expect(outside([...counted, "", "Done:", "- all of it", "- more", "", "---", "", "**y**", ...next])).toEqual([
      exact,
      "y @17 -5,1 +5,1 [-d|+e]",
    ]);
    expect(outside([...counted, "", "---", "", "Done."])).toEqual([exact]);
  });

  const kept: [string, string[]][] = [
    ["no blank line stands above it", ["Done:", "- all"]],
    ["it starts the words", ["", "- all"]],
    ["an added line stands in it", ["", "Done:", "- all", "+ more"]],
    ["an item is a removed line of a comment", ["", "Done:", "- * all"]],
    ["an item is a removed line", ["", "Done:", "-all"]],
  ];
  it.each(kept)("keeps a list behind complete counts where %s", (_, tail) => {
    expect(outside(["@@ -1,2 +1,2 @@", ...body, ...tail])[0]).toContain(`|${tail.at(-1)}]`);
  });

  it("keeps a list in a fence", () => {
    expect(hunks(["@@ -1,2 +1,2 @@", ...body, "", "Done:", "- all"])[0]).toContain("|- all]");
  });

  it("skips words between files", () => {
    expect(outside(["@@ -1,2 +1,2 @@", ...body, "", "And now the other one:", "", ...next])).toEqual([
      exact,
      "y @12 -5,1 +5,1 [-d|+e]",
    ]);
  });

  it("skips words behind entries without hunks", () => {
    const texts = ["diff --git a/x b/x", "deleted file mode 100644", "", "That removes it."];
    expect(understood(texts, { isFenced: false })).toEqual(["delete x => /dev/null"]);
  });
});

describe("parseDiff knows a hunk that may be cut off", () => {
  const cut = (texts: string[]) => hunks(texts, { isClosed: false });

  it("by wrong counts at the end of an open piece", () => {
    expect(cut(["@@ -1,4 +1,4 @@", ...body])).toEqual(["@3 -1,4 +1,4 [ a|-b|+c]…"]);
    expect(cut(["@@", ...body])).toEqual(["@3 -?,? +?,? [ a|-b|+c]…"]);
  });

  it("but not behind complete counts or in front of a header", () => {
    expect(cut(["@@ -1,2 +1,2 @@", ...body])).toEqual([exact]);
    expect(cut(["@@ -1,4 +1,4 @@", ...body, "@@", "-d"])).toEqual(["@3 -1,4 +1,4 [ a|-b|+c] @7 -?,? +?,? [-d]…"]);
    expect(cut(["@@ -1,4 +1,4 @@", ...body, ...next])[0]).toEqual("@3 -1,4 +1,4 [ a|-b|+c]");
  });
});
