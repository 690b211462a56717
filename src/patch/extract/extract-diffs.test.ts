import { describe, expect, it } from "vitest";
import { diff, edit, extracted, fenced, hunk, indented, other } from "./reply.fixture.ts";

const inDocs = "--- a/d.md\n+++ b/d.md\n@@ -1,3 +1,3 @@\n ```js\n-b\n+c\n ```\n";
const prose = "Sure!\n\nI changed the *parser*:\n\n";

describe("a unified diff", () => {
  const found: [string, string, string[]][] = [
    ["in a fence", fenced(diff), [`diff@2\n${diff}`]],
    ["among prose", `${prose}${fenced(diff)}\nThat is all - really.\n- one\n+ two\n`, [`diff@6\n${diff}`]],
    ["without an info string", fenced(diff, ""), [`diff@2\n${diff}`]],
    ["with another language", fenced(diff, "ts"), [`diff@2\n${diff}`]],
    ["called a patch", fenced(hunk, "patch"), [`diff@2\n${hunk}`]],
    ["in a long fence", fenced(diff, "diff", "``````"), [`diff@2\n${diff}`]],
    ["in a fence of tildes", fenced(diff, " diff", "~~~"), [`diff@2\n${diff}`]],
    ["in a list", `1. Change:\n\n${indented(fenced(diff), "   ")}`, [`diff@4\n${diff}`]],
    [
      "in a list, with a fence on the mark's line",
      `- \`\`\`diff\n${indented(`${diff}\`\`\`\n`, "  ")}`,
      [`diff@2\n${diff}`],
    ],
    ["in a list, its lines not indented", `1. Change:\n\n   \`\`\`diff\n${diff}   \`\`\`\n`, [`diff@4\n${diff}`]],
    ["in two fences", `${fenced(diff)}\n${fenced(other)}`, [`diff@2\n${diff}`, `diff@11\n${other}`]],
    ["given twice", `${fenced(diff)}\nAgain:\n${fenced(diff)}`, [`diff@2\n${diff}`]],
    [
      "beside code and commands",
      `${fenced("const x = 1;\n", "ts")}${fenced(diff)}${fenced("npm test\n", "sh")}`,
      [`diff@5\n${diff}`],
    ],
    ["of a file with fences", fenced(inDocs), [`diff@2\n${inDocs}`]],
    ["that no fence closes", `\`\`\`diff\n${diff}`, [`diff@2 open\n${diff}`]],
    ["in CRLF", fenced(diff).replaceAll("\n", "\r\n"), [`diff@2\n${diff}`]],
    ["in a CRLF fence below LF prose", `Hi\n${fenced(diff).replaceAll("\n", "\r\n")}`, [`diff@3\n${diff}`]],
    [
      "with lines that end in CR",
      fenced(diff.replace(" a\n", " a\r\n")),
      [`diff@2\n${diff.replace(" a\n", " a\r\n")}`],
    ],
    ["behind a byte order mark", `\uFEFF${fenced(diff)}`, [`diff@2\n${diff}`]],
    ["indented inside of its fence", fenced(indented(diff, "    ")), [`diff@2\n${diff}`]],
    ["quoted inside of its fence", fenced(indented(diff, "> ")), [`diff@2\n${diff}`]],
    ["in a fence below a remark", fenced(`Here it is:\n${diff}`, ""), [`diff@3 bare\n${diff}`]],
    ["in a fence in a fence", fenced(`# Answer\n\n${fenced(diff)}`, "markdown", "````"), [`diff@5\n${diff}`]],
    [
      "in a fence in a fence of the same length",
      fenced(`# Answer\n\n${fenced(diff)}`, "markdown"),
      [`diff@5\n${diff}`],
    ],
    ["in a here-document", fenced(`git apply <<'EOF'\n${diff}EOF\n`, "bash"), [`diff@3 bare\n${diff}`]],
    ["without markers of a hunk", fenced("-b\n+c\n"), ["diff@2\n-b\n+c\n"]],
    [
      "of a merge is left to the parser",
      fenced("diff --cc x\n@@@ -1 -1 +1 @@@\n--a\n++b\n"),
      ["diff@2\ndiff --cc x\n@@@ -1 -1 +1 @@@\n--a\n++b\n"],
    ],
    [
      "in a mail",
      `From 1234567 Mon Sep 17\nFrom: a@b\nSubject: [PATCH] x\n---\n x | 2 +-\n\n${other}-- \n2.39\n`,
      [`diff@7 open bare\n${other}-- \n2.39\n`],
    ],
  ];
  it.each(found)("%s", (_, reply, expected) => {
    expect(extracted(reply)).toEqual(expected);
  });
});

