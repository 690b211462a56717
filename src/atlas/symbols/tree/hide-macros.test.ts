import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hideMacros } from "./hide-macros.ts";

describe("hideMacros", () => {
  it.each([
    ["FMT_BEGIN_NAMESPACE\nint a;", "                   \nint a;"],
    ["Q_OBJECT_X(a, b);\r\nint a;", "                 \r\nint a;"],
    ["class EXPORT_API Box {", "class            Box {"],
    ["API_CALL inline int f();", "         inline int f();"],
  ])("blanks %j", (text, expected) => {
    expect(hideMacros(text)).toBe(expected);
  });

  it.each([
    "DWORD count;",
    "MAIN_LOOP(a)\n{\n}",
    "enum {\n  FIRST,\n  LAST\n};",
    "#define NAME_OF\nint a;",
    "class Box {",
    "BOX *make();",
  ])("leaves %j alone", (text) => {
    expect(hideMacros(text)).toBe(text);
  });

  it("keeps length and lines", () => {
    const pieces = fc.constantFrom("ABCDE", "class", "(a)", "\n", "\r\n", " ", "inline", ";", "{", "é", "\u2028");
    fc.assert(
      fc.property(fc.array(pieces), (words) => {
        const text = words.join("");
        const hidden = hideMacros(text);
        expect(hidden.length).toBe(text.length);
        expect(hidden.split("\n").map((line) => line.length)).toEqual(text.split("\n").map((line) => line.length));
      }),
    );
  });
});
