import { expect, it } from "vitest";
import { headLine } from "./head-line.ts";
import { hashComments, slashComments } from "./language-table.ts";

it.each([
  ["void f(int a) {", slashComments, "void f(int a)"],
  ["f(a, // one\n  b /* two */, c)", slashComments, "f(a, b , c)"],
  ["f(a = \"// no\", b = '/*')", slashComments, "f(a = \"// no\", b = '/*')"],
  ['f(a = "\\"// no")', slashComments, 'f(a = "\\"// no")'],
  ["f(a /* open", slashComments, "f(a"],
  ["def f(a,  # one\n\tb='#'):", hashComments, "def f(a, b='#')"],
  ["x = ", hashComments, "x"],
  ["", slashComments, ""],
])("reads %j", (text, style, expected) => {
  expect(headLine(text, 0, text.length, style)).toBe(expected);
});

it("takes the part between the offsets, at most 160 characters of it", () => {
  expect(headLine("abc def", 4, 7, slashComments)).toBe("def");
  expect(headLine("a".repeat(500), 0, 500, slashComments)).toBe("a".repeat(160));
});
