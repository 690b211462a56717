/** The lines that a patch changes on the old side, with and without context, and against git itself. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { changedLines } from "./changed-lines.ts";

const patch = (...lines: string[]): string =>
  ["diff --git a/a.ts b/a.ts", "--- a/a.ts", "+++ b/a.ts", ...lines, ""].join("\n");

test.each([
  ["a replaced line", ["@@ -3 +3 @@", "-x", "+y"], [[3, 3]]],
  ["a removed block", ["@@ -3,2 +2,0 @@", "-x", "-y"], [[3, 4]]],
  ["an insertion counts as the line before", ["@@ -5,0 +6,2 @@", "+x", "+y"], [[5, 5]]],
  ["an insertion at the top", ["@@ -0,0 +1 @@", "+x"], [[1, 1]]],
  [
    "context",
    ["@@ -1,4 +1,5 @@", " a", "-b", "+B", " c", " d", "+e"],
    [
      [2, 2],
      [4, 4],
    ],
  ],
  ["neighbouring hunks join", ["@@ -3 +3 @@", "-x", "+y", "@@ -4 +4 @@", "-x", "+y"], [[3, 4]]],
  ["text that looks like a header", ["@@ -3 +3 @@", "--- a/b.ts", "+++ b/b.ts"], [[3, 3]]],
  ["no newline at the end", ["@@ -3 +3 @@", "-x", "\\ No newline at end of file", "+y"], [[3, 3]]],
])("%s", (_name, lines, expected) => {
  expect([...changedLines(patch(...lines))]).toEqual([["a.ts", expected]]);
});

test("new files are left out, deleted and renamed ones go by their old path", () => {
  const text = [
    ...["diff --git a/new.ts b/new.ts", "--- /dev/null", "+++ b/new.ts", "@@ -0,0 +1 @@", "+x"],
    ...["diff --git a/old.ts b/old.ts", "--- a/old.ts", "+++ /dev/null", "@@ -1 +0,0 @@", "-x"],
    ...[
      "diff --git a/from.ts b/to.ts",
      "rename from from.ts",
      "rename to to.ts",
      "--- a/from.ts",
      "+++ b/to.ts",
      "@@ -7 +7 @@",
      "-x",
      "+y",
    ],
  ].join("\n");
  expect(Object.fromEntries(changedLines(text))).toEqual({ "old.ts": [[1, 1]], "from.ts": [[7, 7]] });
});

test("ranges rise and do not touch, whatever the text", () => {
  const line = fc.constantFrom(
    "@@ -3,2 +3,4 @@",
    "@@ -9,0 +9 @@",
    "@@ -1 +1 @@",
    "-x",
    "+y",
    " z",
    "--- a/a.ts",
    "",
    "\\ No",
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      for (const ranges of changedLines(lines.join("\n")).values()) {
        let end = -1;
        for (const [from, to] of ranges) {
          expect(from).toBeGreaterThan(end + 1);
          expect(to).toBeGreaterThanOrEqual(from);
          end = to;
        }
      }
    }),
  );
});
