import { describe, expect, it } from "vitest";
import { parseDiff } from "./parse-diff.ts";
import { pieceOf, understood } from "./summarize.fixture.ts";

const body = ["@@ -1 +1 @@", "-b", "+c"];

describe("parseDiff gives a fault for", () => {
  const cases: [string, string[], RegExp][] = [
    [
      "a mode change",
      ["diff --git a/x b/x", "old mode 100644", "new mode 100755", ...body],
      /^x: malformed: file modes/,
    ],
    ["half a mode change", ["diff --git a/x b/x", "new mode 100644", ...body], /file modes cannot/],
    ["an executable new file", ["diff --git a/x b/x", "new file mode 100755", ...body], /only have mode 100644/],
    ["an unknown mode", ["diff --git a/x b/x", "new file mode 100666", ...body], /100666 is not known/],
    ["a link", ["diff --git a/x b/x", "new file mode 120000", "--- /dev/null", "+++ b/x", ...body], /symbolic link/],
    ["a change of a link", ["diff --git a/x b/x", "index 1234567..89abcde 120000", ...body], /symbolic link/],
    ["a deleted link", ["diff --git a/x b/x", "deleted file mode 120000"], /symbolic link/],
    ["a file that becomes a link", ["diff --git a/x b/x", "old mode 100644", "new mode 120000"], /symbolic link/],
    ["a submodule", ["diff --git a/x b/x", "new file mode 160000", ...body], /submodule/],
    ["a change of a submodule", ["diff --git a/x b/x", "index 1234567..89abcde 160000", ...body], /submodule/],
    ["a copy", ["diff --git a/x b/y", "similarity index 90%", "copy from x", "copy to y", ...body], /copies/],
    ["a binary patch", ["diff --git a/x b/x", "index 12..34", "GIT binary patch", "literal 3", "KcmZ"], /^x: binary/],
    ["differing binary files", ["diff --git a/x b/x", "Binary files a/x and b/x differ"], /^x: binary/],
    [
      "a combined diff",
      ["diff --cc x", "index 12,34..56", "--- a/x", "+++ b/x", "@@@ -1 -1 +1 @@@", "++a"],
      /combined/,
    ],
    ["a combined hunk", ["--- a/x", "+++ b/x", "@@@ -1 -1 +1 @@@", "++a"], /^x: malformed: combined/],
    ["a combined index", ["diff --git a/x b/x", "index 1234,5678..9abc", ...body], /combined/],
    ["a context diff", ["*** a/x", "--- b/x", "***************", "*** 1 ****", "! a"], /context diff/],
    [
      "names that disagree",
      ["--- a/x", "+++ b/y", ...body],
      /^y: malformed: its names disagree \(`b\/y`, `a\/x`\).*rename from/,
    ],
    ["names in other directories", ["--- src/x", "+++ lib/x", ...body], /disagree/],
    ["a git line that disagrees", ["diff --git a/y b/y", "--- a/x", "+++ b/x", ...body], /`diff --git` does not name/],
    ["a git line with two names", ["diff --git a/x b/y", "--- a/x", "+++ b/x", ...body], /`diff --git` does not name/],
    ["a git line with two names alone", ["diff --git a/x b/y", ...body], /`diff --git` does not name/],
    ["a git line against a null side", ["diff --git a/x b/x", "--- /dev/null", "+++ b/y", ...body], /`diff --git`/],
    ["a git line against a path in a path", ["diff --git a/x b/x", "--- a/s/x", "+++ b/s/x", ...body], /`diff --git`/],
    [
      "a git line with too many spaces",
      [`diff --git a/${" ".repeat(60)} b/${" ".repeat(60)}`, ...body],
      /`diff --git`/,
    ],
    ["a broken quote in the git line", ['diff --git "a/x b/x', ...body], /`diff --git`/],
    ["an index line that disagrees", ["Index: y", "=====", "--- x", "+++ x", ...body], /disagree/],
    [
      "a rename that disagrees below",
      ["rename from x", "rename to y", "--- a/x", "+++ b/z", ...body],
      /name other files/,
    ],
    [
      "a rename that disagrees above",
      ["diff --git a/x b/z", "rename from x", "rename to y", "--- a/x", "+++ b/y", ...body],
      /`diff --git` names other files/,
    ],
    [
      "a rename that svn's line disagrees with",
      ["Index: z", "=====", "rename from x", "rename to y", ...body],
      /`Index:` names another/,
    ],
    ["half a rename", ["diff --git a/x b/y", "rename from x", ...body], /only one/],
    ["a rename twice", ["rename from x", "rename to y", "rename to z", ...body], /stands twice/],
    ["a rename to its own name", ["rename from x", "rename to x", ...body], /the name that it has/],
    ["a rename from nothing", ["rename from x", "rename to y", "--- /dev/null", "+++ b/y", ...body], /neither new/],
    [
      "a rename that is new",
      ["diff --git a/x b/y", "new file mode 100644", "rename from x", "rename to y"],
      /neither new/,
    ],
    ["two null sides", ["--- /dev/null", "+++ b/dev/null", ...body], /both of its names/],
    [
      "new and deleted",
      ["diff --git a/x b/x", "new file mode 100644", "deleted file mode 100644"],
      /both that the file/,
    ],
    [
      "new with a null new side",
      ["diff --git a/x b/x", "new file mode 100644", "--- a/x", "+++ /dev/null"],
      /both that/,
    ],
    ["an unclosed quote", ['--- "a/x', "+++ b/x", ...body], /not well formed/],
    ["an unknown escape", ['--- "a/\\q"', "+++ b/x", ...body], /not well formed/],
    ["words behind a quote", ['--- "a/x" y', "+++ b/x", ...body], /not well formed/],
    ["a name behind a tab", ["--- a/x\tb/y", "+++ b/x", ...body], /not well formed/],
    ["a name that starts with a space", ["---  a/x", "+++ b/x", ...body], /not well formed/],
    ["a space at the end of one name", ["--- a/x ", "+++ b/x", ...body], /disagree/],
    ["no hunks", ["diff --git a/x b/x", "--- a/x", "+++ b/x"], /^x: malformed: it has no hunks/],
    ["modes that change nothing alone", ["diff --git a/x b/x", "old mode 100644", "new mode 100644"], /no hunks/],
    ["a new file without a hunk", ["--- /dev/null", "+++ b/x"], /the new file has no hunk/],
    ["a hunk without lines", ["--- a/x", "+++ b/x", "@@ -1,2 +1,2 @@"], /the hunk at line 3 has no lines/],
    [
      "a hunk without lines above another",
      ["--- a/x", "+++ b/x", "@@ -1,2 +1,2 @@", ...body],
      /the hunk at line 3 has/,
    ],
    ["a mail", ["From 0123456789abcdef Mon Sep 17 00:00:00 2001", "", "--- a/x", "+++ b/x", ...body], /it is a mail/],
    ["a mail's subject", ["Subject: [PATCH] x", "", "--- a/x", "+++ b/x", ...body], /it is a mail/],
    ["a mail's sender", ["From: a <a@b.c>", "Date: now", "", "--- a/x", "+++ b/x", ...body], /it is a mail/],
  ];
  it.each(cases)("%s", (_, texts, expected) => {
    expect(understood(texts).join("\n")).toMatch(expected);
  });

  it("too many characters", () => {
    expect(understood(["--- a/x", "+++ b/x", "@@ -1 +1 @@", `-${"b".repeat(16_000_000)}`])).toEqual([
      "?: malformed: the diff has 16000030 characters; at most 16000000 are read",
    ]);
  });

  it("too many hunks", () => {
    const hunks = (count: number) => ["--- a/x", "+++ b/x", ...Array.from({ length: count }, () => body).flat()];
    expect(understood(hunks(20_001))).toEqual(["?: malformed: the diff has more than 20000 hunks"]);
    expect(parseDiff(pieceOf(hunks(20_000)))).toMatchObject([{ fault: null }]);
  });

  it("one entry without touching the others", () => {
    const texts = ["--- a/x", "+++ b/y", ...body, "--- a/z", "+++ b/z", ...body];
    expect(understood(texts)).toEqual([expect.stringMatching(/^y: .*disagree/), "z @8 -1,1 +1,1 [-b|+c]"]);
  });

  it("only a bare mark that the reply is cut off behind", () => {
    const texts = ["--- a/x", "+++ b/x", ...body, "@@"];
    expect(understood(texts)).toEqual(["x @3 -1,1 +1,1 [-b|+c]"]);
    expect(understood(texts, { isClosed: false })).toEqual([expect.stringMatching(/the hunk at line 6 has no lines/)]);
  });
});
