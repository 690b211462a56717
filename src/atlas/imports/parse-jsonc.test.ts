import fc from "fast-check";
import { expect, it } from "vitest";
import { parseJsonc } from "./parse-jsonc.ts";

it.each([
  ['{"a": 1}', { a: 1 }],
  ['\uFEFF{"a": 1}', { a: 1 }],
  ['{"a": 1, // note\n}', { a: 1 }],
  ['{"a": [1, 2, /* last */ ], }', { a: [1, 2] }],
  ['{"a": "// no comment", "b": "/* none */", "c": ",}"}//', { a: "// no comment", b: "/* none */", c: ",}" }],
  ['{"a": "\\"//", "b": "\\\\"} /* open', { a: '"//', b: "\\" }],
  ['{"a": 1,, }', null],
  ['{"a": "open', null],
  ["{ broken", null],
  ["", null],
])("%s", (text, expected) => {
  expect(parseJsonc(text)).toEqual(expected);
});

it("reads any JSON with comments and commas put in", () => {
  const property = fc.property(fc.jsonValue(), (value) => {
    const text = JSON.stringify({ value }, null, 1).replace(/\n(\s*)([\]}])/g, ", // end\n$1/**/$2");
    expect(parseJsonc(text)).toEqual(JSON.parse(JSON.stringify({ value })));
  });
  fc.assert(property, { numRuns: 200 });
});

it("is linear in hostile texts", () => {
  for (const piece of ['\\"', "/*", ",", " ", '"', "//", "["])
    expect(parseJsonc(`{${piece.repeat(300_000)}`)).toBeNull();
});
