import { describe, expect, it } from "vitest";
import { ending, fenced, inFiles, modify, numbered, outcome } from "./apply-reply.fixture.ts";
import { applyReply } from "./apply-reply.ts";

const sum = { "src/sum.ts": "export const sum = (a, b) => {\n  return a - b;\n};\n" };
const add = (path: string, text: string) => `--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+${text}\n`;

describe("applyReply applies", () => {
  const applied: [string, string, string, string][] = [
    ["at the stated line", "a\nb\na\nb\n", modify("@@ -3,2 +3,2 @@", " a", "-b", "+c"), "a\nb\na\nc\n"],
    [
      "at the only place when the line is wrong",
      numbered(9),
      modify("@@ -2,2 +2,1 @@", " line 6", "-line 7"),
      numbered(9).replace("line 7\n", ""),
    ],
    [
      "without a stated line",
      numbered(5),
      modify("@@", " line 4", "+new", " line 5"),
      numbered(5).replace("line 5", "new\nline 5"),
    ],
    [
      "several hunks",
      numbered(9),
      modify("@@", "-line 2", "+two", "@@", "-line 8", "+eight"),
      numbered(9).replace("line 2", "two").replace("line 8", "eight"),
    ],
    ["hunks out of order", "a\nb\nc\n", modify("@@ -3 +3 @@", "-c", "+x", "@@ -1 +1 @@", "-a", "+y"), "y\nb\nx\n"],
    ["adjoining hunks", numbered(4), modify("@@", "-line 2", "@@", "-line 3"), "line 1\nline 4\n"],
    ["to an empty file", "", modify("@@ -0,0 +1 @@", "+a"), "a\n"],
    ["removing all", "a\nb\n", modify("@@ -1,2 +0,0 @@", "-a", "-b"), ""],
  ];
  it.each(applied)("%s", (_, before, reply, after) => {
    expect(applyReply(reply, inFiles({ f: before }))).toMatchObject({
      ok: true,
      value: { changes: [{ path: "f", before, after }] },
    });
  });

  it("prints the canonical diff of what it made of a damaged reply", () => {
    const reply = `The sign is wrong:\n\n${fenced("--- src/sum.ts\n+++ src/sum.ts\n@@ @@\n export const sum = (a, b) => {\n-  return a - b;\n+  return a + b;\n };\n")}`;
    expect(applyReply(reply, inFiles(sum))).toEqual({
      ok: true,
      value: {
        changes: [{ path: "src/sum.ts", before: sum["src/sum.ts"], after: sum["src/sum.ts"].replace("-", "+") }],
        text: [
          "diff --git a/src/sum.ts b/src/sum.ts",
          "--- a/src/sum.ts",
          "+++ b/src/sum.ts",
          "@@ -1,3 +1,3 @@",
          " export const sum = (a, b) => {",
          "-  return a - b;",
          "+  return a + b;",
          " };",
          "",
        ].join("\n"),
      },
    });
  });

  const files: [string, string, Record<string, string>, Record<string, string | null>][] = [
    ["a new file", add("d/f", "a"), {}, { "d/f": "a\n" }],
    ["added lines on a missing file", modify("@@ -0,0 +1 @@", "+a"), {}, { f: "a\n" }],
    ["a shown deletion", "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", { f: "a\n" }, { f: null }],
    ["a named deletion", "diff --git a/f b/f\ndeleted file mode 100644\n", { f: "a\n" }, { f: null }],
    [
      "a rename with a change",
      "diff --git a/f b/g\nrename from f\nrename to g\n--- a/f\n+++ b/g\n@@ -1 +1 @@\n-a\n+b\n",
      { f: "a\n" },
      { f: null, g: "b\n" },
    ],
    [
      "a directory in the place of a file",
      `diff --git a/f b/f\ndeleted file mode 100644\ndiff --git a/f/x b/f/x\n${add("f/x", "a")}`,
      { f: "a\n" },
      { f: null, "f/x": "a\n" },
    ],
    [
      "the rest when a new file stands there already",
      add("g", "a") + modify("@@ -1 +1 @@", "-a", "+b"),
      { f: "a\n", g: "a\n" },
      { f: "b\n" },
    ],
    [
      "two diffs of one file, with another file between",
      `${modify("@@ -1 +1 @@", "-a", "+A")}--- a/g\n+++ b/g\n@@ -1 +1 @@\n-x\n+y\n${modify("@@ -3 +3 @@", "-c", "+C")}`,
      { f: "a\nb\nc\n", g: "x\n" },
      { f: "A\nb\nC\n", g: "y\n" },
    ],
    [
      "a diff after another one of the same file",
      modify("@@ -1 +1 @@", "-alpha()", "+beta()") + modify("@@ -1 +1 @@", "-beta()", "+gamma()"),
      { f: "alpha()\nx\n" },
      { f: "gamma()\nx\n" },
    ],
    [
      "a diff with the numbers that the first one leaves",
      modify("@@ -1 +1,3 @@", "+x", "+y", " a") + modify("@@ -4,2 +4,2 @@", " b", "-c", "+C"),
      { f: "a\nb\nc\n" },
      { f: "x\ny\na\nb\nC\n" },
    ],
    ["a new file and then a change of it", `${add("g", "a")}--- a/g\n+++ b/g\n@@ -1 +1 @@\n-a\n+b\n`, {}, { g: "b\n" }],
    ["the same diff given twice once", modify("@@ -1 +1 @@", "-a", "+A").repeat(2), { f: "a\na\n" }, { f: "A\na\n" }],
    ["the same new file given twice once", add("f", "a").repeat(2), {}, { f: "a\n" }],
  ];
  it.each(files)("%s", (_, reply, before, after) => {
    expect(outcome(reply, before)).toEqual(after);
  });
});

