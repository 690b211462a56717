import { describe, expect, it } from "vitest";
import type { ReadBase } from "../domain/patch.ts";
import { applyPatch } from "./apply.ts";
import { parsePatch } from "./parse.ts";

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}\n`).join("");

const reader =
  (files: Record<string, string>): ReadBase =>
  (path) =>
    files[path] ?? null;

const apply = (text: string, files: Record<string, string>) => {
  const patch = parsePatch(text);
  return patch.ok ? applyPatch(patch.value, reader(files)) : patch;
};

const modify = (...lines: string[]) => `--- a/f\n+++ b/f\n${lines.join("\n")}\n`;

describe("applyPatch applies", () => {
  const ending = "\\ No newline at end of file";
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
    ["adjoining hunks", numbered(4), modify("@@", "-line 2", "@@", "-line 3"), "line 1\nline 4\n"],
    ["to an empty file", "", modify("@@ -0,0 +1 @@", "+a"), "a\n"],
    ["removing all", "a\nb\n", modify("@@ -1,2 +0,0 @@", "-a", "-b"), ""],
    [
      "keeping the file's line ends",
      "a\r\nb\r\nc\r\n",
      modify("@@ -1,3 +1,3 @@", " a", "-b", "+x", "+y", " c"),
      "a\r\nx\r\ny\r\nc\r\n",
    ],
    [
      "choosing among places in a CRLF file by the stated line",
      "a\r\nb\r\na\r\n",
      modify("@@ -3 +3 @@", "-a", "+c"),
      "a\r\nb\r\nc\r\n",
    ],
    ["LF where the diff has CRLF", "a\nb\n", modify("@@ -1,2 +1,2 @@", " a\r", "-b\r", "+c\r"), "a\nc\n"],
    [
      "the end of a CRLF file without a final newline",
      "a\r\nb",
      modify("@@ -1,2 +1,3 @@", " a", " b", "+c"),
      "a\r\nb\r\nc",
    ],
    ["a replaced last line of a CRLF file", "a\r\nb", modify("@@ -1,2 +1,2 @@", " a", "-b", "+c"), "a\r\nc"],
    [
      "over differing trailing white space",
      "a  \nb\t\nc\n",
      modify("@@ -1,3 +1,3 @@", " a", "-b", "+x", " c"),
      "a  \nx\nc\n",
    ],
    ["no final newline, unmentioned", "a\nb", modify("@@ -1,2 +1,2 @@", " a", "-b", "+c"), "a\nc"],
    ["no final newline, unmentioned, line appended", "a\nb", modify("@@ -1,2 +1,3 @@", " a", " b", "+c"), "a\nb\nc"],
    ["no final newline, unmentioned, line removed", "a\nb", modify("@@ -1,2 +1 @@", " a", "-b"), "a\n"],
    ["an added final newline", "a\nb", modify("@@ -1,2 +1,2 @@", " a", "-b", ending, "+b"), "a\nb\n"],
    ["a removed final newline", "a\nb\n", modify("@@ -1,2 +1,2 @@", " a", "-b", "+b", ending), "a\nb"],
    [
      "a mentioned end that has a newline after all",
      "a\nb\n",
      modify("@@ -1,2 +1,3 @@", "+x", " a", " b", ending),
      "x\na\nb\n",
    ],
    [
      "at the end of the file when the marker says so",
      "a\nb\na",
      modify("@@ -1 +1 @@", "-a", ending, "+c", ending),
      "a\nb\nc",
    ],
  ];
  it.each(applied)("%s", (_, before, text, after) => {
    expect(apply(text, { f: before })).toEqual({ ok: true, value: [{ path: "f", before, after }] });
  });

  const wholeFiles: [string, string, Record<string, string>, unknown][] = [
    ["a new file", "--- /dev/null\n+++ b/d/f\n@@ -0,0 +1 @@\n+a\n", {}, [{ path: "d/f", before: null, after: "a\n" }]],
    ["added lines on a missing file", modify("@@ -0,0 +1 @@", "+a"), {}, [{ path: "f", before: null, after: "a\n" }]],
    [
      "a shown deletion",
      "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n",
      { f: "a\n" },
      [{ path: "f", before: "a\n", after: null }],
    ],
    [
      "a named deletion",
      "diff --git a/f b/f\ndeleted file mode 100644\n",
      { f: "a\n" },
      [{ path: "f", before: "a\n", after: null }],
    ],
    [
      "a rename with a change",
      "diff --git a/f b/g\nrename from f\nrename to g\n--- a/f\n+++ b/g\n@@ -1 +1 @@\n-a\n+b\n",
      { f: "a\n" },
      [
        { path: "f", before: "a\n", after: null },
        { path: "g", before: null, after: "b\n" },
      ],
    ],
    [
      "a directory in the place of a file",
      "diff --git a/f b/f\ndeleted file mode 100644\ndiff --git a/f/x b/f/x\n--- /dev/null\n+++ b/f/x\n@@ -0,0 +1 @@\n+a\n",
      { f: "a\n" },
      [
        { path: "f", before: "a\n", after: null },
        { path: "f/x", before: null, after: "a\n" },
      ],
    ],
    [
      "the rest when a new file stands there already",
      `--- /dev/null\n+++ b/g\n@@ -0,0 +1 @@\n+a\n${modify("@@ -1 +1 @@", "-a", "+b")}`,
      { f: "a\n", g: "a\n" },
      [{ path: "f", before: "a\n", after: "b\n" }],
    ],
  ];
  it.each(wholeFiles)("%s", (_, text, files, changes) => {
    expect(apply(text, files)).toEqual({ ok: true, value: changes });
  });
});
