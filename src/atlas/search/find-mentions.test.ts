import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMentions } from "./find-mentions.ts";
import { createPathBook } from "./path-book.ts";

const paths = [
  ".eslintrc.json",
  ".github/workflows/ci.yml",
  "README.md",
  "__proto__",
  "a/index.ts",
  "b/index.ts",
  "c/index.ts",
  "d/index.ts",
  "django/db/models/query.py",
  "e/index.ts",
  "e.ts",
  "lib/active_record/base.rb",
  "other/main/java/com/other/Cart.java",
  "package.json",
  "packages/app/src/main.ts",
  "packages/web/src/main.ts",
  "pkg/mod.py",
  "src/a.ts",
  "src/cart/total.ts",
  "src/constructor.ts",
  "src/flask/app.py",
  "src/main/java/com/shop/Cart.java",
  "src/util.go",
  "src/über.ts",
  "src/with space.ts",
];
const book = createPathBook(paths);
const find = (text: string) => findMentions(book, text);
const shown = (text: string): string[] =>
  find(text).paths.map(({ path, line, isExact }) => `${path}${line === null ? "" : `:${line}`}${isExact ? "" : " ?"}`);

describe("paths of a text", () => {
  it.each<[string, string[]]>([
    ["src/a.ts", ["src/a.ts"]],
    ["see src/a.ts.", ["src/a.ts"]],
    ["(src/a.ts)", ["src/a.ts"]],
    ["`src/a.ts`", ["src/a.ts"]],
    ["./src/a.ts", ["src/a.ts"]],
    ["../x/src/a.ts", ["src/a.ts"]],
    ["~/work/src/a.ts", ["src/a.ts"]],
    ["SRC/A.TS", ["src/a.ts"]],
    ["a.ts", ["src/a.ts"]],
    ["src/a.ts:12", ["src/a.ts:12"]],
    ["src/a.ts:12:5", ["src/a.ts:12"]],
    ["src/a.ts(12,3): error TS2304", ["src/a.ts:12"]],
    ["src/a.ts#L10-L20", ["src/a.ts:10"]],
    ["src/a.ts: line 7", ["src/a.ts:7"]],
    ["src/a.ts line 7", ["src/a.ts:7"]],
    ["--> src/a.ts:4:5", ["src/a.ts:4"]],
    ['File "/x/y/pkg/mod.py", line 3, in f', ["pkg/mod.py:3"]],
    ["at f (/home/u/app/src/a.ts:1:2)", ["src/a.ts:1"]],
    ["at async file:///home/u/app/src/a.ts:9:2", ["src/a.ts:9"]],
    ["f@http://localhost:3000/src/a.ts:8:1", ["src/a.ts:8"]],
    [
      "at com.shop.Cart.total(Cart.java:12)",
      ["src/main/java/com/shop/Cart.java:12", "other/main/java/com/other/Cart.java:12 ?"],
    ],
    ["com.other.Cart", ["other/main/java/com/other/Cart.java"]],
    ["Caused by: com.shop.Cart", ["src/main/java/com/shop/Cart.java"]],
    ["https://github.com/acme/shop/blob/main/src/a.ts#L10", ["src/a.ts:10"]],
    ["https://github.com/acme/shop/blob/0123abc/pkg/mod.py#L3-L9", ["pkg/mod.py:3"]],
    ["https://raw.example/acme/raw/main/README.md", ["README.md"]],
    ["C:\\work\\shop\\src\\a.ts:12", ["src/a.ts:12"]],
    ["src\\cart\\total.ts", ["src/cart/total.ts"]],
    ["django.db.models.query", ["django/db/models/query.py"]],
    ["django.db.models.query.QuerySet.filter", ["django/db/models/query.py"]],
    ["from flask.app import Flask", ["src/flask/app.py"]],
    ["src/cart/total", ["src/cart/total.ts"]],
    ["import x from './cart/total'", ["src/cart/total.ts"]],
    ["lib/active_record/base.rb:55:in `save'", ["lib/active_record/base.rb:55"]],
    ["/go/src/x/src/util.go:33 +0x1d", ["src/util.go:33"]],
    ["main.ts", ["packages/app/src/main.ts ?", "packages/web/src/main.ts ?"]],
    ["web/src/main.ts", ["packages/web/src/main.ts"]],
    ["package.json", ["package.json"]],
    [".github/workflows/ci.yml", [".github/workflows/ci.yml"]],
    [".eslintrc.json", [".eslintrc.json"]],
    ["./.eslintrc.json", [".eslintrc.json"]],
    ["src/constructor.ts and src/a.ts", ["src/constructor.ts", "src/a.ts"]],
    ["src/a.ts then src/a.ts:5 then src/a.ts:9", ["src/a.ts:5"]],
    ["+++ b/src/a.ts", ["src/a.ts"]],
    ["src/über.ts", []],
    ["src/with space.ts", []],
    ["index.ts", []],
    ["a/index.ts", ["a/index.ts"]],
    ["nothing here", []],
    ["e.g. this, i.e. that, etc.", []],
    ["Version 1.2.3 and 10.0", []],
    ["https://example.com/", []],
    ["toString and constructor and __proto__", []],
    ["and/or", []],
    ["...", []],
    ["a/b", []],
    ["src", []],
    ["", []],
  ])("of %j", (text, wanted) => {
    expect(shown(text)).toEqual(wanted);
  });

  it("are tracked paths, whatever the text", () => {
    const piece = fc.oneof(
      fc.constantFrom(...paths, ":", "12", "(", "#L", "/", "\\", ".", "blob/", " ", "\n", "`", "\ud800"),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
        const { paths: found, names } = find(parts.join(""));
        expect(found.every(({ path }) => paths.includes(path))).toBe(true);
        expect(new Set(found.map(({ path }) => path)).size).toBe(found.length);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it("take a name of thousands of files thousands of times", () => {
    const files = Array.from({ length: 5_000 }, (_, i) => `packages/p${i}/src/index.ts`);
    const large = createPathBook(files);
    expect(findMentions(large, "index.ts ".repeat(6_000)).paths).toEqual([]);
    expect(findMentions(large, `${"x.index ".repeat(6_000)} see p77/src/index.ts:3`).paths).toEqual([
      { path: "packages/p77/src/index.ts", line: 3, isExact: true },
    ]);
  });

  it("take long runs of one character", () => {
    for (const piece of ["/", ".", "a", "a.", "../", "\\", "blob/", "-", "a/blob/"])
      expect(find(piece.repeat(60_000)).paths.length).toBeLessThan(10);
  });
});

describe("names of a text", () => {
  it.each<[string, string[]]>([
    ["call `total` twice", ["total"]],
    ["call total() twice", ["total"]],
    ["parseQuery fails", ["parseQuery"]],
    ["read_lines fails", ["read_lines"]],
    ["XMLParser fails", ["XMLParser"]],
    ["_private fails", ["_private"]],
    ["Cart.addItem fails", ["addItem"]],
    ["`Cart.addItem` fails", ["Cart", "addItem"]],
    ["MAX_SIZE", ["MAX_SIZE"]],
    ["The Cart is wrong", []],
    ["I am", []],
    ["`a`", []],
    ["12_000 is a number", []],
    ["toString __proto__ hasOwnProperty", ["toString", "__proto__", "hasOwnProperty"]],
  ])("of %j", (text, wanted) => {
    expect(find(text).names).toEqual(wanted);
  });

  it("are at most 200", () => {
    const text = Array.from({ length: 1_000 }, (_, i) => `nameOf${i}`).join(" ");
    expect(find(text).names).toHaveLength(200);
  });
});