describe("a bare unified diff", () => {
  const found: [string, string, string[]][] = [
    ["alone", diff, [`diff@1 open bare\n${diff}`]],
    [
      "with prose around",
      `${prose}${diff}\nHope it helps!\n- bye\n`,
      [`diff@5 open bare\n${diff}\nHope it helps!\n- bye\n`],
    ],
    ["of two files", `${diff}${other}`, [`diff@1 open bare\n${diff}${other}`]],
    ["of two files with prose between", `${diff}\nAnd:\n\n${other}`, [`diff@1 open bare\n${diff}\nAnd:\n\n${other}`]],
    [
      "with extended headers first",
      `Hi\n\nrename from x\nrename to y\n${diff}`,
      [`diff@3 open bare\nrename from x\nrename to y\n${diff}`],
    ],
    ["of a file with fences", inDocs, [`diff@1 open bare\n${inDocs}`]],
    ["below its path", `**src/x.ts**\n\n${hunk}`, [`diff@3 src/x.ts open bare\n${hunk}`]],
    ["without numbers", `src/x.ts\n@@ ... @@\n-b\n+c\n`, ["diff@2 src/x.ts open bare\n@@ ... @@\n-b\n+c\n"]],
    ["indented", `Change:\n\n${indented(diff, "    ")}\nDone.\n`, [`diff@3 bare\n${diff}`]],
    ["indented to the end", indented(diff, "\t"), [`diff@1 open bare\n${diff}`]],
    ["quoted", `Change:\n\n${indented(diff, "> ")}\nDone.\n`, [`diff@3 bare\n${diff}`]],
    ["quoted with its fence", indented(fenced(diff), "> "), [`diff@2\n${diff}`]],
    ["behind a fenced one", `${fenced(diff)}\n${other}`, [`diff@2\n${diff}`, `diff@10 open bare\n${other}`]],
    ["before a fenced one", `${diff}\nAnd\n${fenced(other)}`, [`diff@1 bare\n${diff}\nAnd\n`, `diff@10\n${other}`]],
    [
      "before a search/replace block",
      `${diff}\nz.ts\n${edit}`,
      [`diff@1 bare\n${diff}\n`, "unknown@9 z.ts\n@\n a\n-b\n+c"],
    ],
  ];
  it.each(found)("%s", (_, reply, expected) => {
    expect(extracted(reply)).toEqual(expected);
  });
});

describe("the path that the packaging states for a diff", () => {
  const stated: [string, string, string | null][] = [
    ["in the info string", fenced(hunk, "diff src/x.ts"), "src/x.ts"],
    ["behind a colon", fenced(hunk, "diff:src/x.ts"), "src/x.ts"],
    ["as a title", fenced(hunk, 'diff title="src/x.ts"'), "src/x.ts"],
    ["as a file", fenced(hunk, "diff file=src/x.ts"), "src/x.ts"],
    ["in braces", fenced(hunk, "diff {src/x.ts}"), "src/x.ts"],
    ["with spaces in quotes", fenced(hunk, 'diff title="my docs/x.md"'), "my docs/x.md"],
    ["in a heading", `### src/x.ts\n\n${fenced(hunk)}`, "src/x.ts"],
    ["in a numbered heading", `## 1. \`src/x.ts\`\n${fenced(hunk)}`, "src/x.ts"],
    ["in bold", `**src/x.ts**:\n${fenced(hunk)}`, "src/x.ts"],
    ["in backticks", `\`src/x.ts\`\n${fenced(hunk)}`, "src/x.ts"],
    ["by a label", `File: src/x.ts\n${fenced(hunk)}`, "src/x.ts"],
    ["by a bold label", `**File:** \`src/x.ts\`\n${fenced(hunk)}`, "src/x.ts"],
    ["with underscores", `src/__init__.py\n${fenced(hunk)}`, "src/__init__.py"],
    ["in a sentence", `In \`src/x.ts\` I changed b:\n${fenced(hunk)}`, "src/x.ts"],
    ["in the block's first line", fenced(`src/x.ts\n${hunk}`), "src/x.ts"],
    ["in the block's first comment", fenced(`// src/x.ts\n${hunk}`), "src/x.ts"],
    ["as a path out of the tree, raw", fenced(hunk, "diff ../../etc/passwd"), "../../etc/passwd"],
    ["not by a sentence with two", `From \`a.ts\` to \`b.ts\`:\n${fenced(hunk)}`, null],
    ["not by other prose", `Here is the change:\n${fenced(hunk)}`, null],
    ["not by a heading far above", `### src/x.ts\n\nwords\n\n${fenced(hunk)}`, null],
  ];
  it.each(stated)("%s", (_, reply, path) => {
    expect(extracted(reply).map((piece) => piece.split("\n")[0]?.replace(/^diff@\d+ ?/, ""))).toEqual([path ?? ""]);
  });
});