describe("applyReply repairs every format of", () => {
  const edit = (search: string, replace: string) => `<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n`;
  const path = "src/f.ts";
  const formats: [string, string, string, string | null][] = [
    ["a search and its replacement", `${path}\n${fenced(edit("a\n", "b\n"), "")}`, "a\nx\n", "b\nx\n"],
    ["a search that is deleted", `${path}\n${fenced(edit("a\n", ""), "")}`, "a\nx\n", "x\n"],
    [
      "a search for what the one before made",
      `${path}\n${fenced(edit("alpha\n", "beta\n") + edit("beta\n", "gamma\n"), "")}`,
      "alpha\nx\n",
      "gamma\nx\n",
    ],
    [
      "a search in spaces where the file has tabs",
      `${path}\n${fenced(edit("    a();\n", "    a();\n    b();\n"), "")}`,
      "f {\n\ta();\n}\n",
      "f {\n\ta();\n\tb();\n}\n",
    ],
    [
      "a patch that names class and method",
      `*** Begin Patch\n*** Update File: ${path}\n@@ class A\n@@ def b\n-  x\n+  y\n*** End Patch\n`,
      "class A\n def b\n  x\nclass B\n def b\n  x\n",
      "class A\n def b\n  y\nclass B\n def b\n  x\n",
    ],
    [
      "a patch that says that it stands at the end",
      `*** Begin Patch\n*** Update File: ${path}\n@@\n-a\n+b\n*** End of File\n*** End Patch\n`,
      "a\nx\na\n",
      "a\nx\nb\n",
    ],
    ["a whole file", fenced("a\nc\n", `ts ${path}`), "a\nb\n", "a\nc\n"],
  ];
  it.each(formats)("%s", (_, reply, before, after) => {
    expect(outcome(reply, { [path]: before })).toEqual({ [path]: after });
  });
});

describe("applyReply comes to an end", () => {
  const openers = [
    ...["```", "~~~~ ", "--- a/x\n", "--- a/x\n+++ b/x\n", "@@ -1 +1 @@\n", "@@", "@@ -1,", "+++ ", "diff --git "],
    ...['diff --git "', "\\ ", "-", "+", "rename from a\n", "Index: ", '--- "\\', "--- a 2024-", " ", "\n", "\r"],
    ...[
      "\r\n",
      "=",
      "new file mode ",
      "```diff\n--- a/x\n+++ b/x\n@@\n",
      "a/",
      "<<<<<<< SEARCH\n",
      "*** Begin Patch\n",
    ],
  ];
  it.each(openers)("on 64 KB of %j", (opener) => {
    const text = opener.repeat(Math.ceil(65_536 / opener.length));
    const head = "--- a/src/sum.ts\n+++ b/src/sum.ts\n@@\n";
    for (const reply of [text, `${head}${text}`, `--- a/${text}`, `diff --git ${text}`])
      expect(applyReply(reply, inFiles(sum)).ok).toBe(false);
  });

  it("on files and hunks that repeat one line", () => {
    const text = "a\n".repeat(32_768);
    const body = " a\n".repeat(20_000);
    const diff = (last: string) => fenced(`--- a/f\n+++ b/f\n@@ -9 +9 @@\n${body}${last}\n`);
    expect(applyReply(diff("-b"), inFiles({ f: text }))).toMatchObject({ error: [{ reason: "no-match" }] });
    expect(applyReply(diff("-a"), inFiles({ f: text })).ok).toBe(true);
  });
});

describe("applyReply keeps what the diff says about the file's end", () => {
  const ends: [string, string, string[], string][] = [
    ["no final newline, unmentioned", "a\nb", ["@@ -1,2 +1,2 @@", " a", "-b", "+c"], "a\nc"],
    ["no final newline, unmentioned, line appended", "a\nb", ["@@ -1,2 +1,3 @@", " a", " b", "+c"], "a\nb\nc"],
    ["no final newline, unmentioned, line removed", "a\nb", ["@@ -1,2 +1 @@", " a", "-b"], "a\n"],
    ["an added final newline", "a\nb", ["@@ -1,2 +1,2 @@", " a", "-b", ending, "+b"], "a\nb\n"],
    ["a removed final newline", "a\nb\n", ["@@ -1,2 +1,2 @@", " a", "-b", "+b", ending], "a\nb"],
    ["both marks", "a\nb", ["@@ -1,2 +1,3 @@", " a", "-b", ending, "+b", "+c", ending], "a\nb\nc"],
    ["a mark that the file belies", "a\nb\n", ["@@ -1,2 +1,3 @@", "+x", " a", " b", ending], "x\na\nb\n"],
    ["a mark in the midst of the file", "a\nb\nc\n", ["@@ -1,2 +1,2 @@", "-a", "+x", " b", ending], "x\nb\nc\n"],
    ["a removed last line", "a\nb\nc", ["@@ -2,2 +2 @@", " b", "-c", ending], "a\nb\n"],
    ["a removed last line, the mark moved up", "a\nb\nc", ["@@ -2,2 +2 @@", "-b", "-c", ending, "+b", ending], "a\nb"],
    ["all lines removed", "a", ["@@ -1 +0,0 @@", "-a", ending], ""],
    ["an empty file filled without a newline", "", ["@@ -0,0 +1 @@", "+a", ending], "a"],
  ];
  it.each(ends)("%s", (_, before, lines, after) => {
    expect(outcome(modify(...lines), { f: before })).toEqual({ f: after });
  });
});
