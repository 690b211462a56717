import fc from "fast-check";
import { expect, test } from "vitest";
import { scanJsonObject } from "./scan-json.ts";

const scan = (text: string) => scanJsonObject(text, 0);

test("every JSON object is found whole and unchanged in meaning, whatever follows it", () => {
  const plainKey = fc.string().filter((key) => !["__proto__", "constructor", "prototype"].includes(key));
  const object = fc.dictionary(
    plainKey,
    fc
      .jsonValue({ maxDepth: 5 })
      .filter((value) => !/"(?:__proto__|constructor|prototype)"/.test(JSON.stringify(value))),
  );
  fc.assert(
    fc.property(object, fc.constantFrom(undefined, 2), fc.string(), (value, indent, tail) => {
      const text = JSON.stringify(value, null, indent);
      const found = scan(text + tail);
      expect(found).toEqual({ ok: true, value: { end: text.length, json: text } });
    }),
  );
});

test.each([
  ['{"a": "x\ny\tz"}', { a: "x\ny\tz" }],
  ['{"a": [1, 2, ], "b": {"c": 3,\n},}', { a: [1, 2], b: { c: 3 } }],
  ['{"a": "quote \\" brace } comma ,}"}', { a: 'quote " brace } comma ,}' }],
  ['{"a": 1, "b": {"a": 1}, "c": [{"a": 1}, {"a": 1}]}', { a: 1, b: { a: 1 }, c: [{ a: 1 }, { a: 1 }] }],
])("%j is read", (text, value) => {
  const found = scan(text);
  expect(found.ok && JSON.parse(found.value.json)).toEqual(value);
});

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

test("sixteen levels are the limit", () => {
  expect(scan(nested(16))).toMatchObject({ ok: true });
  expect(scan(nested(17))).toMatchObject({ error: { kind: "limit", message: expect.stringContaining("16 levels") } });
});

test.each([
  ['{"a": 1, "a": 2}', "twice"],
  ['{"a": 1, "\\u0061": 2}', "twice"],
  ['{"b": [{"x": 1, "y": {}, "x": 2}]}', "twice"],
  ['{"__proto__": {}}', "not allowed"],
  ['{"a": {"\\u005f_proto__": 1}}', "not allowed"],
  ['{"constructor": 1}', "not allowed"],
])("%s breaks a limit", (text, message) => {
  expect(scan(text)).toMatchObject({ ok: false, error: { kind: "limit", message: expect.stringContaining(message) } });
});

test("names with broken escapes are left to the parser, which says where they stand", () => {
  const text = '{"\\x": 1, "\\x": 2}';
  expect(scan(text)).toEqual({ ok: true, value: { end: text.length, json: text } });
  expect(() => JSON.parse(text)).toThrow(/escape.* at position/);
});

test.each([['{"a": "never closed'], ['{"a": [1, 2'], ['{"a": [1, 2}}'], ['{"a": "\\']])(
  "%s is a syntax fault",
  (text) => {
    expect(scan(text)).toMatchObject({ ok: false, error: { kind: "syntax" } });
  },
);
