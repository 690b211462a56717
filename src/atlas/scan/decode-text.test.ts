import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText, maxLineBytes, maxTextBytes } from "./decode-text.ts";

const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();
const line = "export const answer = 42;\n".repeat(20);

describe("decodeText", () => {
  it.each<[string, Buffer, unknown]>([
    ["nothing", Buffer.alloc(0), { text: "", encoding: "utf-8" }],
    ["UTF-8", Buffer.from("größe\r\n"), { text: "größe\r\n", encoding: "utf-8" }],
    ["a mark before UTF-8", Buffer.from("\ufeffa"), { text: "a", encoding: "utf-8" }],
    ["Latin-1", Buffer.from("größe\n", "latin1"), { text: "größe\n", encoding: "latin-1" }],
    ["UTF-16 with a mark", Buffer.from("\ufeffgrö\n", "utf16le"), { text: "grö\n", encoding: "utf-16le" }],
    ["UTF-16 the other way round", utf16be("\ufeffgrö\n"), { text: "grö\n", encoding: "utf-16be" }],
    ["UTF-16 without a mark", Buffer.from(line, "utf16le"), { text: line, encoding: "utf-16le" }],
    ["the other UTF-16 without a mark", utf16be(line), { text: line, encoding: "utf-16be" }],
    ["zeros", Buffer.from("a\0b"), { fault: "binary" }],
    ["zeros in pairs", Buffer.from([0, 0, 0, 1, 0, 0, 0, 2]), { fault: "binary" }],
    ["control bytes that are not UTF-8", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x01]), { fault: "binary" }],
    ["colours", Buffer.from("\u001b[31mred"), { text: "\u001b[31mred", encoding: "utf-8" }],
  ])("takes %s", (_, bytes, expected) => {
    expect(decodeText(bytes)).toEqual(expected);
  });

  it("refuses more than a megabyte, and lines over the limit, wherever they stand", () => {
    const fitting = "x".repeat(maxLineBytes);
    expect(decodeText(Buffer.from(`${"a\n".repeat(maxTextBytes / 2)}`))).toHaveProperty("text");
    expect(decodeText(Buffer.from(`${"a\n".repeat(maxTextBytes / 2)}b`))).toEqual({ fault: "too-large" });
    expect(decodeText(Buffer.from(`${fitting}\n${fitting}\n${fitting}`))).toHaveProperty("text");
    for (const text of [`${fitting}x`, `a\n${fitting}x\nb`, `a\n${fitting}\n${fitting}x`, `${fitting}x\n`])
      expect(decodeText(Buffer.from(text))).toEqual({ fault: "long-line" });
    expect(decodeText(Buffer.from(`\ufeff${fitting}x`, "utf16le"))).toEqual({ fault: "long-line" });
  });

  it("finds long lines as counting does", () => {
    const length = fc.constantFrom(0, 1, maxLineBytes - 1, maxLineBytes, maxLineBytes + 1);
    fc.assert(
      fc.property(fc.array(length, { maxLength: 6 }), (lengths) => {
        const text = lengths.map((count) => "x".repeat(count)).join("\n");
        return "fault" in decodeText(Buffer.from(text)) === lengths.some((count) => count > maxLineBytes);
      }),
    );
  });

  it("never throws, and gives back what was written", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        decodeText(Buffer.from(bytes));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "é", "语", "😀", "\n", "\u00a0") }), (text) => {
        fc.pre(!text.startsWith("\ufeff") && !text.includes("\0"));
        expect(decodeText(Buffer.from(text))).toEqual({ text, encoding: "utf-8" });
      }),
    );
  });
});
