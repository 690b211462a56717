import { describe, expect, it } from "vitest";
import { fenced, modify, numbered, outcome, patched } from "../apply-reply.fixture.ts";

describe("a hunk that is made already", () => {
  const made: [string, string, string[]][] = [
    ["a replacement", "a\nc\nd\n", ["@@ -1,3 +1,3 @@", " a", "-b", "+c", " d"]],
    [
      "an addition",
      "let a = 1;\nlet b = 2;\nlet c = 3;\n",
      ["@@ -1,2 +1,3 @@", " let a = 1;", "+let b = 2;", " let c = 3;"],
    ],
    ["an addition at the end", "const a = 1;\nconst b = 2;\n", ["@@ -1 +1,2 @@", " const a = 1;", "+const b = 2;"]],
    ["an addition at the start", "const a = 1;\nconst b = 2;\n", ["@@ -1 +1,2 @@", "+const a = 1;", " const b = 2;"]],
    ["an addition of a short line", "let a;\nlet b;\n", ["@@ -1 +1,2 @@", " let a;", "+let b;"]],
    [
      "an addition spelled with other white space",
      "f {\n\tone();\n\ttwo();\n}\n",
      ["@@", " f {", "     one();", "+    two();", " }"],
    ],
  ];
  it.each(made)("changes nothing: %s", (_, before, lines) => {
    expect(patched(before, lines)).toMatch(/^no-change/);
  });

  const partly: [string, string, string[], string][] = [
    [
      "beside a hunk that is not",
      `let b = 22;\n${numbered(4)}let c = 3;\n`,
      ["@@ -1 +1 @@", "-let b = 2;", "+let b = 22;", "@@ -6 +6 @@", "-let c = 3;", "+let c = 33;"],
      `let b = 22;\n${numbered(4)}let c = 33;\n`,
    ],
    [
      "in one of its changes",
      "one()\nTWO()\nthree()\nfour()\n",
      ["@@ -1,4 +1,4 @@", " one()", "-two()", "+TWO()", " three()", "-four()", "+FOUR()"],
      "one()\nTWO()\nthree()\nFOUR()\n",
    ],
    [
      "elsewhere is made where it can be",
      "x\nlet b = 22;\ny\nlet b = 2;\n",
      ["@@", "-let b = 2;", "+let b = 22;"],
      "x\nlet b = 22;\ny\nlet b = 22;\n",
    ],
  ];
  it.each(partly)("%s", (_, before, lines, after) => {
    expect(patched(before, lines)).toBe(after);
  });

  const unproven: [string, string, string[], RegExp][] = [
    [
      "a removal, whose line may never have stood",
      "alpha beta\ngamma delta\n",
      ["@@ -1,3 +1,2 @@", " alpha beta", "-removed line", " gamma delta"],
      /^no-match/,
    ],
    [
      "an addition that another function holds",
      'one() {\n  setup();\n  log("start");\n  run();\n}\n\ntwo() {\n  setup();\n  RUN(2);\n}\n\nversion = 1;\n',
      [
        "@@ -8,2 +8,3 @@",
        "   setup();",
        '+  log("start");',
        "   run();",
        "@@ -12 +13 @@",
        "-version = 1;",
        "+version = 2;",
      ],
      /^no-match f #1/,
    ],
    ["an addition whose lines stand apart", "a one\nx\nb two\n", ["@@", " a one", "+c three", " b two"], /^no-match/],
  ];
  it.each(unproven)("is not what this is: %s", (_, before, lines, expected) => {
    expect(patched(before, lines)).toMatch(expected);
  });

  it("is told from a line that is doubled on purpose by the hunk's own lines and counts", () => {
    expect(patched("x();\nx();\n", ["@@ -2,1 +2,2 @@", " x();", "+x();"])).toBe("x();\n".repeat(3));
    const twice = "call(one);\ncall(one);\n";
    expect(patched(`${twice}end\n`, ["@@ -1,2 +1,3 @@", " call(one);", " call(one);", "+call(one);"])).toBe(
      `${twice}call(one);\nend\n`,
    );
  });

  it("is told from context with a stray mark only where counts prove it", () => {
    const before = "alpha one\nbeta two\ngamma three\n";
    expect(patched(before, ["@@ -1,3 +1,3 @@", "+alpha one", "-beta two", "+BETA", " gamma three"])).toMatch(
      /^ambiguous f #1 .*stand in the file already/,
    );
  });

  it("is found in a replacement that only adds", () => {
    const reply = "src/f.ts\n```\n<<<<<<< SEARCH\nalpha one\n=======\nalpha one\nbeta two\n>>>>>>> REPLACE\n```\n";
    expect(outcome(reply, { "src/f.ts": "alpha one\nbeta two\n" })).toEqual([expect.stringMatching(/^no-change/)]);
  });

  it("is found in a reply that is applied twice", () => {
    const before = numbered(9);
    const reply = fenced(modify("@@", " line 2", "-line 3", "+three", " line 4", "@@", " line 7", "+new", " line 8"));
    const once = outcome(reply, { f: before });
    const after = before.replace("line 3", "three").replace("line 8", "new\nline 8");
    expect(once).toEqual({ f: after });
    expect(outcome(reply, { f: after })).toEqual([expect.stringMatching(/^no-change/)]);
  });
});
