/** Which characters a person must be shown before a text counts, and which ordinary writing holds. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findHidden } from "./find-hidden.ts";

const codes = (text: string) => findHidden(text).map(({ code }) => code);

describe("findHidden", () => {
  it.each([
    ["an override", "a\u202eb", ["U+202E"]],
    ["an isolate", "\u2066x\u2069", ["U+2066", "U+2069"]],
    ["zero width inside a word", "pass\u200bword", ["U+200B"]],
    ["a joiner between Latin letters", "pass\u200dword", ["U+200D"]],
    ["tag characters behind an emoji", "\u{1f600}\u{e0041}\u{e0042}", ["U+E0041", "U+E0042"]],
    ["selectors behind a letter", "a\ufe0f\u{e0100}", ["U+FE0F", "U+E0100"]],
    ["a run of selectors behind an ideograph", "\u8fbb\u{e0100}\u{e0101}", ["U+E0101"]],
    ["a mark without a word of its script", "abc\u200fdef", ["U+200F"]],
    ["a byte order mark inside", "a\ufeffb", ["U+FEFF"]],
    ["a filler", "a\u3164b", ["U+3164"]],
    ["a control character", "a\u0007b", ["U+0007"]],
    ["an invisible operator", "a\u2063b", ["U+2063"]],
    ["a reference", "a&#x202e;b", ["&#x202e;"]],
    ["a named reference", "a&ZeroWidthSpace;b", ["&ZeroWidthSpace;"]],
    ["two joiners behind each other", "\u0645\u200c\u200c\u062e", ["U+200C", "U+200C"]],
  ])("finds %s", (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it.each([
    ["plain words", "Add an export.\n\n- [ ] one\n"],
    ["a template's comment", "<!-- Describe the bug -->\nIt fails."],
    [
      "emoji of several parts",
      "\u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u2764\ufe0f \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    ],
    ["a text-style sign", "back \u21a9\ufe0e"],
    ["Hebrew with marks", "\u05e9\u05dc\u05d5\u05dd\u200f (abc)"],
    ["Persian with joiners", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"],
    ["Hindi with joiners", "\u0915\u094d\u200d\u0937"],
    ["a name with its variant", "\u8fbb\u{e0100}\u3055\u3093"],
    ["a byte order mark at the start", "\ufeffIt fails."],
    ["icons of a terminal", "\ue0b0 main \uf126"],
    ["a picture of dots", "\u2801\u2800\u2802"],
    ["line ends of a browser", "one\r\ntwo\r\n"],
    ["a soft hyphen by name", "donau&shy;dampf"],
    ["a reference in code", "`&#8203;`"],
  ])("leaves %s", (_, text) => {
    expect(codes(text)).toEqual([]);
  });

  it("says where", () => {
    expect(findHidden("one\nt\u{1f600}w\u202eo")).toEqual([{ line: 2, column: 4, code: "U+202E" }]);
  });

  it("takes long lines of them, and names two hundred", () => {
    expect(findHidden("\u200b".repeat(60_000))).toHaveLength(200);
  });

  it("finds nothing in ASCII without ampersands", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)) }),
        (text) => {
          expect(codes(text.replaceAll("&", ""))).toEqual([]);
        },
      ),
    );
  });
});
