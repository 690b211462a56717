import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quotePath, unquotePath } from "./quote-path.ts";

describe("quotePath", () => {
  it.each([
    ["a b/c.ts", "a b/c.ts"],
    ['a"b', '"a\\"b"'],
    ["a\\b", '"a\\\\b"'],
    ["ü", '"\\303\\274"'],
    ["a\tb\u0001", '"a\\tb\\001"'],
  ])("prints %j as git does", (path, expected) => {
    expect(quotePath(path)).toBe(expected);
  });

  it("is undone by unquotePath", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const path = `\n${text}`;
        expect(unquotePath(`${quotePath(path)} rest`)).toEqual({ path, rest: " rest" });
      }),
    );
  });
});

describe("unquotePath", () => {
  it.each(['"a', '"a\\', '"a\\x"', '"\\377"', '"\\12"'])("refuses %j", (text) => {
    expect(unquotePath(text)).toBeNull();
  });
});
