import fc from "fast-check";
import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { expandBraces } from "./expand-braces.ts";
import { matchGlobs } from "./match-globs.ts";

describe("matchGlobs", () => {
  it.each<[string, string, boolean]>([
    ["src/**", "src/a/b.ts", true],
    ["src/**", "src", false],
    ["*/**", "a", false],
    ["**", "a/b", true],
    ["a/**/b", "a/b", true],
    ["src/**", "srcs/a", false],
    ["**/*.test.*", "a.test.ts", true],
    ["**/*.test.*", "x/.y/a.test.ts", true],
    ["**/*.test.*", "a.test", false],
    ["src/*/a.ts", "src/x/y/a.ts", false],
    ["src/?.ts", "src/ab.ts", false],
    ["src/[ab].ts", "src/b.ts", true],
    ["src/[!ab].ts", "src/b.ts", false],
    ["src/[id]/page.ts", "src/i/page.ts", true],
    ["src/\\[id\\]/page.ts", "src/[id]/page.ts", true],
    ["src/[id", "src/[id", true],
    ["y{,a}ml", "yaml", true],
    ["a{b,c{d,e}}f", "acef", true],
    ["{a}", "{a}", true],
    ["!src/**", "test/a", false],
    ["+(a|b)", "a", false],
    ["./src/*", "src/a", true],
  ])("%s on %s: %s", (glob, path, expected) => {
    expect(matchGlobs([glob])(path)).toBe(expected);
  });

  const word = fc.stringMatching(/^[ab.]{1,3}$/).filter((text) => !/^\.+$/.test(text));
  const piece = fc.oneof(word, fc.constantFrom("*", "?", "a*", "*b", "a*b", "{a,b}", "{a,b*}", "[ab]", "**"));
  const globs = fc
    .array(piece, { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join("/"))
    .filter((glob) => !glob.endsWith("/**"));
  const paths = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));

  it("agrees with picomatch on what both promise", () => {
    fc.assert(
      fc.property(globs, paths, (glob, path) => {
        const expected = picomatch(glob, { dot: true, nonegate: true, noextglob: true })(path);
        expect({ glob, path, is: matchGlobs([glob])(path) }).toEqual({ glob, path, is: expected });
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [`${"*a".repeat(40)}b`, "a".repeat(65_536)],
    [`${"*a".repeat(500)}b`, "a".repeat(4_096)],
    ["**/".repeat(300).concat("b"), "a/".repeat(32_768)],
    [`${"**/a/".repeat(100)}b`, `${"a/".repeat(2_000)}c`],
    ["+(a|aa)".repeat(140), "a".repeat(65_536)],
    ["{a,b}".repeat(200), "a".repeat(200)],
    [`${"[a-z]*".repeat(160)}1`, "a".repeat(8_192)],
  ])("comes to an end with a nasty glob or path: %#", (glob, path) => {
    expect(matchGlobs([glob])(path)).toBe(false);
  });
});

describe("expandBraces", () => {
  it("writes alternatives out, up to a bound", () => {
    expect(expandBraces("{a,b}/{c,d}")?.sort()).toEqual(["a/c", "a/d", "b/c", "b/d"]);
    expect(expandBraces("[{,}]")).toEqual(["[{,}]"]);
    expect(expandBraces("{a,b}".repeat(8))).toBeNull();
  });
});
