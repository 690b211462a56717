import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAttributes } from "./read-attributes.ts";

const read = (text: string, more: Record<string, string> = {}) =>
  readAttributes(
    Object.entries({ ".gitattributes": text, ...more }).map(([path, content]) => ({ path, text: content })),
  );

const anyText = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("latin1"));

describe("readAttributes", () => {
  it.each<[string, string, string | null]>([
    ["*.ts linguist-generated", "src/a.ts", "generated"],
    ["*.ts linguist-generated=true", "src/a.ts", "generated"],
    ["*.ts text linguist-vendored eol=lf", "src/a.ts", "vendored"],
    ["src/** linguist-documentation", "src/x/a.ts", "docs"],
    ["src linguist-generated", "src/a.ts", null],
    ["*.ts text", "src/a.ts", null],
    ["*.ts linguist-generated=perhaps", "src/a.ts", null],
    ["*.ts !linguist-generated", "src/a.ts", null],
    ["dist/** -linguist-generated", "dist/a.js", "source"],
    ["dist/** linguist-generated=false", "dist/a.js", "source"],
    ["*.ts linguist-generated\n*.ts -linguist-generated", "src/a.ts", "source"],
    ["*.ts linguist-generated\n*.ts !linguist-generated", "src/a.ts", null],
    ["*.ts -linguist-generated\n*.ts linguist-generated", "src/a.ts", "generated"],
    ["*.ts linguist-generated linguist-vendored", "src/a.ts", "vendored"],
    ["vendor/** -linguist-vendored", "vendor/a.test.js", "test"],
    ["docs/** -linguist-documentation", "docs/a.ts", "source"],
    ['"with space/*.ts" linguist-generated', "with space/a.ts", "generated"],
    ["\\#a.ts linguist-generated", "#a.ts", "generated"],
    ["# *.ts linguist-generated", "a.ts", null],
    ["!*.ts linguist-generated", "a.ts", null],
    ["[attr]gen linguist-generated", "gen", null],
    ["[a.ts linguist-generated\n*.ts linguist-vendored", "[a.ts", "vendored"],
    [`${"x".repeat(3_000)} linguist-generated`, "x".repeat(3_000), null],
    ["*.ts linguist-generated\r\n*.js linguist-vendored\r\n", "a.js", "vendored"],
  ])("%j gives %s the role %s", (text, path, role) => {
    expect(read(text)(path)).toBe(role);
  });

  it("lets deeper files overrule, in whatever order they come", () => {
    const roleOf = read("*.ts linguist-generated\n", {
      "a/b/.gitattributes": "*.ts linguist-generated\n/c.ts linguist-vendored\n",
      "a/.gitattributes": "*.ts -linguist-generated\n",
    });
    expect(["x.ts", "a/x.ts", "a/b/x.ts", "a/b/c.ts", "a/b/d/c.ts", "ab/x.ts"].map(roleOf)).toEqual([
      "generated",
      "source",
      "generated",
      "vendored",
      "generated",
      "generated",
    ]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(anyText, fc.string(), (text, path) => {
        read(`${text} linguist-generated\n${text}`)(path);
      }),
    );
    expect(readAttributes([])("a.ts")).toBeNull();
  });
});
