import { describe, expect, it } from "vitest";
import { numbered, patched } from "../apply-reply.fixture.ts";

const body = (name: string) => `function ${name}() {\n  return 1;\n}\n`;
/** Each `return 1;` stands at line 2, 6, 10, 14. */
const four = ["alpha", "beta", "gamma", "delta"].map(body).join("\n");
const shifted = `// 1\n// 2\n// 3\n// 4\n${four}`;
const edit = (header: string, to = 2) => [header, "-  return 1;", `+  return ${to};`];
const head = (header: string, name: string) => [header, `-function ${name}() {`, `+function ${name.toUpperCase()}() {`];
const changed = (text: string, name: string, to = 2) =>
  text.replace(`${name}() {\n  return 1;`, `${name}() {\n  return ${to};`);
const loud = (text: string, ...names: string[]) =>
  names.reduce((made, name) => made.replace(`function ${name}`, `function ${name.toUpperCase()}`), text);

describe("a hunk that stands at several places goes to the one that", () => {
  const proven: [string, string, string[], string][] = [
    [
      "has moved as far as both neighbours",
      shifted,
      [...head("@@ -1 +1 @@", "alpha"), ...edit("@@ -6 +6 @@"), ...head("@@ -9 +9 @@", "gamma")],
      loud(changed(shifted, "beta"), "alpha", "gamma"),
    ],
    [
      "has moved as far as both neighbours, though its number hits another place between them",
      shifted,
      [...head("@@ -5 +5 @@", "beta"), ...edit("@@ -10 +10 @@"), ...head("@@ -13 +13 @@", "delta")],
      loud(changed(shifted, "gamma"), "beta", "delta"),
    ],
    [
      "its number states, if it has only added lines and its neighbour stands where it says",
      numbered(6),
      ["@@ -2 +2 @@", "-line 2", "+two", "@@ -4,0 +5 @@", "+new"],
      numbered(6).replace("line 2", "two").replace("line 5", "new\nline 5"),
    ],
    ["its number states", four, edit("@@ -6 +6 @@"), changed(four, "beta")],
    ["its section names", four, edit("@@ function beta() {"), changed(four, "beta")],
    ["number and section agree on", four, edit("@@ -6 +6 @@ function beta() {"), changed(four, "beta")],
    ["its number states, whatever section no file knows", four, edit("@@ -6 +6 @@ zeta() {"), changed(four, "beta")],
    [
      "its number states below the section that git shows",
      four,
      ["@@ -9,2 +9,2 @@ function beta() {", " function gamma() {", "-  return 1;", "+  return 2;"],
      changed(four, "gamma"),
    ],
    [
      "stands between its neighbours",
      four,
      [...head("@@", "beta"), ...edit("@@"), ...head("@@", "gamma")],
      loud(changed(four, "beta"), "beta", "gamma"),
    ],
    [
      "is its own in a row of as many hunks as places",
      four,
      [2, 3, 4, 5].flatMap((to) => edit("@@", to)),
      ["alpha", "beta", "gamma", "delta"].reduce((text, name, i) => changed(text, name, i + 2), four),
    ],
    [
      "is its own in such a row, all numbers off by one",
      four,
      [3, 7, 11, 15].flatMap((line) => edit(`@@ -${line} +${line} @@`, line)),
      ["alpha", "beta", "gamma", "delta"].reduce((text, name, i) => changed(text, name, 3 + 4 * i), four),
    ],
    [
      "its number states, the hunks in any order",
      four,
      [...edit("@@ -14 +14 @@", 5), ...edit("@@ -2 +2 @@", 3)],
      changed(changed(four, "delta", 5), "alpha", 3),
    ],
    ["ends the file", "a\nb\na\n", ["@@ -9 +9 @@", "-a", "+c", "\\ No newline at end of file"], "a\nb\nc"],
    ["leaves the same text as every other", "a\na\na\nb\n", ["@@", "-a"], "a\na\nb\n"],
  ];
  it.each(proven)("%s", (_, before, lines, after) => {
    expect(patched(before, lines)).toBe(after);
  });
});