describe("a label that names another file than the diff below it", () => {
  const refused: [string, string][] = [
    ["in the info string", fenced(diff, "diff src/y.ts")],
    ["in a heading", `### src/y.ts\n${fenced(diff)}`],
    ["above a bare diff", `**src/y.ts**\n\n${diff}`],
    ["in a comment", fenced(`// src/y.ts\n${diff}`)],
    ["in a tag", `<diff path="src/y.ts">\n${diff}</diff>\n`],
    ["in JSON", JSON.stringify({ path: "src/y.ts", diff })],
  ];
  it.each(refused)("%s is refused", (_, reply) => {
    expect(extracted(reply)).toEqual([
      expect.stringMatching(
        /^malformed \d x\.ts: its header names this file, but the text around it names `src\/y\.ts`/,
      ),
    ]);
  });
  it("is refused where the block itself names a third one", () => {
    expect(extracted(fenced(`// src/y.ts\n${hunk}`, "diff src/z.ts"))).toEqual([
      "malformed 2 src/y.ts: the block names two files, `src/z.ts` and `src/y.ts`",
    ]);
  });

  const allowed: [string, string][] = [
    ["that is the same", `### x.ts\n${fenced(diff)}`],
    ["with the root's name", `### project/x.ts\n${fenced(diff)}`],
    ["with a dot", fenced(diff, "diff ./x.ts")],
    ["over several files", `### y.ts\n${fenced(`${diff}${other}`)}`],
    ["over several blocks", `### y\n${fenced(diff)}\n${fenced(other)}`],
    ["that is a sentence", `As \`src/y.ts\` needs it:\n${fenced(diff)}`],
  ];
  it.each(allowed)("%s is none", (_, reply) => {
    expect(extracted(reply)[0]).toMatch(/^diff@/);
  });
});

describe("a fence that a fence inside of the diff closes", () => {
  const head = "--- a/d.md\n+++ b/d.md\n";
  it("goes on where the counts hold exactly at the next fence", () => {
    const long = `${head}@@ -1,4 +1,4 @@\n x\n\`\`\`\n-b\n+c\n y\n`;
    expect(extracted(`${fenced(long)}Bye\n`)).toEqual([`diff@2\n${long}`]);
  });
  it("goes on to a further hunk", () => {
    const long = `${head}@@ -1,3 +1,3 @@\n\`\`\`\n-b\n+c\n\`\`\`\n@@ -9 +9 @@\n-d\n+e\n`;
    expect(extracted(fenced(long))).toEqual([`diff@2\n${long}`]);
  });
  it("is refused where the counts say something else", () => {
    expect(extracted(fenced(`${head}@@ -1,9 +1,9 @@\n x\n\`\`\`\n-b\n+c\n`))).toEqual([
      expect.stringMatching(
        /^malformed 1 null: the diff seems to go on behind the closing fence: use a fence that is longer/,
      ),
    ]);
  });
  it("ends there where wrong counts meet prose", () => {
    const short = `${head}@@ -1,9 +1,9 @@\n a\n-b\n+c\n`;
    expect(extracted(`${fenced(short)}\nAnd so on.\n\n${fenced(diff)}`)).toEqual([
      `diff@2\n${short}`,
      `diff@13\n${diff}`,
    ]);
  });
});
