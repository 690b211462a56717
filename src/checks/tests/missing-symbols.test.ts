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
    ["lower", "slug_it::lower"],
    ["lower", "pub fn lower(s: &str) -> String"],
    ["Lower", "func Lower(s string) string"],
    ["example.com/m/text", "text/text.go"],
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
    ["Cannot find module './slug' from 'b.test.js'", [{ symbol: "./slug", file: "b.test.js" }]],
    [
      "Error: Cannot find module '../slug'\nRequire stack:\n- ./test/new.js\n- x",
      [{ symbol: "../slug", file: "test/new.js" }],
    ],
    [
      "file://./test/new.js:2\nimport { a } from './lib.js';\n         ^\nSyntaxError: The requested module './lib.js' does not provide an export named 'a'",
      [{ symbol: "a", file: "test/new.js" }],
    ],
    ["./slug_test.go:6:5: undefined: Slugify", [{ symbol: "Slugify", file: "slug_test.go" }]],
    ["vet: ./slug/a_test.go:6:5: undefined: slug.Slugify", [{ symbol: "Slugify", file: "slug/a_test.go" }]],
    [
      "a_test.go:9:4: s.Lower undefined (type Slug has no field or method Lower)",
      [{ symbol: "Lower", file: "a_test.go" }],
    ],
    [
      "a_test.go:4:2: package example.com/m/text is not in GOROOT",
      [{ symbol: "example.com/m/text", file: "a_test.go" }],
    ],
    [
      "a_test.go:4:2: no required module provides package x.org/y; to add it:",
      [{ symbol: "x.org/y", file: "a_test.go" }],
    ],
    [
      "error[E0432]: unresolved import `slug::text::lower`\n --> tests/a.rs:1:5",
      [{ symbol: "lower", file: "tests/a.rs" }],
    ],
    [
      "error[E0425]: cannot find function `other` in crate `slug`\n --> tests/a.rs:3:41",
      [{ symbol: "other", file: "tests/a.rs" }],
    ],
    [
      "error[E0599]: no method named `foo` found for reference `&str` in the current scope\n  --> src/a.rs:3:75",
      [{ symbol: "foo", file: "src/a.rs" }],
    ],
    ["error[E0308]: mismatched types\n --> tests/a.rs:3:66", []],
    [
      "[ERROR] ./src/test/java/ATest.java:[8,5] cannot find symbol\n[ERROR]   symbol:   method lower(java.lang.String)\n[ERROR]   location: class Slug",
      [{ symbol: "lower", file: "src/test/java/ATest.java" }],
    ],
    [
      "src/test/java/ATest.java:8: error: cannot find symbol\n    Slug.lower();\n        ^\n  symbol:   method lower()",
      [{ symbol: "lower", file: "src/test/java/ATest.java" }],
    ],
    ["ATest.java:3: error: package com.acme.text does not exist", [{ symbol: "com.acme.text", file: "ATest.java" }]],
    ["AssertionError: expected 1 to be 2", []],
  ])("reads %j", (text, expected) => {
    expect(findMissing(text)).toEqual(expected);
  });

  it.each([
    "error[E0001]: no ",
    "a.go:1: ",
    "a.java:1: error: cannot find symbol\n",
    "file://a.js:1\n",
    "vet: a.go:1: a undefined (type ",
    "Cannot find module '",
    "Failed to resolve import ",
    "a(1,1): error TS1: ",
    "No module named '",
    "x",
  ])("takes 20,000 characters of %j", (piece) => {
    expect(findMissing(piece.repeat(20_000 / piece.length)).length).toBeLessThan(2_000);
  });
});
