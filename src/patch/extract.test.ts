import { describe, expect, it } from "vitest";
import { extractDiff } from "./extract.ts";

const diff = "--- a/x.ts\n+++ b/x.ts\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n";
const other = "diff --git a/y b/y\nnew file mode 100644\n--- /dev/null\n+++ b/y\n@@ -0,0 +1 @@\n+y\n";
const inDocs = "--- a/d.md\n+++ b/d.md\n@@ -1,3 +1,3 @@\n ```js\n-b\n+c\n ```\n";

const fenced = (text: string, info = "diff", fence = "```") => `${fence}${info}\n${text}${fence}\n`;

describe("extractDiff finds", () => {
  const found: [string, string, string][] = [
    ["a fenced block", fenced(diff), diff],
    ["a block among prose", `Sure!\n\n${fenced(diff)}\nThat is all - really.\n- one\n+ two\n`, diff],
    ["a block without info string", fenced(diff, ""), diff],
    ["a block with another info string", fenced(diff, "patch title=x"), diff],
    ["a long fence", fenced(diff, "diff", "``````"), diff],
    ["a tilde fence", fenced(diff, " diff", "~~~"), diff],
    ["an indented block", `1. Change:\n\n   ${fenced(diff).trimEnd().replaceAll("\n", "\n   ")}\n`, diff],
    ["several blocks", `First\n${fenced(diff)}\nSecond\n${fenced(other)}`, diff + other],
    [
      "a block among other blocks",
      `${fenced("const x = 1;\n", "ts")}\n${fenced(diff)}\n${fenced("npm test\n", "sh")}`,
      diff,
    ],
    ["a diff of a file that holds fences", fenced(inDocs), inDocs],
    ["a diff of such a file in a longer fence", fenced(inDocs, "diff", "````"), inDocs],
    ["CRLF", `Hi\r\n${fenced(diff).replaceAll("\n", "\r\n")}`, diff],
    ["an unclosed block that is complete", `\`\`\`diff\n${diff}`, diff],
    ["a bare diff", diff, diff],
    ["a bare diff among prose", `Here:\n\n${diff}\nHope it helps!\n- bye\n`, diff],
    ["a bare git diff", `Here:\n\n${other}\nBye\n`, other],
    [
      "a bare diff without its git line",
      `Here:\n\nrename from x\nrename to y\n${diff}`,
      `rename from x\nrename to y\n${diff}`,
    ],
    ["a bare diff of a file that holds fences", inDocs, inDocs],
    ["two bare diffs", `${diff}${other}`, diff + other],
    [
      "a block that only renames",
      fenced("diff --git a/x b/y\nrename from x\nrename to y\n"),
      "diff --git a/x b/y\nrename from x\nrename to y\n",
    ],
  ];
  it.each(found)("%s", (_, reply, expected) => {
    expect(extractDiff(reply)).toEqual({ ok: true, value: expected });
  });
});

describe("extractDiff refuses", () => {
  const refused: [string, string, RegExp][] = [
    ["an empty reply", "", /^empty: the reply holds no unified diff: give one in a fenced block/],
    ["prose", "I could not do it.\n\n- reason\n", /^empty/],
    ["code without a diff", fenced("const x = 1;\n", "ts"), /^empty/],
    ["a block without a file", fenced("@@ -1 +1 @@\n-a\n+b\n"), /must start with the header of a file/],
    [
      "a second block without a file",
      fenced(diff) + fenced("@@ -9 +9 @@\n-a\n+b\n"),
      /must start with the header of a file/,
    ],
    ["a second block of bare lines", fenced(diff) + fenced("-a\n+b\n"), /must start with the header of a file/],
    ["prose inside of a block", fenced(`In x.ts:\n${diff}`), /must start with the header/],
    ["a diff outside of the blocks", `${fenced(diff)}\n${other}`, /outside of the fenced blocks/],
    ["a hunk outside of the blocks", `${fenced(diff)}\n@@ -9 +9 @@\n-a\n+b\n`, /outside of the fenced blocks/],
    ["a block that is cut off", "```diff\n--- a/x.ts\n+++ b/x.ts\n@@ -1,2 +1,2 @@\n a\n-b\n", /cut off/],
    [
      "a block that a fence inside cuts",
      fenced("--- a/d.md\n+++ b/d.md\n@@ -1,4 +1,4 @@\n x\n```\n-b\n+c\n"),
      /longer fence/,
    ],
  ];
  it.each(refused)("%s", (_, reply, expected) => {
    const extracted = extractDiff(reply);
    expect(extracted.ok ? "" : extracted.error.map(({ reason, detail }) => `${reason}: ${detail}`).join("\n")).toMatch(
      expected,
    );
  });

  it.each([
    `@@ -1 +1 @@\n-a\n+b\n${diff}`,
    `${diff}lost space\n+more\n`,
    "diff --git a/x b/x\nnew file mode 100644\nGIT binary patch\nliteral 3\nKcmZ\n",
    "diff --git a/x b/x\nnew file mode 100644\nlines without a marker\n",
  ])("to drop text around a bare diff that could be a part of it: %j", (reply) => {
    expect(extractDiff(reply)).toEqual({ ok: true, value: reply });
  });
});
