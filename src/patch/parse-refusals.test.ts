import { describe, expect, it } from "vitest";
import { parsePatch } from "./parse.ts";

const diff = (...lines: string[]) => `${lines.join("\n")}\n`;

const body = [" a", "-b", "+c"];

const faults = (text: string): string => {
  const parsed = parsePatch(text);
  return parsed.ok ? "" : parsed.error.map(({ reason, line, detail }) => `${reason}@${line}: ${detail}`).join("\n");
};

describe("parsePatch refuses", () => {
  const head = ["--- a/x.ts", "+++ b/x.ts"];
  const good = [...head, "@@ -1,2 +1,2 @@", ...body];
  const refused: [string, string, RegExp][] = [
    ["no diff", "just words\n", /^malformed@1: `just words` belongs to no hunk/],
    ["nothing", "\n", /^empty/],
    [
      "a binary patch",
      diff("diff --git a/x b/x", "new file mode 100644", "GIT binary patch", "literal 3", "KcmZ"),
      /^binary@1/,
    ],
    ["differing binary files", diff("diff --git a/x b/x", "Binary files a/x and b/x differ"), /^binary@1/],
    ["a mode change", diff("diff --git a/x b/x", "old mode 100644", "new mode 100755"), /mode/],
    [
      "an executable new file",
      diff("diff --git a/x b/x", "new file mode 100755", "--- /dev/null", "+++ b/x", "@@ -0,0 +1 @@", "+a"),
      /100644/,
    ],
    [
      "a symbolic link",
      diff("diff --git a/x b/x", "new file mode 120000", "--- /dev/null", "+++ b/x", "@@ -0,0 +1 @@", "+/etc/passwd"),
      /symbolic link/,
    ],
    [
      "a change of a symbolic link",
      diff("diff --git a/x b/x", "index 1234567..89abcde 120000", ...good),
      /symbolic link/,
    ],
    [
      "a submodule",
      diff(
        "diff --git a/x b/x",
        "new file mode 160000",
        "--- /dev/null",
        "+++ b/x",
        "@@ -0,0 +1 @@",
        "+Subproject commit 1",
      ),
      /submodule/,
    ],
    ["a copy", diff("diff --git a/x b/y", "copy from x", "copy to y"), /copies/],
    [
      "a combined diff",
      diff("diff --cc x", "index 1,2..3", "--- a/x", "+++ b/x", "@@@ -1,1 -1,1 +1,1 @@@", "++a"),
      /combined/,
    ],
    ["a context diff", diff("*** a/x", "--- b/x", "***************", "*** 1,2 ****"), /context diff/],
    ["a mail", diff("From 0123456789abcdef Mon Sep 17 00:00:00 2001", "Subject: x", "", ...good), /mail/],
    ["a mail's signature", diff(...good, "-- ", "2.39.5"), /`2\.39\.5` belongs to no hunk/],
    [
      "a file behind a mail's signature",
      diff(...good, "-- ", "2.39.5", "", "--- a/y", "+++ b/y", "@@ -1 +1 @@", "-a", "+b"),
      /2\.39\.5/,
    ],
    ["names that disagree", diff("--- a/x.ts", "+++ b/y.ts", "@@ -1,2 +1,2 @@", ...body), /disagree/],
    ["a git line that disagrees", diff("diff --git a/y.ts b/y.ts", ...good), /other files/],
    [
      "a rename that disagrees",
      diff("diff --git a/x b/y", "rename from x", "rename to y", "--- a/x", "+++ b/z", "@@ -1 +1 @@", "-a", "+b"),
      /other files/,
    ],
    ["half a rename", diff("diff --git a/x b/y", "rename from x"), /only one/],
    ["one name line", diff("--- a/x.ts", "@@ -1,2 +1,2 @@", ...body), /directly followed/],
    ["no names", diff("@@ -1,2 +1,2 @@", ...body), /before any file/],
    ["only /dev/null", diff("--- /dev/null", "+++ /dev/null", "@@ -1,2 +1,2 @@", ...body), /both of its names/],
    ["an unclosed quote", diff('--- "a/x', '+++ "b/x', "@@ -1 +1 @@", "-a", "+b"), /quoted/],
    ["no hunks", diff("diff --git a/x b/x", "--- a/x", "+++ b/x"), /no hunks/],
    ["lines without a hunk's header", diff(...head, ...body), /^malformed@3: lines stand before a hunk's header/],
    ["a new file without a hunk", diff("--- /dev/null", "+++ b/x"), /the new file has no hunk/],
    ["an empty hunk", diff(...head, "@@ -1,2 +1,2 @@"), /^malformed@3: the hunk has no lines/],
    [
      "a new file with context",
      diff("--- /dev/null", "+++ b/x", "@@ -0,0 +1,2 @@", "+a", " b"),
      /every line must be an added line/,
    ],
    [
      "a deleted file with added lines",
      diff("--- a/x", "+++ /dev/null", "@@ -1 +1 @@", "-a", "+b"),
      /every line must be a removed line/,
    ],
    [
      "new and deleted",
      diff("diff --git a/x b/x", "new file mode 100644", "deleted file mode 100644"),
      /both that the file is new/,
    ],
    [
      "a context line without its space",
      diff(...head, "@@ -1,3 +1,3 @@", " a", "lost", "-b", "+c"),
      /^malformed@5: `lost` belongs to no hunk/,
    ],
    ["text behind the last hunk", diff(...good, "", "and then"), /^malformed@8: `and then`/],
    [
      "a marker inside a hunk",
      diff(...head, "@@ -1,2 +1,2 @@", " a", "\\ No newline at end of file", "-b", "+c"),
      /before the end of the hunk/,
    ],
    ["two entries of one file", diff(...good, ...good), /two entries/],
    [
      "names that differ by case",
      diff(...good, "--- a/X.ts", "+++ b/X.ts", "@@ -1 +1 @@", "-a", "+b"),
      /^unsafe-path.*same file/,
    ],
    [
      "a file below a file",
      diff("--- /dev/null", "+++ b/x", "@@ -0,0 +1 @@", "+a", "--- /dev/null", "+++ b/x/y", "@@ -0,0 +1 @@", "+a"),
      /^unsafe-path.*directories/,
    ],
    ["an unsafe path", diff("--- a/../x", "+++ b/../x", "@@ -1 +1 @@", "-a", "+b"), /^unsafe-path/],
    [
      "an unsafe old name",
      diff("diff --git a/.git/config b/y", "rename from .git/config", "rename to y"),
      /^unsafe-path/,
    ],
    ["too much text", diff("--- /dev/null", "+++ b/x", "@@ -0,0 +1 @@", `+${"a".repeat(600_000)}`), /600000/],
  ];
  it.each(refused)("%s", (_, text, expected) => {
    expect(faults(text)).toMatch(expected);
  });

  it("every broken entry at once, each by its file, hunk and line", () => {
    const text = diff(
      ...head,
      "@@ -1 +1 @@",
      "-a",
      "+b",
      "@@ -5 +5 @@",
      "-c",
      "oops",
      "--- a/y",
      "+++ b/z",
      "@@ -1 +1 @@",
      "-a",
      "+b",
    );
    const parsed = parsePatch(text);
    expect(parsed.ok ? [] : parsed.error).toMatchObject([
      { path: "x.ts", hunk: 3, line: 8, reason: "malformed" },
      { path: "z", hunk: null, line: 9, reason: "malformed" },
    ]);
  });
});
