import { describe, expect, it } from "vitest";
import { findMissing, isPlanned } from "./missing-symbols.ts";

describe("isPlanned", () => {
  it.each([
    ["slugify", "slugify"],
    ["slugify", "slugify(text: string): string"],
    ["slugify", "function slugify"],
    ["slugify", "Text.slugify()"],
    ["../src/slug.js", "src/slug.ts"],
    ["./src/text/index.js", "src/text/index.ts"],
    ["../slug", "slug"],
    ["app.slug", "app/slug.py"],
    ["app.slug", "slug"],
  ])("finds %s in %s", (symbol, planned) => {
    expect(isPlanned(symbol, [planned])).toBe(true);
  });

  it.each([
    ["slug", "slugify"],
    ["slugify", ""],
    ["left-pad", "left"],
    ["src", "src/slug.ts"],
    ["string", "slugify(text: string): string"],
    ["../other.js", "src/slug.ts"],
  ])("does not find %s in %s", (symbol, planned) => {
    expect(isPlanned(symbol, [planned])).toBe(false);
  });
});

describe("findMissing", () => {
  it.each([
    ["src/a.test.ts:3:10 - error TS2304: Cannot find name 'slugify'.", [{ symbol: "slugify", file: "src/a.test.ts" }]],
    [
      "./src/a.test.ts(3,10): error TS2724: '\"./b\"' has no exported member named 'slugify'. Did you mean 'x'?",
      [{ symbol: "slugify", file: "src/a.test.ts" }],
    ],
    [
      "src/a.test.ts(1,1): error TS2339: Property 'slug' does not exist on type 'T'.",
      [{ symbol: "slug", file: "src/a.test.ts" }],
    ],
    ["Cannot find package 'left-pad' imported from ./test/a.js", [{ symbol: "left-pad", file: "test/a.js" }]],
    ["AssertionError: expected 1 to be 2", []],
  ])("reads %j", (text, expected) => {
    expect(findMissing(text)).toEqual(expected);
  });

  it.each(["Cannot find module '", "Failed to resolve import ", "a(1,1): error TS1: ", "No module named '", "x"])(
    "takes 20,000 characters of %j",
    (piece) => {
      expect(findMissing(piece.repeat(20_000 / piece.length)).length).toBeLessThan(2_000);
    },
  );
});
