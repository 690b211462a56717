import { describe, expect, it } from "vitest";
import type { FilePatch } from "../domain/patch.ts";
import { parsePatch } from "./parse.ts";

const diff = (...lines: string[]) => `${lines.join("\n")}\n`;

/** One word per file, to compare what was understood at a glance. */
const summary = (file: FilePatch): string => {
  if (file.kind === "add") return `add ${file.path} ${JSON.stringify(file.content)}`;
  const hunks = file.hunks.map(({ oldStart, lines }) => {
    const marks = { context: " ", remove: "-", add: "+" };
    return `@${oldStart}[${lines.map(({ kind, text }) => marks[kind] + text).join("|")}]`;
  });
  const name = file.kind === "rename" ? `${file.from}=>${file.path}` : file.path;
  return [file.kind, name, ...hunks].join(" ");
};

const understood = (text: string): string[] => {
  const parsed = parsePatch(text);
  return parsed.ok
    ? parsed.value.files.map(summary)
    : parsed.error.map(({ reason, line, detail }) => `${reason}@${line}: ${detail}`);
};

const body = [" a", "-b", "+c"];
const change = "modify x.ts @1[ a|-b|+c]";

describe("parsePatch accepts", () => {
  const accepted: [string, string, string[]][] = [
    [
      "a git diff",
      diff("diff --git a/x.ts b/x.ts", "index 1..2 100644", "--- a/x.ts", "+++ b/x.ts", "@@ -1,2 +1,2 @@", ...body),
      [change],
    ],
    ["a plain diff", diff("--- a/x.ts", "+++ b/x.ts", "@@ -1,2 +1,2 @@ function x() {", ...body), [change]],
    [
      "an svn-like diff",
      diff("Index: x.ts", "=".repeat(67), "--- x.ts", "+++ x.ts", "@@ -1,2 +1,2 @@", ...body),
      [change],
    ],
    ["no prefixes", diff("--- src/x.ts", "+++ src/x.ts", "@@ -1,2 +1,2 @@", ...body), ["modify src/x.ts @1[ a|-b|+c]"]],
    [
      "no prefixes in a git diff",
      diff("diff --git x.ts x.ts", "--- x.ts", "+++ x.ts", "@@ -1,2 +1,2 @@", ...body),
      [change],
    ],
    ["one prefix", diff("--- a/x.ts", "+++ x.ts", "@@ -1,2 +1,2 @@", ...body), [change]],
    [
      "timestamps",
      diff("--- a/x.ts\t2024-01-01 00:00:00", "+++ b/x.ts 2024-01-01 00:00:00.5 +0000", "@@ -1,2 +1,2 @@", ...body),
      [change],
    ],
    ["counts too small", diff("--- a/x.ts", "+++ b/x.ts", "@@ -1,1 +1,1 @@", ...body), [change]],
    ["counts too large", diff("--- a/x.ts", "+++ b/x.ts", "@@ -1,9 +1,9 @@", ...body), [change]],
    ["no line numbers", diff("--- a/x.ts", "+++ b/x.ts", "@@", ...body), ["modify x.ts @0[ a|-b|+c]"]],
    ["dots for line numbers", diff("--- a/x.ts", "+++ b/x.ts", "@@ ... @@", ...body), ["modify x.ts @0[ a|-b|+c]"]],
    ["a place in words", diff("--- a/x.ts", "+++ b/x.ts", "@@ function x() @@", ...body), ["modify x.ts @0[ a|-b|+c]"]],
    [
      "CRLF everywhere",
      diff("--- a/x.ts", "+++ b/x.ts", "@@ -1,2 +1,2 @@", ...body).replaceAll("\n", "\r\n"),
      [change],
    ],
    [
      "CRLF of the content",
      diff("--- a/x.ts", "+++ b/x.ts", "@@ -1 +1 @@", "-b\r", "+c\r"),
      ["modify x.ts @1[-b\r|+c\r]"],
    ],
    ["no final newline", diff("--- a/x.ts", "+++ b/x.ts", "@@ -1,2 +1,2 @@", ...body).slice(0, -1), [change]],
    [
      "blank context lines without their space",
      diff("--- a/x.ts", "+++ b/x.ts", "@@ -1,4 +1,4 @@", "", " a", "", "-b", "+c", "", "@@ -9 +9 @@", "-d", ""),
      ["modify x.ts @1[ | a| |-b|+c] @9[-d]"],
    ],
    [
      "counted blank lines at the end",
      diff("--- a/x.ts", "+++ b/x.ts", "@@ -1,3 +1,3 @@", ...body, "", "--- a/y", "+++ b/y", "@@ -1 +1 @@", "-d", "+e"),
      ["modify x.ts @1[ a|-b|+c| ]", "modify y @1[-d|+e]"],
    ],
    [
      "counts that reach into the next file",
      diff("--- a/x.ts", "+++ b/x.ts", "@@ -1,3 +1,3 @@", ...body, "--- a/y", "+++ b/y", "@@ -1 +1 @@", "-d", "+e"),
      [change, "modify y @1[-d|+e]"],
    ],
    [
      "removed and added lines that look like a header",
      diff("--- a/q.sql", "+++ b/q.sql", "@@ -1,2 +1,2 @@", "--- old", "+++ new", " select"),
      ["modify q.sql @1[--- old|+++ new| select]"],
    ],
    ["a new file", diff("--- /dev/null", "+++ b/x.ts", "@@ -0,0 +1,2 @@", "+a", "+b"), ['add x.ts "a\\nb\\n"']],
    [
      "a new file by its mode",
      diff("diff --git a/x b/x", "new file mode 100644", "--- a/x", "+++ b/x", "@@ -0,0 +1 @@", "+a"),
      ['add x "a\\n"'],
    ],
    [
      "a new file with wrong counts",
      diff("--- /dev/null", "+++ b/x.ts", "@@ -0,0 +1,9 @@", "+a", "", "+b", ""),
      ['add x.ts "a\\n\\nb\\n"'],
    ],
    [
      "a new file without a final newline",
      diff("--- /dev/null", "+++ b/x", "@@ -0,0 +1 @@", "+a", "\\ No newline at end of file"),
      ['add x "a"'],
    ],
    [
      "a new empty file",
      diff("diff --git a/x y b/x y", "new file mode 100644", "index 0000000..e69de29"),
      ['add x y ""'],
    ],
    [
      "a deleted file",
      diff("diff --git a/x b/x", "deleted file mode 100644", "--- a/x", "+++ /dev/null", "@@ -1 +0,0 @@", "-a"),
      ["delete x @1[-a]"],
    ],
    ["a deleted file without its text", diff("diff --git a/x b/x", "deleted file mode 100644"), ["delete x"]],
    ["a rename", diff("diff --git a/x b/y", "similarity index 100%", "rename from x", "rename to y"), ["rename x=>y"]],
    [
      "a rename with a change and without `diff --git`",
      diff("rename from x", "rename to y", "--- a/x", "+++ b/y", "@@ -1,2 +1,2 @@", ...body),
      ["rename x=>y @1[ a|-b|+c]"],
    ],
    [
      "quoted names",
      diff(
        'diff --git "a/\\303\\274 \\"q.ts" "b/\\303\\274 \\"q.ts"',
        '--- "a/\\303\\274 \\"q.ts"',
        '+++ "b/\\303\\274 \\"q.ts"',
        "@@ -1 +1 @@",
        "-a",
        "+b",
      ),
      ['modify ü "q.ts @1[-a|+b]'],
    ],
    [
      "blank lines between entries",
      diff(
        "",
        "--- a/x.ts",
        "+++ b/x.ts",
        "@@ -1,2 +1,2 @@",
        ...body,
        "",
        "",
        "diff --git a/e b/e",
        "new file mode 100644",
      ),
      [change, 'add e ""'],
    ],
  ];
  it.each(accepted)("%s", (_, text, expected) => {
    expect(understood(text)).toEqual(expected);
  });

  it("markers of missing final newlines on both sides", () => {
    const parsed = parsePatch(diff("--- a/x", "+++ b/x", "@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+b"));
    expect(parsed).toMatchObject({
      ok: true,
      value: { files: [{ hunks: [{ oldNoNewline: true, newNoNewline: false }] }] },
    });
  });
});
