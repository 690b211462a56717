import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { removeAnsi } from "./remove-ansi.ts";

describe("removeAnsi", () => {
  it.each([
    ["colours", "\u001b[1m\u001b[31mred\u001b[39m\u001b[22m", "red"],
    ["256 colours", "\u001b[38;5;196mred\u001b[0m", "red"],
    ["cursor moves", "a\u001b[2K\u001b[1Gb", "ab"],
    ["a hyperlink", "\u001b]8;;https://example.com\u0007text\u001b]8;;\u0007", "text"],
    ["a title ended by ST", "\u001b]0;title\u001b\\text", "text"],
    ["an unfinished title, which may not hide the next line", "\u001b]0;oops\nFAIL test", "\nFAIL test"],
    ["8-bit CSI", "\u009b31mred", "red"],
    ["a progress bar", "10%\r20%\r\ndone", "10%\n20%\ndone"],
    ["bell, null and backspace", "a\u0007b\u0000c\u0008", "abc"],
    ["tabs and line feeds, which stay", "\ta\n", "\ta\n"],
  ])("handles %s", (_, text, expected) => {
    expect(removeAnsi(text)).toBe(expected);
  });

  it("leaves no control character and changes nothing twice", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("\u001b", "[", "]", ";", "1", "m", "\u0007", "\\", "\r", "\n", "x") }),
        (text) => {
          const clean = removeAnsi(text);
          expect([...clean].every((char) => char === "\n" || char === "\t" || char >= " ")).toBe(true);
          expect(removeAnsi(clean)).toBe(clean);
        },
      ),
    );
  });

  it.each(["\u001b]", "\u001b]8;;a", "\u001b[1;", "\u001b", "\u009b"])("takes a megabyte of %j", (opener) => {
    expect(removeAnsi(opener.repeat(1_000_000 / opener.length)).length).toBeLessThanOrEqual(1_000_000);
  });
});
