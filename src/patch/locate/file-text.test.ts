import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isReturned, printFileText, readFileText } from "./file-text.ts";

describe("readFileText", () => {
  const read: [string, string, object][] = [
    ["nothing", "", { lines: [], returns: false, endsWithNewline: true, hasMark: false }],
    ["one line end", "\n", { lines: [""], endsWithNewline: true }],
    ["LF", "a\nb\n", { lines: ["a", "b"], returns: false, endsWithNewline: true }],
    ["CRLF", "a\r\nb\r\n", { lines: ["a", "b"], returns: true }],
    ["an open last line", "a\r\nb", { lines: ["a", "b"], returns: true, endsWithNewline: false }],
    ["both line ends", "a\r\nb\n", { lines: ["a", "b"], returns: [true, false] }],
    ["an open last line with a carriage return", "a\nb\r", { lines: ["a", "b"], returns: [false, true] }],
    ["a carriage return inside a line", "a\rb\n", { lines: ["a\rb"] }],
    ["a mark of the byte order", "\uFEFFa\n", { lines: ["a"], hasMark: true }],
  ];
  it.each(read)("splits %s", (_, text, expected) => {
    expect(readFileText(text)).toMatchObject(expected);
  });

  it("loses nothing", () => {
    const part = fc.constantFrom("a", "", "\n", "\r\n", "\r", "\uFEFF", "b ");
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join("");
        expect(printFileText(readFileText(text))).toBe(text);
      }),
    );
  });

  it("knows how each line ends", () => {
    const ends = (text: string) => readFileText(text).lines.map((_, at) => isReturned(readFileText(text), at));
    expect(ends("a\r\nb\nc\r\n")).toEqual([true, false, true]);
    expect(ends("a\r\nb")).toEqual([true, false]);
    expect(ends("a\nb\r")).toEqual([false, true]);
  });
});
