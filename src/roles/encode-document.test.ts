import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeDocument, type JsonValue } from "./encode-document.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom(
        "<",
        ">",
        "&",
        "[INST]",
        "[/INST]",
        "<|im_end|>",
        "\u202e",
        "\u{e0041}",
        "\u2028",
        '"',
        "\\",
        "\n",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
);

test("the encoding loses nothing and shows nothing that is markup, a chat token or invisible", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const encoded = encodeDocument({ a: [text], [text]: { b: text } });
      expect(JSON.parse(encoded)).toEqual(JSON.parse(JSON.stringify({ a: [text], [text]: { b: text } })));
      expect(encoded).not.toMatch(/[<>\&]|\[\/?INST\]|[[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]--\n]/v);
    }),
  );
});

test.each<[JsonValue, string]>([
  ["a < b && c > d", '"a \\u003c b \\u0026\\u0026 c \\u003e d"'],
  ["[INST] and list[INSTANCE]", '"\\u005bINST] and list[INSTANCE]"'],
  ["tag \u{e0041}", '"tag \\udb40\\udc41"'],
  ["caf\u00e9 \u65e5\u672c", '"caf\u00e9 \u65e5\u672c"'],
  [{ lines: ["1|a", "2|b"] }, '{\n "lines": [\n  "1|a",\n  "2|b"\n ]\n}'],
])("%j is encoded readably", (value, encoded) => {
  expect(encodeDocument(value)).toBe(encoded);
});
