import fc from "fast-check";
import { expect, test } from "vitest";
import { parseToolArguments } from "./parse-tool-arguments.ts";

test.each([
  ["", {}],
  [" {} ", {}],
  ['{"path": "a.ts", "from": 1}', { path: "a.ts", from: 1 }],
  ['{"path": "a.ts",}', { path: "a.ts" }],
])("%j is read", (text, value) => {
  expect(parseToolArguments(text)).toEqual({ ok: true, value });
});

test.each([
  ['{"path": "a", "path": ".env"}', /twice in one object/],
  ['{"path": "a", "\\u0070ath": ".env"}', /twice in one object/],
  ['{"__proto__": {"path": ".env"}}', /"__proto__".*not allowed/],
  ['{"a": {"constructor": 1}}', /"constructor".*not allowed/],
  [`{"path": ${"[".repeat(100_000 / 2)}`, /nested deeper/],
  [JSON.stringify({ text: "x".repeat(70_000) }), /larger than 65536 bytes/],
  ["[1]", /not one JSON object/],
  ['"path"', /not one JSON object/],
  ['{"a": 1} {"a": 2}', /not one JSON object/],
  ['{"a": NaN}', /not valid JSON/],
  ["{path", /not valid JSON/],
])("%.60s is refused", (text, error) => {
  expect(parseToolArguments(text)).toEqual({ ok: false, error: expect.stringMatching(error) });
});

test("any text is an object or an error, and never changes what objects inherit", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const parsed = parseToolArguments(text);
      if (parsed.ok) expect(Object.getPrototypeOf(parsed.value)).toBe(Object.prototype);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
  );
});
