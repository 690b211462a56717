import { expect, test } from "vitest";
import { linesField, splitLines } from "./untrusted-field.ts";

test.each([
  ["", []],
  ["a", ["a"]],
  ["a\n", ["a"]],
  ["a\n\nb\n\n", ["a", "", "b", ""]],
  ["a\r\nb\r\n", ["a", "b"]],
])("%j is the lines %j", (text, lines) => {
  expect(splitLines(text)).toEqual(lines);
});

test("a field says where its text comes from", () => {
  expect(linesField("issue body", "issue author", "one\ntwo")).toEqual({
    source: "issue body",
    author: "issue author",
    lines: ["one", "two"],
  });
});
