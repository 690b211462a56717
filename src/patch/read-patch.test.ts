import { describe, expect, it } from "vitest";
import type { Refusal } from "../domain/patch.ts";
import { describeRefusals } from "./describe-refusal.ts";
import { extractDiff } from "./extract.ts";
import { parsePatch } from "./parse.ts";
import { readPatch } from "./read-patch.ts";

const base = { "src/sum.ts": "export const sum = (a, b) => {\n  return a - b;\n};\n" };
const read = (path: string) => base[path as keyof typeof base] ?? null;

describe("readPatch", () => {
  it("turns a reply into changes and their canonical text", () => {
    const reply =
      "The sign is wrong:\n\n```diff\n--- src/sum.ts\n+++ src/sum.ts\n@@ @@\n export const sum = (a, b) => {\n-  return a - b;\n+  return a + b;\n };\n```\n";
    const after = base["src/sum.ts"].replace("-", "+");
    expect(readPatch(reply, read)).toMatchObject({
      ok: true,
      value: {
        patch: { files: [{ kind: "modify", path: "src/sum.ts" }] },
        changes: [{ path: "src/sum.ts", before: base["src/sum.ts"], after }],
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

  it.each([
    ["extract", "no diff here", "empty"],
    ["parse", "--- a/../x\n+++ b/../x\n@@ -1 +1 @@\n-a\n+b\n", "unsafe-path"],
    ["apply", "--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n", "missing-file"],
  ])("hands on the refusals of %s", (_, reply, reason) => {
    expect(readPatch(reply, read)).toMatchObject({ ok: false, error: [{ reason }] });
  });

  const openers = [
    "```",
    "~~~~ ",
    "--- a/x\n",
    "--- a/x\n+++ b/x\n",
    "@@ -1 +1 @@\n",
    "@@",
    "@@ -1,",
    "+++ ",
    "diff --git ",
    'diff --git "',
    "\\ ",
    "-",
    "+",
  ];
  const more = [
    "rename from a\n",
    "Index: ",
    '--- "\\',
    "--- a 2024-",
    " ",
    "\n",
    "\r",
    "\r\n",
    "=",
    "new file mode ",
    "```diff\n--- a/x\n+++ b/x\n@@\n",
    "a/",
  ];
  it.each([...openers, ...more])("comes to an end on 64 KB of %j", (opener) => {
    const text = opener.repeat(Math.ceil(65_536 / opener.length));
    const head = "--- a/src/sum.ts\n+++ b/src/sum.ts\n@@\n";
    for (const reply of [text, `${head}${text}`, `--- a/${text}`, `diff --git ${text}`]) {
      expect(readPatch(reply, read).ok).toBe(false);
      expect([typeof extractDiff(reply).ok, typeof parsePatch(reply).ok]).toEqual(["boolean", "boolean"]);
    }
  });

  it("comes to an end on files and hunks that repeat one line", () => {
    const text = "a\n".repeat(32_768);
    const body = " a\n".repeat(20_000);
    expect(readPatch(`--- a/f\n+++ b/f\n@@ -9 +9 @@\n${body}-b\n`, () => text)).toMatchObject({
      error: [{ reason: "no-match" }],
    });
    expect(readPatch(`--- a/f\n+++ b/f\n@@ -9 +9 @@\n${body}-a\n`, () => text).ok).toBe(true);
  });
});

describe("describeRefusals", () => {
  const refusal: Refusal = {
    path: "f",
    hunk: 2,
    line: 7,
    reason: "no-match",
    detail: "wrong",
    nearest: "    7 | seven",
  };

  it("says where, what and what stands there", () => {
    expect(
      describeRefusals([refusal, { ...refusal, path: null, hunk: null, line: null, reason: "empty", nearest: null }]),
    ).toBe(
      "- `f`, hunk 2, line 7 (no-match): wrong.\n  The nearest lines of the file:\n    7 | seven\n- The patch (empty): wrong.",
    );
  });

  it("counts what it leaves out", () => {
    expect(
      describeRefusals(Array.from({ length: 23 }, () => refusal))
        .split("\n")
        .at(-1),
    ).toBe("- and 3 more");
  });
});
