import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findReferences } from "./find-references.ts";

describe("findReferences", () => {
  test.each([
    ["JSON", '{"$ref":"parts/a.json#/x"}', ["api/parts/a.json"]],
    ["its own parts", '{"$ref":"#/components/schemas/A"}', []],
    ["block YAML", "a:\n  $ref: parts/a.yaml#/x\nb:\n  $ref: '../b.yaml'\n", ["api/parts/a.yaml", "b.yaml"]],
    ["several in one line", "{a: {$ref: a.yaml}, b: {$ref: b.yaml}}", ["api/a.yaml", "api/b.yaml"]],
    ["a name with a space", "a:\n  $ref: parts/a b.yaml\n", ["api/parts/a b.yaml"]],
    ["an encoded name", '{"$ref": "parts/a%20b.yaml"}', ["api/parts/a b.yaml"]],
    ["a mapping", "mapping: {dog: ./dog.json#/Dog}", ["api/dog.json"]],
  ])("%s", (_, text, expected) => {
    const { files, outside } = findReferences(text, "api/openapi.yaml");
    expect(files).toEqual(expect.arrayContaining(expected));
    if (expected.length === 0) expect(files).toEqual([]);
    expect(outside).toEqual([]);
  });

  test.each([
    "http://evil.test/a.yaml",
    "//evil.test/a.yaml",
    "file:///etc/passwd",
    "/etc/passwd",
    "../../a.yaml",
    "..%2f../a.yaml",
  ])("%s lies outside", (target) => {
    expect(findReferences(`{"$ref": "${target}#/x"}`, "api/openapi.yaml")).toEqual({
      files: [],
      outside: [`${target}#/x`],
    });
  });

  test("no file lies outside the repository, whatever the text says", () => {
    const piece = fc.constantFrom(
      "$ref",
      ": ",
      "'",
      '"',
      "../",
      "a.yaml",
      "#/",
      "%2e%2e/",
      "\n",
      "{",
      "}",
      " ",
      "/",
      "http:",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const file of findReferences(pieces.join(""), "api/openapi.yaml").files) {
          expect(file).not.toMatch(/^(?:\/|\.\.(?:\/|$))/);
        }
      }),
    );
  });

  test("a long hostile text is read in one pass", () => {
    const text = `$ref${" ".repeat(1_000_000)}:x\n`.repeat(2) + "$ref:".repeat(200_000) + ".json#/".repeat(100_000);
    expect(findReferences(text, "openapi.yaml").outside.length).toBeLessThan(300_000);
  });
});
