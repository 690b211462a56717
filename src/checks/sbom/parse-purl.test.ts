import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePurl } from "./parse-purl.ts";

describe("parsePurl", () => {
  test.each([
    ["pkg:npm/ms@2.1.3", "npm", "ms", "2.1.3"],
    ["pkg:npm/%40me/x@0.1.0", "npm", "@me/x", "0.1.0"],
    ["pkg:npm/@me/x@0.1.0", "npm", "@me/x", "0.1.0"],
    ["pkg:npm/@me/x", "npm", "@me/x", null],
    ["pkg:golang/github.com/a/b@v1.0.0#cmd/c", "golang", "github.com/a/b", "v1.0.0"],
    ["pkg:PyPI/requests@2.0?extra=a", "pypi", "requests", "2.0"],
    ["pkg://maven/org.a/b@1%2B2", "maven", "org.a/b", "1+2"],
    ["pkg:npm/%zz@1", "npm", "%zz", "1"],
  ])("%s", (text, type, name, version) => {
    expect(parsePurl(text)).toMatchObject({ type, name, version });
  });

  test("gives qualifiers", () => {
    const purl = parsePurl("pkg:npm/a@1?vcs_url=git%2Bssh%3A%2F%2Fgit%40h.test%2Fa.git%23b&Arch=x86");
    expect([...(purl?.qualifiers ?? [])]).toEqual([
      ["vcs_url", "git+ssh://git@h.test/a.git#b"],
      ["arch", "x86"],
    ]);
  });

  test.each(["", "npm/ms@1", "pkg:", "pkg:npm", "pkg:npm/", "pkg:/ms@1", `pkg:npm/${"a".repeat(5_000)}`])(
    "%s is none",
    (text) => {
      expect(parsePurl(text)).toBeNull();
    },
  );

  test("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void parsePurl(`pkg:${text}`)));
  });
});
