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

test.each([
  ["nothing", "plain text", "holds no record"],
  ["no opening", `${" ".repeat(open.length - 1)}{"a":1}${close}`, "holds no record"],
  ["two of them", `${open}1${close}${open}2${close}`, "holds two records"],
  ["no end", `${open}{"a":1}\n`, "holds a record with no end"],
  ["an end before it", `${close}${open}{"a":1}\n`, "holds a record with no end"],
  ["no JSON", `${open}{"a":1${close}`, "holds a record that is not JSON"],
])("a text with %s has no data", (_, body, error) => {
  expect(decodeHidden(body, open, close)).toEqual({ ok: false, error });
});
