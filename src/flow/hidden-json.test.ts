import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeHidden, encodeHidden } from "./hidden-json.ts";

const open = "<!-- x ";
const close = " -->";

test("any data comes back, and nothing of it can end the comment, call somebody or hide", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const hidden = encodeHidden(value);
      expect(hidden).not.toMatch(/[<>@#\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
      expect(decodeHidden(`${open}${hidden}${close}`, open, close)).toEqual({
        ok: true,
        value: JSON.parse(JSON.stringify(value)),
      });
    }),
  );
});

test("direction marks and tags are written as escapes", () => {
  expect(encodeHidden("a\u202eb\u{e0041}")).toBe('"a\\u202eb\\udb40\\udc41"');
});
