import { describe, expect, it } from "vitest";
import { modify, numbered, outcome, patched } from "../apply-reply.fixture.ts";

const words = "alpha one\nbeta two\ngamma three\ndelta four\nepsilon five\n";
const twenty = numbered(20);
const fourAndEleven = twenty.replace("line 4\n", "four\n").replace("line 11\n", "eleven\n");

describe("a hunk that stands nowhere in one piece is made when its lines have one place", () => {
  const aligned: [string, string, string[], string][] = [
    [
      "a wrong word in its context",
      words,
      ["@@ -1,5 +1,5 @@", " alpha one", " beta tow", "-gamma three", "+x", " delta four", " epsilon five"],
      words.replace("gamma three", "x"),
    ],
    [
      "a blank line too many",
      "foo()\nbaz()\nend()\n",
      ["@@ -1,3 +1,3 @@", " foo()", "", "-baz()", "+BAZ()", " end()"],
      "foo()\nBAZ()\nend()\n",
    ],
    [
      "a blank line too few",
      "foo()\n\nbaz()\nend()\n",
      ["@@ -1,3 +1,3 @@", " foo()", "-baz()", "+BAZ()", " end()"],
      "foo()\n\nBAZ()\nend()\n",
    ],
    [
      "lines left out behind dots",
      twenty,
      ["@@", " line 3", "-line 4", "+four", " ...", " line 10", "-line 11", "+eleven"],
      fourAndEleven,
    ],
    [
      "lines left out behind a remark",
      twenty,
      ["@@", " line 3", "-line 4", "+four", " // ... existing code ...", " line 10", "-line 11", "+eleven"],
      fourAndEleven,
    ],
    [
      "lines left out without a word",
      twenty,
      ["@@ -3,8 +3,8 @@", " line 3", "-line 4", "+four", " line 5", " line 10", "-line 11", "+eleven", " line 12"],
      fourAndEleven,
    ],
    [
      "dots above an addition",
      twenty,
      ["@@", " line 3", " ...", "+new", " line 7"],
      twenty.replace("line 7", "new\nline 7"),
    ],
    [
      "dots below an addition",
      twenty,
      ["@@", " line 3", "+new", " ...", " line 7"],
      twenty.replace("line 4", "new\nline 4"),
    ],
    ["dots that the file has", "a = [\n...\n]\nend\n", ["@@", " a = [", " ...", "-]", "+],"], "a = [\n...\n],\nend\n"],
    [
      "context without its space",
      "foo()\nbar()\nbaz()\n",
      ["@@ -1,3 +1,3 @@", "foo()", "-bar()", "+BAR()", "baz()"],
      "foo()\nBAR()\nbaz()\n",
    ],
    [
      "a blank added line without its mark",
      "foo()\nbaz()\n",
      ["@@ -1,2 +1,5 @@", " foo()", "+one()", "", "+two()", " baz()"],
      "foo()\none()\n\ntwo()\nbaz()\n",
    ],
  ];
  it.each(aligned)("%s", (_, before, lines, after) => {
    expect(patched(before, lines)).toBe(after);
  });

  it("the writer's own words behind a diff without a fence", () => {
    const lines = ["@@ -1,2 +1,2 @@", " foo()", "-baz()", "+BAZ()", "", "That should do it:", "- one", "- two"];
    expect(outcome(modify(...lines), { f: "foo()\nbaz()\n" })).toEqual({ f: "foo()\nBAZ()\n" });
  });

  it("but not where its added lines stand, against its number", () => {
    const before = "one()\nlet total = compute(1);\nlet other = 2;\nfoo(bar);\nlet totals = compare(2);\nend\n";
    const lines = ["@@ -2,1 +2,3 @@", "+foo(bar);", "+x = 1;", " let totalz = compute(1);"];
    expect(patched(before, lines)).toMatch(/^no-match f #1/);
  });
});

describe("a hunk that stands nowhere in one piece is refused when", () => {
  const refused: [string, string, string[], RegExp][] = [
    [
      "a removed line is not the file's",
      words,
      ["@@ -1,3 +1,3 @@", " alpha one", "-beta tow", "+x", " gamma three"],
      /^no-match f #1 .*`beta two`, the hunk has `beta tow`/,
    ],
    ["most of its context is not", words, ["@@", " one", " two", "-gamma three", "+x", " four", " five"], /^no-match/],
    [
      "removed lines are apart without a word",
      twenty,
      ["@@", "-line 4", "+four", "-line 11", "+eleven"],
      /^no-match .*do not follow each other/,
    ],
    [
      "lines stand between an addition and its context",
      twenty,
      ["@@", " line 3", "+new", " line 7"],
      /^no-match .*lines 4 to 6 of the file/,
    ],
    [
      "dots stand on both sides of an addition",
      twenty,
      ["@@", " line 3", " ...", "+new", " ...", " line 7"],
      /^no-match/,
    ],
    [
      "dots lead to two places",
      "start here\nq\n  x = 1\nr\n  x = 1\nend\n",
      ["@@", " start here", " ...", "-  x = 1", "+  x = 2"],
      /^ambiguous/,
    ],
    [
      "a wrong word leaves two places",
      "fn a\nlet x = one;\nend\nfn b\nlet x = one;\nend\n",
      ["@@", " fn c", "-let x = one;", "+let x = two;", " end"],
      /^ambiguous/,
    ],
    [
      "an unmarked line could be an addition",
      "foo()\nbaz()\n",
      ["@@ -1,2 +1,4 @@", " foo()", "+one()", "two()", " baz()"],
      /^no-match/,
    ],
    ["dots are removed", twenty, ["@@", " line 3", "-...", "-line 5", "+x"], /^no-match/],
    [
      "dots are added",
      twenty,
      ["@@", " line 3", "-line 4", "+// ... existing code ...", " line 5"],
      /^malformed .*write that code/,
    ],
    ["nothing of it is the file's", words, ["@@ -1,2 +1,2 @@", " foo", "-bar", "+x"], /^no-match/],
  ];
  it.each(refused)("%s", (_, before, lines, expected) => {
    expect(patched(before, lines)).toMatch(expected);
  });
});
