/** What a mutation is, and the words that mutations write: the signs that the reader of replies looks for. */
import type { Random } from "../random.ts";
import type { FuzzInput } from "./fuzz-input.ts";

/** Changes an input; `other` is a second input to take parts from. */
export type Mutation = (input: FuzzInput, random: Random, other: FuzzInput) => FuzzInput;

/** Changes a text. */
export type TextMutation = (text: string, random: Random, other: string) => string;

/** A start and an end, at most `limit` apart, in a list of `size`. */
export const pickSpan = (size: number, random: Random, limit = 12): [number, number] => {
  const start = random.below(size + 1);
  return [start, Math.min(size, start + 1 + random.below(limit))];
};

export const tokens = [
  ...[
    "--- ",
    "+++ ",
    "@@",
    " @@",
    "@@ -1,3 +1,4 @@",
    "@@ -0,0 +1 @@",
    "@@ ... @@",
    "@@ -1 +0,0 @@",
    "@@@ -1 -1 +1 @@@",
  ],
  ...["diff --git a/", " b/", "--- /dev/null", "+++ /dev/null", "index 1234567..89abcde 100644", "diff --cc x"],
  ...["new file mode 100644", "new file mode 120000", "deleted file mode 100644", "old mode 100644", "new mode 100755"],
  ...[
    "rename from ",
    "rename to ",
    "copy from ",
    "similarity index 90%",
    "GIT binary patch",
    "Binary files a and b differ",
  ],
  ...["\\ No newline at end of file", "-- \n2.39.5", "From 0123456789abcdef Mon Sep 17 00:00:00 2001", "Subject: "],
  ...[
    "```",
    "````",
    "~~~",
    "```diff",
    "```json",
    "```ts src/a.ts",
    "> ",
    "    ",
    "<!--",
    "-->",
    "<details>",
    "</details>",
  ],
  ...["<diff>", "</diff>", '<file path="src/a.ts">', "</file>", "<![CDATA[", "]]>", "<path>", "</path>", "<search>"],
  ...["</search>", "<replace>", "</replace>", "<edit>", "</edit>", "<answer>", "</answer>", "&lt;", "&amp;", "&#10;"],
  ...["<<<<<<< SEARCH", "=======", ">>>>>>> REPLACE", "||||||| base", "<<<<<<< HEAD", ":start_line:3", "-------"],
  ...["*** Begin Patch", "*** End Patch", "*** Update File: ", "*** Add File: ", "*** Delete File: ", "*** Move to: "],
  ...[
    "*** End of File",
    "apply_patch <<'EOF'",
    "EOF",
    '{"diff": "',
    '{"path": "',
    '", "content": "',
    '"}',
    "\\n",
    "\\u0000",
  ],
  ...['"edits": [', '{"files": [', "]}", "// ... existing code ...", "# ...", "...", "…", "/* rest unchanged */"],
  ...[
    "../",
    "/",
    "./",
    "a/",
    "b/",
    "a/b/",
    ".git/",
    ".git",
    "C:\\",
    "\\",
    '"',
    '"a/\\303\\274"',
    "dev/null",
    "HEAD",
    "nul",
  ],
  ...[
    "\t",
    "\r",
    "\r\n",
    "\n",
    "\u0000",
    "\u00a0",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\ud800",
    "\u2028",
    "\u2212",
    "“",
    "’",
    "é",
  ],
  ...["999999999", "4294967296", "-1", "0", "1e9", "99999999999999999999", ",", "+", "-", " "],
];
