import { describe, expect, it } from "vitest";
import { patched } from "../apply-reply.fixture.ts";

describe("added lines end as", () => {
  const ends: [string, string, string[], string][] = [
    ["a CRLF file does", "a\r\nb\r\nc\r\n", ["@@", " a", "-b", "+x", "+y", " c"], "a\r\nx\r\ny\r\nc\r\n"],
    ["a CRLF file does, chosen by number", "a\r\nb\r\na\r\n", ["@@ -3 +3 @@", "-a", "+c"], "a\r\nb\r\nc\r\n"],
    ["an LF file does, in a diff with CRLF", "a\nb\n", ["@@ -1,2 +1,2 @@", " a\r", "-b\r", "+c\r"], "a\nc\n"],
    ["a CRLF file does, behind its open last line", "a\r\nb", ["@@ -1,2 +1,3 @@", " a", " b", "+c"], "a\r\nb\r\nc"],
    ["an open last line does", "a\r\nb", ["@@ -1,2 +1,2 @@", " a", "-b", "+c"], "a\r\nc"],
    ["the line above in a mixed file", "a\r\nb\nc\r\n", ["@@", " a", "+x", " b", " c"], "a\r\nx\r\nb\nc\r\n"],
    ["the other line above in a mixed file", "a\r\nb\nc\r\n", ["@@", " a", " b", "+x", " c"], "a\r\nb\nx\nc\r\n"],
    ["the removed line in a mixed file", "a\r\nb\nc\r\n", ["@@", " a", "-b", "+x", " c"], "a\r\nx\nc\r\n"],
    [
      "the diff says, where it knows the file's ends",
      "a\r\nb\nc\r\n",
      ["@@", " a\r", "+x", " b", " c\r"],
      "a\r\nx\nb\nc\r\n",
    ],
    ["the diff says, where that is the change", "a\r\nb\r\n", ["@@", "-a\r", "-b\r", "+a", "+b"], "a\nb\n"],
    ["the diff says, for one line", "a\nb\n", ["@@", " a", "-b", "+b\r"], "a\nb\r\n"],
    ["a mark of the byte order stays", "\uFEFFa\nb\n", ["@@", "-a", "+x", " b"], "\uFEFFx\nb\n"],
    [
      "a mark of the byte order stays, spelled too",
      "\uFEFFa\nb\n",
      ["@@", "-\uFEFFa", "+\uFEFFx", " b"],
      "\uFEFFx\nb\n",
    ],
    ["a mark of the byte order goes, where that is the change", "\uFEFFa\nb\n", ["@@", "-\uFEFFa", "+a"], "a\nb\n"],
    ["a mark of the byte order comes, where that is the change", "a\nb\n", ["@@", "-a", "+\uFEFFa"], "\uFEFFa\nb\n"],
    ["a mark of the byte order leads", "\uFEFFa\nb\n", ["@@ -1,2 +1,3 @@", "+x", " a", " b"], "\uFEFFx\na\nb\n"],
    ["a mark of the byte order that only the diff has", "a\nb\n", ["@@", " \uFEFFa", "-b", "+c"], "a\nc\n"],
    ["a carriage return inside a line is text", "a\rb\nc\n", ["@@", " a\rb", "-c", "+d"], "a\rb\nd\n"],
  ];
  it.each(ends)("%s", (_, before, lines, after) => {
    expect(patched(before, lines)).toBe(after);
  });
});

describe("edits of several hunks", () => {
  const joined: [string, string, string[], string][] = [
    ["share context", "a\nb\nc\nd\n", ["@@", " a", "-b", "+B", " c", "@@", " c", "-d", "+D"], "a\nB\nc\nD\n"],
    ["are one when given twice", "a\nb\nc\n", ["@@", "-b", "+B", "@@", " a", "-b", "+B", " c"], "a\nB\nc\n"],
    ["are two where there are two places", "a\nx\na\n", ["@@", "-a", "+b", "@@", "-a", "+b"], "b\nx\nb\n"],
    [
      "build on each other",
      "a one\nb two\nc three\n",
      ["@@", " a one", "-b two", "+b 2", "@@", " b 2", "+new", " c three"],
      "a one\nb 2\nnew\nc three\n",
    ],
    ["swap lines", "a\nb\n", ["@@", "-a", "+b", "@@", "-b", "+a"], "b\na\n"],
  ];
  it.each(joined)("%s", (_, before, lines, after) => {
    expect(patched(before, lines)).toBe(after);
  });

  it.each<[string, string[], RegExp]>([
    ["the same line", ["@@", " a", "-b", "+x", "@@", "-b", "+y", " c"], /^overlap f #2 @8: it changes line 2/],
    ["overlapping lines", ["@@", "-a", "-b", "+x", "@@", "-b", "-c", "+y"], /^overlap f #2/],
    ["the same gap", ["@@", " a", "+x", " b", "@@", " a", "+y", " b"], /^overlap f #2/],
  ])("are refused for %s", (_, lines, expected) => {
    expect(patched("a\nb\nc\n", lines)).toMatch(expected);
  });
});
