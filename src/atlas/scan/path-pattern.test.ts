import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePattern } from "./path-pattern.ts";

const attributes = { descends: false, hasSets: true };
const owners = { descends: true, hasSets: false };

describe("compilePattern", () => {
  it.each<[string, string, string]>([
    ["*.ts", "a.ts b/c.ts", "a.ts/b a.tsx"],
    ["gen", "gen a/gen", "gen/a"],
    ["gen/", "", "gen gen/a"],
    ["gen/*", "gen/a", "gen/a/b"],
    ["gen/**", "gen/a gen/a/b", "gen x/gen/a"],
    ["/a.ts", "a.ts", "b/a.ts"],
    ["[a-c]*.js", "a.js cx.js d/b.js", "d.js -.js"],
    ["[!a-c].js", "d.js", "a.js"],
    ["[]x].js", "].js x.js", "y.js"],
    ["[a-].js", "a.js -.js", "b.js"],
    ["\\[a].js", "[a].js", "a.js"],
  ])("reads %s in attributes", (pattern, matched, others) => {
    const matches = compilePattern(pattern, attributes);
    const split = (list: string) => list.split(" ").filter(Boolean);
    expect(split(matched).filter((path) => !matches?.(path.split("/")))).toEqual([]);
    expect(split(others).filter((path) => matches?.(path.split("/")))).toEqual([]);
  });

  it.each(["[a.js", "a\\", "[[:alpha:]]", "a/b\\/c"])("refuses %s", (pattern) => {
    expect(compilePattern(pattern, attributes)).toBeNull();
  });

  it("agrees with a regular expression on every pattern of stars and letters", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "b", "*"), minLength: 1, maxLength: 5 });
    const plain = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(name, plain, (pattern, path) => {
        fc.pre(!pattern.includes("**"));
        const expected = new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(path);
        return compilePattern(`/${pattern}`, attributes)?.([path]) === expected;
      }),
    );
  });

  it("needs few steps for a pattern that would make a regular expression try for ever", () => {
    const name = `${"a".repeat(2_000)}c`;
    expect(compilePattern(`${"*a".repeat(200)}*b`, owners)?.([name])).toBe(false);
    const names = [...Array<string>(400).fill("a"), "c"];
    expect(compilePattern(`${"**/a/".repeat(100)}b`, owners)?.(names)).toBe(false);
  });
});
