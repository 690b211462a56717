import { describe, expect, it } from "vitest";
import { atlasSchema, buildAtlas } from "./build.ts";
import { extractSymbols } from "./extract-symbols.ts";

describe("extractSymbols", () => {
  it.each([
    [
      "typescript",
      "export const a = 1;\nexport default async function run() {}\ninterface Props {}\n  const inner = 1;\nexport type T = string;\nabstract class C {}\nexport { a };\nlet $b;",
      ["a", "run", "Props", "T", "C", "$b"],
    ],
    ["javascript", "function* walk() {}\nvar x, y;\nmodule.exports = x;", ["walk", "x"]],
    [
      "python",
      "import os\nLIMIT = 3\nRATE: int = 4\ndef run():\n    def inner(): pass\nclass Thing(Base):\n    def method(self): pass\nasync def go(): pass\nvalue = 1",
      ["LIMIT", "RATE", "run", "Thing", "go"],
    ],
    ["rust", "pub fn run() {}", []],
  ])("finds the names of %s", (language, content, names) => {
    expect(extractSymbols(content, language)).toEqual(names);
  });
});

describe("buildAtlas", () => {
  const files: Record<string, string> = {
    "src/b.ts": "export const é = 1;",
    "a.md": "# A",
    ".env": "canary",
    "x.png": "\u0089PNG",
  };
  const build = (paths: string[]) => buildAtlas({ files: paths, read: (path) => files[path] ?? null });

  it("describes every file, sorted, and opens neither secrets nor binaries", () => {
    const atlas = build(Object.keys(files));
    expect(atlasSchema.parse(JSON.parse(JSON.stringify(atlas)))).toEqual({
      version: 1,
      files: [
        { path: ".env", kind: "config", language: null, bytes: null, symbols: [] },
        { path: "a.md", kind: "docs", language: null, bytes: 3, symbols: [] },
        { path: "src/b.ts", kind: "source", language: "typescript", bytes: 20, symbols: ["é"] },
        { path: "x.png", kind: "binary", language: null, bytes: null, symbols: [] },
      ],
    });
    expect(build(Object.keys(files).reverse())).toEqual(atlas);
  });
});
