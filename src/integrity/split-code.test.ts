import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Language, splitCode } from "./split-code.ts";

const codeOf = (text: string, language: Language) => splitCode(text, language).map(({ code }) => code);

describe("splitCode", () => {
  it.each<[Language, string, string[]]>([
    ["javascript", 'a("it.only"); // it.only', ['a(""); ']],
    ["javascript", "a('x\\'y'); b", ["a(''); b"]],
    ["javascript", "a(`one\ntwo`); b", ["a(`", "`); b"]],
    ["javascript", "x = /['\"]/; y", ["x = //; y"]],
    ["javascript", "x = a / b; y = c / d", ["x = a / b; y = c / d"]],
    ["javascript", "/* a\nb */ c", ["", " c"]],
    ["javascript", "'open\nnext", ["'", "next"]],
    ["python", '"""doc\n@skip\n"""\nx # y', ['"""', "", '"""', "x "]],
    ["go", "a := `x\\`; b", ["a := ``; b"]],
    ["rust", 'fn a<\'x>() { b("c") } // d', ['fn a<\'x>() { b("") } ']],
    ["java", 'a("b"); /* c */ d', ['a("");  d']],
  ])("%s: %j", (language, text, expected) => {
    expect(codeOf(text, language)).toEqual(expected);
  });

  it("gives as many lines as the text has, whatever it is", () => {
    const languages: Language[] = ["javascript", "python", "go", "rust", "java", "other"];
    const piece = fc.constantFrom("'", '"', "`", '"""', "/*", "*/", "//", "#", "\n", "\\", "/", "a", "(", "=", " ");
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom(...languages), (pieces, language) => {
        const text = pieces.join("");
        expect(splitCode(text, language).length).toBe(text.split("\n").length);
      }),
    );
  });
});
