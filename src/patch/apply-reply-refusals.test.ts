import { describe, expect, it } from "vitest";
import { ending, type Files, fenced, inFiles, modify, numbered, outcome } from "./apply-reply.fixture.ts";
import { applyReply } from "./apply-reply.ts";

const add = (path: string) => `--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+a\n`;
const rename = (from: string, to: string) => `diff --git a/${from} b/${to}\nrename from ${from}\nrename to ${to}\n`;
const change = (path: string) => `--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-a\n+b\n`;

describe("applyReply refuses", () => {
  const refused: [string, string, Files, RegExp][] = [
    ["prose", "no diff here", {}, /^empty null #null @null: the reply holds no change/],
    ["a missing file", change("f"), {}, /^missing-file f #null @1: there is no file `f`/],
    ["to delete a missing file", "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", {}, /^missing-file f/],
    ["to rename a missing file", rename("f", "g"), {}, /^missing-file f/],
    ["to rename a file that the rename made", rename("f", "g"), { g: "a\n" }, /^missing-file f/],
    ["a new file over another one", add("f"), { f: "b\n" }, /^file-exists f #null @1: .*other content/],
    ["a rename onto a file", rename("f", "g"), { f: "a", g: "a" }, /^file-exists g/],
    ["a new file below a file", add("f/g/h"), { f: "a" }, /^unsafe-path f\/g\/h .*its directory `f` is a file/],
    [
      "a partly shown deletion",
      "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n",
      { f: "a\nb\n" },
      /^malformed f.*only a part/,
    ],
    ["a deletion of another text", "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", { f: "b\n" }, /^no-match f #1 @3/],
    ["a change that changes nothing", modify("@@ -1 +1 @@", "-a", "+a"), { f: "a\n" }, /^no-change f/],
    ["a hunk of context alone", modify("@@ -1 +1 @@", " a"), { f: "a\n" }, /^no-change/],
    ["a new file with the text that it has", add("f"), { f: "a\n" }, /^no-change/],
    ["a whole file with the text that it has", fenced("a\n", "ts src/f.ts"), { "src/f.ts": "a\n" }, /^no-change/],
    [
      "two edits of the same line",
      modify("@@ -1 +1 @@", "-a", "+x") + modify("@@ -1 +1 @@", "-a", "+y"),
      { f: "a\n" },
      /^overlap f #2 @8: it changes line 1 of the file, and so does hunk 1/,
    ],
    [
      "two additions at the same place",
      modify("@@ -1 +1,2 @@", " a", "+x", "@@ -1 +1,2 @@", " a", "+y"),
      { f: "a\n" },
      /^overlap f #2 @6/,
    ],
    [
      "a change and a deletion of one file",
      `${change("f")}--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-b\n`,
      { f: "a\n" },
      /two entries/,
    ],
    [
      "a file deleted and made again",
      `--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-b\n${add("f")}`,
      { f: "b\n" },
      /two entries/,
    ],
    ["two renames of one file", rename("f", "g") + rename("f", "h"), { f: "a\n" }, /two entries/],
    ["two new files with one name", add("f") + add("f").replace("+a", "+b"), {}, /^malformed f .*two entries/],
    ["names that differ by case", change("f") + change("F"), { f: "a\n", F: "a\n" }, /^unsafe-path F .*same file/],
    ["a rename that only changes case", rename("f", "F"), { f: "a\n" }, /^unsafe-path F/],
    ["a file below a file of the reply", add("x") + add("x/y"), {}, /^unsafe-path x\/y/],
    ["a new file that collides with the tree", add("SRC/X"), { "src/x": "a\n" }, /^unsafe-path SRC\/X .*`src\/x`/],
    ["another spelling of a file", change("Readme.md"), { "README.md": "a\n" }, /^missing-file Readme.md/],
    [
      "half of a search",
      "src/f.ts\n```\n<<<<<<< SEARCH\n= 1\n=======\n= 2\n>>>>>>> REPLACE\n```\n",
      { "src/f.ts": "a = 1\n" },
      /^no-match src\/f.ts #1 @3: .*`a = 1`, the hunk has `= 1`/,
    ],
    [
      "a search that stands twice",
      "src/f.ts\n```\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n```\n",
      { "src/f.ts": "a\na\n" },
      /^ambiguous/,
    ],
    [
      "an empty search in a file with text",
      "src/f.ts\n```\n<<<<<<< SEARCH\n=======\nb\n>>>>>>> REPLACE\n```\n",
      { "src/f.ts": "a\n" },
      /^file-exists/,
    ],
  ];
  it.each(refused)("%s", (_, reply, files, expected) => {
    expect([outcome(reply, files)].flat().join("\n")).toMatch(expected);
  });

  const dangerous: [string, string][] = [
    ["a path out of the tree", change("../x")],
    ["a path out of the tree without prefixes", "--- ../x\n+++ ../x\n@@ -1 +1 @@\n-a\n+b\n"],
    ["a path out of the tree behind a doubled prefix", "--- a/a/../../x\n+++ b/b/../../x\n@@ -1 +1 @@\n-a\n+b\n"],
    ["an absolute path", "--- /etc/x\n+++ /etc/x\n@@ -1 +1 @@\n-a\n+b\n"],
    ["git's own directory", change(".git/config")],
    ["git's own directory in other letters", change("s/.GiT/config")],
    ["git's own directory behind a doubled prefix", add("b/.git/config")],
    ["git's own directory in a quoted path", '--- /dev/null\n+++ "b/.gi\\164/x"\n@@ -0,0 +1 @@\n+a\n'],
    ["git's own directory as old name", rename(".git/config", "y")],
    ["a module file", add(".gitmodules")],
    ["a whole file out of the tree", fenced("x\n", "ts ../src/x.ts")],
    [
      "a search in git's own directory",
      ".git/hooks/pre-commit\n```\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n```\n",
    ],
    ["a patch for git's own directory", "*** Begin Patch\n*** Add File: .git/x\n+a\n*** End Patch\n"],
    ["a backslash", add("..\\x")],
    ["a mode change", "diff --git a/f b/f\nold mode 100644\nnew mode 100755\n"],
    ["an executable file", "diff --git a/g b/g\nnew file mode 100755\n--- /dev/null\n+++ b/g\n@@ -0,0 +1 @@\n+a\n"],
    ["a link", "diff --git a/g b/g\nnew file mode 120000\n--- /dev/null\n+++ b/g\n@@ -0,0 +1 @@\n+/etc/passwd\n"],
    [
      "a change of a link",
      "diff --git a/f b/f\nindex 1234567..89abcde 120000\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n",
    ],
    [
      "a submodule",
      "diff --git a/g b/g\nnew file mode 160000\n--- /dev/null\n+++ b/g\n@@ -0,0 +1 @@\n+Subproject commit 1\n",
    ],
    ["a copy", "diff --git a/f b/g\ncopy from f\ncopy to g\n"],
    ["a binary patch", "diff --git a/f b/f\nGIT binary patch\nliteral 3\nKcmZ\n"],
  ];
  const standing = { f: "a\n", x: "a\n", "../x": "a\n", "/etc/x": "a\n", ".git/config": "a\n", "s/.GiT/config": "a\n" };
  it.each(dangerous)("%s, beside a change that could be made", (_, reply) => {
    const block = /^(?:diff|---) /.test(reply) ? fenced(reply) : reply;
    const result = applyReply(`${block}\n${fenced(change("f"))}`, inFiles(standing));
    expect(result.ok).toBe(false);
    const bare = applyReply(reply, { read: () => "a\n" });
    expect(bare).toMatchObject({
      ok: false,
      error: [{ reason: expect.stringMatching(/^(?:unsafe-path|malformed|binary|empty)$/) }],
    });
  });
});

describe("applyReply refuses a reply that is cut off", () => {
  const cut: [string, string, Files][] = [
    [
      "in a hunk",
      `\`\`\`diff\n${modify("@@ -1,6 +1,6 @@", " line 1", " line 2", "-line 3", "+three")}`,
      { f: numbered(9) },
    ],
    [
      "in a hunk without a fence",
      modify("@@ -1,6 +1,6 @@", " line 1", " line 2", "-line 3", "+three"),
      { f: numbered(9) },
    ],
    ["in an added line", modify("@@ -1,6 +1,7 @@", " line 1", "-line 2", "+two", "+tw").trimEnd(), { f: numbered(9) }],
    [
      "in the next file's name",
      `\`\`\`diff\n${modify("@@ -1,3 +1,3 @@", " line 1", "-line 2", "+two", " line 3")}--- a/g\n`,
      { f: numbered(9), g: "" },
    ],
    ["in a hunk without counts", `\`\`\`diff\n${modify("@@", " line 1", "-line 2", "+two")}`, { f: numbered(9) }],
    ["in a new file", "```diff\n--- /dev/null\n+++ b/g\n@@ -0,0 +1,9 @@\n+a\n+b\n", {}],
    ["in a whole file", "```ts src/x.ts\nexport const a = 1;\n", { "src/x.ts": "export const a = 0;\n" }],
    ["in a replacement", "src/x.ts\n```\n<<<<<<< SEARCH\na\n=======\nb\n", { "src/x.ts": "a\n" }],
  ];
  it.each(cut)("%s", (_, reply, files) => {
    expect(applyReply(reply, inFiles(files))).toMatchObject({ ok: false });
  });

  it("but not one whose last hunk is complete", () => {
    const whole = modify("@@ -1,3 +1,3 @@", " line 1", "-line 2", "+two", " line 3");
    for (const reply of [whole, `\`\`\`diff\n${whole}`])
      expect(outcome(reply, { f: numbered(3) })).toEqual({ f: numbered(3).replace("line 2", "two") });
  });
});

describe("a refusal", () => {
  it("shows the lines that come nearest", () => {
    const reply = modify("@@ -40,3 +40,3 @@", " line 11", "-line twelve", "+x", " line 13");
    const result = applyReply(reply, inFiles({ f: numbered(60) }));
    expect(result).toMatchObject({
      ok: false,
      error: [
        {
          path: "f",
          hunk: 1,
          line: 3,
          reason: "no-match",
          detail: expect.stringContaining(
            "line 12 of the file is `line 12`, the hunk has `line twelve`; copy the lines",
          ),
        },
      ],
    });
    const shown = result.ok ? "" : result.error[0]?.nearest;
    expect(shown).toContain("   11|line 11\n   12|line 12\n    ~|line [-twelve-]{+12+}\n   13|line 13");
  });

  it("shows all places of a hunk that stands twice", () => {
    const result = applyReply(modify("@@", "-a", "+b"), inFiles({ f: "a\nx\na\n" }));
    expect(result).toMatchObject({
      error: [{ hunk: 1, line: 3, reason: "ambiguous", detail: expect.stringContaining("at lines 1, 3 of the file") }],
    });
    expect(result.ok ? "" : result.error[0]?.nearest).toMatch(/1\|a[\s\S]*3\|a/);
  });

  it("shows the stated lines where nothing is alike", () => {
    expect(applyReply(modify("@@ -30 +30 @@", "-???", "+x"), inFiles({ f: numbered(60) }))).toMatchObject({
      error: [{ line: 3, nearest: expect.stringContaining("   30|line 30") }],
    });
  });

  it("of one hunk is one of the whole reply, and every faulty hunk is named", () => {
    const more = (path: string, removed: string) => `--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-${removed}\n+c\n`;
    const reply = `${modify("@@ -1 +1 @@", "-a", "+b", "@@ -2 +2 @@", "-no", "+c")}${more("g", "nor")}${more("h", "a")}`;
    expect(outcome(reply, { f: "a\nb\n", g: "a\n", h: "a\n" })).toEqual([
      expect.stringMatching(/^no-match f #2 @6/),
      expect.stringMatching(/^no-match g #1 @11/),
    ]);
  });

  it("comes for a mark of the file's end that two places could have", () => {
    expect(outcome(modify("@@", "-a", ending, "+c", ending), { f: "a\nb\na" })).toEqual({ f: "a\nb\nc" });
    expect(outcome(modify("@@ -1 +1 @@", "-a", ending, "+c", ending), { f: "a\nb\na" })).toEqual([
      expect.stringMatching(/^ambiguous f #1 @3/),
    ]);
  });
});
