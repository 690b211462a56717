import { describe, expect, it } from "vitest";
import { fenced, outcome, patched } from "../apply-reply.fixture.ts";

const nested = "if (a) {\n\tb();\n\tif (c) {\n\t\td();\n\t}\n}\n";
const method = "class A {\n    def(self) {\n        return 1\n    }\n}\n";

describe("added lines are spelled as the file spells", () => {
  const spelled: [string, string, string[], string][] = [
    ["tabs inside of lines", "a\tb\nc\td\n", ["@@", " a b", "-c d", "+c e"], "a\tb\nc\te\n"],
    [
      "tabs for spaces",
      nested,
      ["@@", " if (a) {", "     b();", "+    e();", "     if (c) {"],
      nested.replace("b();\n", "b();\n\te();\n"),
    ],
    [
      "tabs for spaces, deeper than any line beside them",
      nested,
      ["@@", "     if (c) {", "         d();", "+        if (e) {", "+            f();", "+        }", "     }"],
      nested.replace("d();\n", "d();\n\t\tif (e) {\n\t\t\tf();\n\t\t}\n"),
    ],
    [
      "spaces for tabs",
      "a {\n    b();\n}\n",
      ["@@", " a {", "-\tb();", "+\tc();", "+\td();", " }"],
      "a {\n    c();\n    d();\n}\n",
    ],
    [
      "four columns for two",
      "def a():\n    if b:\n        c()\n    d()\n",
      ["@@", " def a():", "   if b:", "-    c()", "+    e()", "   d()"],
      "def a():\n    if b:\n        e()\n    d()\n",
    ],
    [
      "the depth that the whole hunk lost",
      method,
      ["@@", " def(self) {", "-    return 1", "+    return 2", " }"],
      method.replace("1", "2"),
    ],
    [
      "the depth that the whole hunk lost, and more",
      method,
      ["@@", " def(self) {", "-    return 1", "+    if x:", "+        return 2", " }"],
      method.replace("return 1", "if x:\n            return 2"),
    ],
    [
      "as written, where indentation is the change",
      "def a():\n  b()\n",
      ["@@", " def a():", "-  b()", "+    b()"],
      "def a():\n    b()\n",
    ],
    [
      "as written, where only context lost its mark",
      "a\n    b()\n    c()\n    d()\n",
      ["@@ -2,3 +2,3 @@", "    b()", "-    c()", "+    x()", "    d()"],
      "a\n    b()\n    x()\n    d()\n",
    ],
    [
      "plain quotes for curly ones",
      "say('hi');\nbye();\n",
      ["@@", " say(‘hi’);", "-bye();", "+bye(‘x’);"],
      "say('hi');\nbye('x');\n",
    ],
    [
      "curly quotes that nothing contradicts",
      "say('hi');\nbye();\n",
      ["@@", " say('hi');", "-bye();", "+bye(‘x’);"],
      "say('hi');\nbye(‘x’);\n",
    ],
    ["plain dashes for long ones", "a - b\nc\n", ["@@", " a – b", "-c", "+d – e"], "a - b\nd - e\n"],
    ["plain spaces for others", "a b\nc\n", ["@@", " a\u00A0b", "-c", "+d\u00A0e"], "a b\nd e\n"],
    [
      "Latin letters for others",
      "cost = 1\nb\n",
      ["@@", " c\u043Est = 1", "-b", "+c\u043Est = 2"],
      "cost = 1\ncost = 2\n",
    ],
    [
      "characters for entities",
      "if (a < b && c) {\n  x();\n}\n",
      ["@@", " if (a &lt; b &amp;&amp; c) {", "-  x();", "+  y(a &gt; 1);", " }"],
      "if (a < b && c) {\n  y(a > 1);\n}\n",
    ],
    ["without white space that all lines got", "a\nb\nc\n", ["@@", " a  ", "-b  ", "+x  ", " c  "], "a\nx\nc\n"],
    ["with white space that only they have", "a\nb\n", ["@@", " a", "-b", "+b  "], "a\nb  \n"],
    ["and context keeps the white space of the file", "a  \nb\t\nc\n", ["@@", " a", "-b", "+x", " c"], "a  \nx\nc\n"],
    [
      "and context keeps the tabs of the file",
      nested,
      ["@@", " if (a) {", "     b();", "-    if (c) {", "+    if (d) {"],
      nested.replace("(c)", "(d)"),
    ],
  ];
  it.each(spelled)("%s", (_, before, lines, after) => {
    expect(patched(before, lines)).toBe(after);
  });
});

describe("an added line is refused when", () => {
  const doubtful: [string, string, string[], RegExp][] = [
    [
      "only the lines around it lost their depth",
      "def a():\n    b()\n    c()\n",
      ["@@", " b()", "+    e()", " c()"],
      /^ambiguous f .*indents differently/,
    ],
    [
      "lines of several depths lost theirs",
      "def a():\n    if b:\n        c()\n    d()\n",
      ["@@", " def a():", " if b:", " c()", "+e()", " d()"],
      /^ambiguous f .*`e\(\)` has no certain text: .*indents differently/,
    ],
    [
      "indentation is the change, of a line that is indented otherwise",
      "\tb()\n",
      ["@@ -1 +1 @@", "-  b()", "+    b()"],
      /^ambiguous/,
    ],
    [
      "its quotes stand for others and for themselves",
      "say('hi');\nt = ‘q’;\nbye();\n",
      ["@@", " say(‘hi’);", " t = ‘q’;", "-bye();", "+bye(‘x’);"],
      /^ambiguous f .*characters that stand for others/,
    ],
    [
      "it holds entities and nothing shows why",
      "x();\n",
      ["@@ -1 +1 @@", "-x();", "+y(a &gt; 1);"],
      /^ambiguous f .*HTML entities/,
    ],
    [
      "entities are decoded here and kept there",
      'if (a < b) {\n  x("&lt;");\n}\n',
      ["@@", " if (a &lt; b) {", '   x("&lt;");', '+  y("&gt;");', " }"],
      /^ambiguous f .*HTML entities/,
    ],
  ];
  it.each(doubtful)("%s", (_, before, lines, expected) => {
    expect(patched(before, lines)).toMatch(expected);
  });
});

describe("what one file shows", () => {
  const reply = (path: string, added: string, shows: string) =>
    fenced(`--- a/f.ts\n+++ b/f.ts\n@@\n ${shows}\n-x\n+y\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-b\n+${added}\n`);

  it("about entities holds for the others", () => {
    const files = { "f.ts": "a < 1\nx\n", "g.ts": "b\n" };
    expect(outcome(reply("g.ts", "c &gt; 2", "a &lt; 1"), files)).toEqual({ "f.ts": "a < 1\ny\n", "g.ts": "c > 2\n" });
    expect(outcome(reply("g.ts", "c &gt; 2", "a < 1"), files)).toEqual({ "f.ts": "a < 1\ny\n", "g.ts": "c &gt; 2\n" });
  });

  it("is not needed where entities are ordinary text", () => {
    const line = "<p>a &gt; b</p>";
    expect(outcome(fenced(`--- a/x.html\n+++ b/x.html\n@@ -1 +1 @@\n-b\n+${line}\n`), { "x.html": "b\n" })).toEqual({
      "x.html": `${line}\n`,
    });
  });

  it("about indentation does not", () => {
    const files = { "f.ts": "\ta();\nx\n", "g.ts": "b\n" };
    expect(outcome(reply("g.ts", "    c", "    a();"), files)).toEqual({ "f.ts": "\ta();\ny\n", "g.ts": "    c\n" });
  });
});
