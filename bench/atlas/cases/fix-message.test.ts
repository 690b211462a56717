/** Which messages are fixes, which issues they close, and what is left of them as text. */
import { expect, test } from "vitest";
import { cleanMessage, closedIssues, isChoreSubject, isFixSubject } from "./fix-message.ts";

test.each([
  ["Fixes #12", [12]],
  ["fix: #12, #13 and #14", [12, 13, 14]],
  ["[Fix #12] Fix a crash", [12]],
  ["Closes owner/name#12", [12]],
  ["Closes other/name#12", []],
  ["Resolves https://github.com/owner/name/issues/12", [12]],
  ["Resolved GH-12", [12]],
  ["Fix the parser (#12)", []],
  ["prefixes #12", []],
  ["See #12", []],
])("%s closes %j", (message, numbers) => {
  expect(closedIssues(message, "owner/name")).toEqual(numbers);
});

test.each([
  ["fix(parser): keep the last line", true],
  ["Fixed a crash on empty input", true],
  ["net/http: fix a leak", true],
  ["Fix typo", false],
  ["fix(docs): wrong link", false],
  ["Prefix names", false],
])("%s: a fix is %s", (subject, expected) => {
  expect(isFixSubject(subject)).toBe(expected);
});

test("chores are known by their subject", () => {
  expect(["chore: x", "docs(api): y", "Bump z to 2", "fix: w"].map(isChoreSubject)).toEqual([true, true, true, false]);
});

test.each([
  [
    "fix: keep tabs (#12)\n\nThey were lost.\n\nFixes #11\nSigned-off-by: A <a@b.c>",
    "fix: keep tabs\n\nThey were lost.",
  ],
  ["Keep slashes, fixes #12", "Keep slashes"],
  ["[Fix #12] Keep slashes", "Keep slashes"],
  ["Merge pull request #1 from a/b\n\nKeep slashes", "Keep slashes"],
  ["Keep\r\ndiff --git a/x b/x\n@@ -1 +1 @@", "Keep"],
  ["Closes #1, closes #2", ""],
  ["Say what a fix fixes", "Say what a fix fixes"],
])("cleans %j", (message, text) => {
  expect(cleanMessage(message)).toBe(text);
});
