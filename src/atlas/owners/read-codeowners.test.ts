import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxWildcardRules, readCodeowners } from "./read-codeowners.ts";

const read = (text: string, at = "CODEOWNERS") => readCodeowners((path) => (path === at ? text : null));

const anyText = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("latin1"));

describe("one pattern", () => {
  it.each<[string, string, string]>([
    // pattern, paths that it owns, paths that it does not own
    ["*", "a b/c .github/x", ""],
    ["**", "a b/c", ""],
    ["*.js", "a.js b/c.js b/x.js/y", "a.jsx a.JS"],
    ["/*", "a", "a/b"],
    ["/*.js", "a.js a.js/b", "b/a.js"],
    ["docs/*", "docs/a", "docs/b/a docs x/docs/a"],
    ["docs/*.md", "docs/a.md", "docs/b/a.md x/docs/a.md"],
    ["docs/**", "docs/a docs/b/a", "docs x/docs/a"],
    ["docs/**/*", "docs/a docs/b/a", "docs x/docs/a"],
    ["/docs/", "docs/a docs/b/a", "docs x/docs/a"],
    ["apps/", "apps/a x/apps/a x/apps/b/a", "apps x/apps"],
    ["apps", "apps apps/a x/apps/a x/apps", "apps2 xapps/a"],
    ["/apps/github", "apps/github apps/github/a", "apps/github2 x/apps/github"],
    ["apps/github", "apps/github apps/github/a", "x/apps/github/a apps/x/github"],
    ["/build/logs/", "build/logs/a build/logs/b/a", "build/logs x/build/logs/a"],
    ["**/logs", "logs/a build/logs/a a/b/logs logs", "logs2"],
    ["**/src/*.ts", "src/a.ts x/y/src/a.ts", "src/x/a.ts"],
    ["a/**/z", "a/z a/b/z a/b/c/z/d", "z/a/z a/zz"],
    ["a/**/b/**/c", "a/b/c a/x/b/b/y/c", "a/c a/b/x"],
    ["a/*/z", "a/b/z a/b/z/c", "a/z a/b/c/z"],
    ["a/*/", "a/b/c a/b/c/d", "a/b"],
    ["f?o", "foo f.o/x", "fo f/o foooo"],
    ["f*o*r", "for foobar fxoxr", "foba"],
    ["/pages/[id]/[...rest].tsx", "pages/[id]/[...rest].tsx", "pages/i/a.tsx"],
    ["a\\*b", "a*b", "axb"],
    ["/with\\ space/", "with_space", "with/a"],
    ["c#/", "c#/a", "c/a"],
    ["/", "", "a a/b"],
    ["a//b", "", "a/b"],
  ])("%s", (pattern, owned, foreign) => {
    const { ownersOf, faults } = read(`${pattern} @x`);
    expect(faults).toEqual([]);
    const split = (list: string) => list.split(" ").filter((path) => path !== "" && path !== "with_space");
    expect(split(owned).filter((path) => ownersOf(path).length === 0)).toEqual([]);
    expect(split(foreign).filter((path) => ownersOf(path).length > 0)).toEqual([]);
  });

  it("takes an escaped space for a part of the name", () => {
    expect(read("/with\\ space/ @x").ownersOf("with space/a")).toEqual(["@x"]);
  });

  it("says the same for plain paths, which are looked up, as for patterns, which are tried", () => {
    const name = fc.constantFrom("a", "b", "c");
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
    const pattern = fc.tuple(fc.constantFrom("", "/"), path, fc.constantFrom("", "/")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(pattern, path, (written, asked) => {
        const tried = read(`${written} @x`).rules[0]?.matches(asked.split("/")) ?? null;
        return tried === read(`${written} @x`).ownersOf(asked).length > 0;
      }),
    );
  });
});

describe("a file of rules", () => {
  it("gives the last rule that matches, and lets a rule without owners take them away", () => {
    const { ownersOf } = read(
      "* @all\n*.js @js @org/web-team # why\n/apps/ @apps\n/apps/github\n/apps/github/*.md d@e.example\n",
    );
    expect(ownersOf("x.py")).toEqual(["@all"]);
    expect(ownersOf("x.js")).toEqual(["@js", "@org/web-team"]);
    expect(ownersOf("apps/x.js")).toEqual(["@apps"]);
    expect(ownersOf("apps/github/x.js")).toEqual([]);
    expect(ownersOf("apps/github/x.md")).toEqual(["(address)"]);
  });

  it("takes a later wildcard before an earlier path and the other way round", () => {
    expect(read("/src/a.ts @a\n*.ts @b").ownersOf("src/a.ts")).toEqual(["@b"]);
    expect(read("*.ts @b\n/src/a.ts @a").ownersOf("src/a.ts")).toEqual(["@a"]);
    expect(read("/src/ @a\n/src @b\n/src/a.ts @c\n/src/a.ts @d").ownersOf("src/a.ts")).toEqual(["@d"]);
  });

  it("reports broken lines and goes on", () => {
    const text =
      "!a @x\n\\#b @x\n[Docs][2] @x\n^[Web]\na***b @x\na me\na @x mail@example\n\n# fine\nb @x\r\nc\\\nd who@mail.example you\n";
    const { rules, faults, ownersOf } = read(text);
    expect(rules.map(({ line, pattern }) => [line, pattern])).toEqual([[10, "b"]]);
    expect(ownersOf("b")).toEqual(["@x"]);
    expect(faults.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 11, 12]);
    expect(faults.at(-1)).toEqual({ line: 12, text: "d (address) you", reason: "Not an owner: you" });
  });

  it("never throws, and never shows an address", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { faults, rules, ownersOf } = read(`${text}\np ${text.replaceAll("\n", " ")} who@mail.example`);
        ownersOf(text);
        return !JSON.stringify([faults, rules]).includes("who@mail.example");
      }),
    );
  });
});

describe("the place of the file", () => {
  const all: Record<string, string> = {
    ".github/CODEOWNERS": "* @hub",
    CODEOWNERS: "* @root",
    "docs/CODEOWNERS": "* @docs",
  };

  it("takes .github, then the top, then docs", () => {
    const paths = Object.keys(all);
    const found = paths.map((_, from) => {
      const left = paths.slice(from);
      return readCodeowners((path) => (left.includes(path) ? (all[path] ?? null) : null));
    });
    expect(found.map(({ path, ownersOf }) => [path, ...ownersOf("a")])).toEqual([
      [".github/CODEOWNERS", "@hub"],
      ["CODEOWNERS", "@root"],
      ["docs/CODEOWNERS", "@docs"],
    ]);
    const none = readCodeowners(() => null);
    expect([none.path, none.ownersOf("a"), none.faults]).toEqual([null, [], []]);
  });

  it("ignores a file over 3 MB as a whole", () => {
    const { faults, ownersOf, rules } = read(`* @a\n${"#".repeat(3 * 1024 * 1024)}`);
    expect([rules.length, ownersOf("a"), faults.length]).toEqual([0, [], 1]);
  });

  it("bounds patterns with wildcards, not paths", () => {
    const wild = Array.from({ length: maxWildcardRules + 5 }, (_, i) => `*.x${i} @a`).join("\n");
    const { rules, faults } = read(wild);
    expect([rules.length, faults.length]).toEqual([maxWildcardRules, 1]);
    const plain = Array.from({ length: maxWildcardRules + 5 }, (_, i) => `/x${i}/ @a${i}`).join("\n");
    expect(read(plain).ownersOf(`x${maxWildcardRules + 4}/a`)).toEqual([`@a${maxWildcardRules + 4}`]);
  });
});
