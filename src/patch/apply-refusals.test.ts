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

describe("applyPatch refuses", () => {
  const refused: [string, string, Record<string, string>, object][] = [
    ["a missing file", modify("@@ -1 +1 @@", "-a", "+b"), {}, { reason: "missing-file", path: "f" }],
    ["to delete a missing file", "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", {}, { reason: "missing-file" }],
    [
      "to rename a missing file",
      "diff --git a/f b/g\nrename from f\nrename to g\n",
      {},
      { reason: "missing-file", path: "f" },
    ],
    [
      "a new file that exists",
      "--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+a\n",
      { f: "b\n" },
      { reason: "file-exists", path: "f" },
    ],
    [
      "a rename onto a file",
      "diff --git a/f b/g\nrename from f\nrename to g\n",
      { f: "a", g: "a" },
      { reason: "file-exists", path: "g" },
    ],
    [
      "a new file below a file",
      "--- /dev/null\n+++ b/f/g/h\n@@ -0,0 +1 @@\n+a\n",
      { f: "a" },
      { reason: "file-exists", path: "f/g/h" },
    ],
    ["a partly shown deletion", "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", { f: "a\nb\n" }, { reason: "no-match" }],
    [
      "a deletion of another text",
      "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n",
      { f: "b\n" },
      { reason: "no-match", hunk: 1 },
    ],
    [
      "a patch that changes nothing",
      modify("@@ -1 +1 @@", "-a", "+a"),
      { f: "a\n" },
      { reason: "no-change", path: null },
    ],
    ["a hunk of context alone", modify("@@ -1 +1 @@", " a"), { f: "a\n" }, { reason: "no-change" }],
    [
      "a new file with the text it has",
      "--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+a\n",
      { f: "a\n" },
      { reason: "no-change" },
    ],
    [
      "several places",
      modify("@@ -2 +2 @@", "-a", "+b"),
      { f: "a\nx\na\n" },
      { reason: "ambiguous", hunk: 1, line: 1 },
    ],
    [
      "several places without a line",
      modify("@@", "-a", "+b"),
      { f: "a\nx\na\n" },
      { reason: "ambiguous", detail: expect.stringContaining("lines 1, 3:") },
    ],
    [
      "overlapping places",
      modify("@@", "-a", "-a", "+b"),
      { f: "a\na\na\n" },
      { reason: "ambiguous", detail: expect.stringContaining("lines 1, 2:") },
    ],
    ["added lines alone", modify("@@ -2,0 +3 @@", "+b"), { f: "a\nx\n" }, { reason: "ambiguous" }],
    [
      "several places but for trailing space",
      modify("@@ -1 +1 @@", "-a", "+b"),
      { f: "a \nx\na\t\n" },
      { reason: "ambiguous" },
    ],
    ["other indentation", modify("@@ -1 +1 @@", "-  a", "+b"), { f: "\ta\n" }, { reason: "no-match" }],
    [
      "an end that is not the end",
      modify("@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+b"),
      { f: "a\nx\n" },
      { reason: "no-match", detail: expect.stringContaining("does not end") },
    ],
    [
      "the same lines twice",
      modify("@@ -1,2 +1,2 @@", " a", "-b", "+x", "@@ -2,2 +2,2 @@", "-b", "+y", " c"),
      { f: "a\nb\nc\n" },
      { reason: "overlap", hunk: 2, line: 2 },
    ],
    [
      "hunks out of order",
      modify("@@ -3 +3 @@", "-c", "+x", "@@ -1 +1 @@", "-a", "+y"),
      { f: "a\nb\nc\n" },
      { reason: "overlap", hunk: 2, line: 1 },
    ],
  ];
  it.each(refused)("%s", (_, text, files, expected) => {
    expect(apply(text, files)).toMatchObject({ ok: false, error: [expected] });
  });

  it("showing the lines that come nearest", () => {
    const refusals = apply(modify("@@ -40,3 +40,3 @@", " line 11", "-line twelve", "+x", " line 13"), {
      f: numbered(60),
    });
    expect(refusals).toEqual({
      ok: false,
      error: [
        {
          path: "f",
          hunk: 1,
          line: 12,
          reason: "no-match",
          detail:
            "its context and removed lines stand nowhere in the file: line 12 of the file is `line 12`, the hunk has `line twelve`; copy the lines from the file as they are",
          nearest: [
            "    9 | line 9",
            "   10 | line 10",
            "   11 | line 11",
            "   12 | line 12",
            "   13 | line 13",
            "   14 | line 14",
            "   15 | line 15",
          ].join("\n"),
        },
      ],
    });
  });

  it("showing the line with most words in common where no line is the same", () => {
    const files = { f: "alpha beta\nconst total = count(items);\nomega\n" };
    expect(apply(modify("@@ -1 +1 @@", "-const total = sum(items);", "+x"), files)).toMatchObject({
      error: [{ line: 2 }],
    });
  });

  it("showing the stated lines where nothing is alike", () => {
    expect(apply(modify("@@ -30 +30 @@", "-???", "+x"), { f: numbered(60) })).toMatchObject({
      error: [{ line: null, nearest: expect.stringContaining("   30 | line 30") }],
    });
  });

  it("all of a patch for one hunk, and names every faulty one", () => {
    const text = `${modify("@@ -1 +1 @@", "-a", "+b", "@@ -2 +2 @@", "-no", "+c")}--- a/g\n+++ b/g\n@@ -1 +1 @@\n-nor\n+c\n--- a/h\n+++ b/h\n@@ -1 +1 @@\n-a\n+b\n`;
    expect(apply(text, { f: "a\nb\n", g: "a\n", h: "a\n" })).toMatchObject({
      ok: false,
      error: [
        { path: "f", hunk: 2 },
        { path: "g", hunk: 1 },
      ],
    });
  });
});
