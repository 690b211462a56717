import { describe, expect, it } from "vitest";
import type { ParsedLanguage } from "../../language.ts";
import { nothingParsed } from "../../parsed-file.ts";
import { addSymbolLines, findSymbolLines } from "./find-symbol-lines.ts";

const namesIn = (text: string, language: ParsedLanguage): string[] =>
  findSymbolLines(text, language).symbols.map(({ name, kind, from }) => `${from} ${kind} ${name}`);

describe("findSymbolLines", () => {
  it.each([
    ["python", "class A:\n    def f(self): pass\nx = 1\n", ["1 class A", "2 function f"]],
    ["python", "class hierarchies are deep\nclass Printers print\n  def of words\nclass A(B): pass\n", ["4 class A"]],
    ["go", "func main() {\ntype A struct {\n", ["1 function main", "2 type A"]],
    ["rust", "pub(crate) async fn f() {}\npub trait T {}\nstruct A;\n", ["1 function f", "2 interface T"]],
    ["java", "public final class A {\n", ["1 class A"]],
    ["cpp", "#define MAX 1\nenum class Kind { a };\nclass Later;\n", ["1 macro MAX", "2 enum Kind"]],
    ["typescript", "export default function größe() {\r\n", ["1 function größe"]],
    [
      "bash",
      "a-b() {\nfunction c:d {\nalias -g e='f'\necho 'g' (\n",
      ["1 function a-b", "2 function c:d", "3 macro e"],
    ],
  ] as const)("finds declarations of %s", (language, text, expected) => {
    expect(namesIn(text, language)).toEqual(expected);
  });

  it("reads only the beginning of a long line, and only so many names", () => {
    expect(namesIn(`${" ".repeat(400)}class A {`, "java")).toEqual([]);
    expect(findSymbolLines("class A {\n".repeat(5_000), "java").symbols).toHaveLength(2_000);
  });
});

describe("addSymbolLines", () => {
  it("adds what the tree does not have, in order of place", () => {
    const tree = findSymbolLines("\nclass B {\n", "java");
    const both = addSymbolLines(tree, "class A {\nclass B {\nclass C {\n", "java");
    expect(both.symbols.map(({ name }) => name)).toEqual(["A", "B", "C"]);
  });

  it("gives the same where there is nothing to add", () => {
    expect(addSymbolLines(nothingParsed, "x\n", "java")).toBe(nothingParsed);
  });
});