describe("a hunk that stands at several places is refused when", () => {
  const unproven: [string, string, string[], RegExp][] = [
    [
      "its number states one in other white space",
      "x = 1\ny\nx = 1  \n",
      ["@@ -3 +3 @@", "-x = 1", "+x = 2"],
      /^ambiguous/,
    ],
    ["its number states one of another depth", "x = 1\n\tx = 1\n", ["@@ -2 +2 @@", "-x = 1", "+x = 2"], /^ambiguous/],
    ["its two numbers state two of them", "a\nb\nc\na\n", ["@@ -4,1 +1,2 @@", "+x", " a"], /^ambiguous/],
    ["equal hunks are fewer than equal places", "a\na\na\nb\n", ["@@", "-a", "@@", "-a"], /^ambiguous/],
    [
      "it has only added lines and its neighbour has moved",
      `x\n${numbered(6)}`,
      ["@@ -2 +2 @@", "-line 2", "+two", "@@ -4,0 +5 @@", "+new"],
      /^ambiguous f #2/,
    ],
    ["nothing tells them apart", four, edit("@@"), /^ambiguous f #1 @\d+: .*at lines 2, 6, 10, 14 of the file/],
    ["its number states another line", four, edit("@@ -7 +7 @@"), /^ambiguous/],
    ["its number cannot be read", four, edit("@@ -99999999999999999999 +1 @@"), /^ambiguous/],
    ["number and section contradict each other", four, edit("@@ -6 +6 @@ function gamma() {"), /^ambiguous/],
    [
      "number and order contradict each other",
      four,
      [...head("@@ -5 +5 @@", "beta"), ...edit("@@ -14 +14 @@"), ...head("@@ -9 +9 @@", "gamma")],
      /^ambiguous f #2/,
    ],
    [
      "its number is right only if its neighbour has not moved",
      shifted,
      [...head("@@ -1 +1 @@", "alpha"), ...edit("@@ -10 +10 @@")],
      /^ambiguous f #2/,
    ],
    ["several are left behind its neighbour", four, [...head("@@", "beta"), ...edit("@@")], /lines 6, 10, 14/],
    ["hunks are fewer than places", four, [2, 3, 4].flatMap((to) => edit("@@", to)), /^ambiguous f #1/],
    ["its places overlap", "a\na\na\n", ["@@", "-a", "-a", "+b"], /at lines 1, 2 of/],
    [
      "hunks are as many as overlapping places",
      "a\na\na\na\n",
      ["x", "y", "z"].flatMap((to) => ["@@", "-a", "-a", `+${to}`]),
      /^ambiguous/,
    ],
    ["only the added line differs by place", "a\na\nb\n", ["@@", "-a", "+c"], /^ambiguous/],
    [
      "lines of less indentation fit too",
      "if a:\n    x = 1\nelse:\n        x = 1\n",
      ["@@", "-  x = 1", "+  x = 2"],
      /^ambiguous/,
    ],
    ["sections stand twice", body("a") + body("a"), edit("@@ function a() {"), /^ambiguous/],
    ["it has only added lines", "a\nx\n", ["@@ -2,0 +3 @@", "+b"], /^ambiguous f #1 .*only added lines/],
    ["it has only added lines for the start", "a\nx\n", ["@@ -0,0 +1 @@", "+b"], /^ambiguous/],
  ];
  it.each(unproven)("%s", (_, before, lines, expected) => {
    expect(patched(before, lines)).toMatch(expected);
  });

  it("but not when it stands only once, wherever number and section point", () => {
    const lines = ["@@ -1,2 +1,2 @@ function delta() {", " function gamma() {", "-  return 1;", "+  return 2;"];
    expect(patched(four, lines)).toBe(changed(four, "gamma"));
    expect(patched(numbered(9), ["@@ -900,1 +1 @@", "-line 9"])).toBe(numbered(8));
  });
});
