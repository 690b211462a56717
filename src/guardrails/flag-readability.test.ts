import { describe, expect, it } from "vitest";
import { changeOf, contextOf } from "./example-change.fixture.ts";
import { flagReadability } from "./flag-readability.ts";
import { findMixedName } from "./mixed-scripts.ts";

const flag = (path: string, line: string) =>
  flagReadability(changeOf({ path, before: "1\n", after: `1\n${line}\n` }), contextOf()).map(({ message }) => message);

describe("findMixedName", () => {
  it.each([
    ["\u0430dmin", "Cyrillic in Latin"],
    ["is_\u0430dmin", "Cyrillic behind an underscore"],
    ["p\u03bfrt", "an omicron"],
    ["\u0441\u043e\u0440\u0443", "Cyrillic that looks Latin throughout"],
    ["\u0430", "one letter that looks Latin"],
    ["\u0251\u0391\u0430", "three scripts"],
    ["\u03b1\u0430", "Greek and Cyrillic"],
    ["\uff41dmin", "full width"],
    ["\u{1d41e}val", "mathematical letters"],
    ["\u13aadmin", "Cherokee"],
    ["us\u0565r", "Armenian"],
  ])("finds %s (%s)", (name) => expect(findMixedName(`const ${name} = 1;`)).toBe(name));

  it.each([
    "const \u0438\u043c\u044f = 1;",
    "\u041f\u0440\u0438\u0432\u0435\u0442 world",
    "\u043a\u043b\u044e\u0447-api",
    "Web\u30b5\u30a4\u30c8 \u5909\u6570A K\ud55c\uad6d",
    "na\u00efve \u00dcber \u00f1and\u00fa \u0142\u00f3d\u017a",
    "\u0394x \u03c1_air \u00b5s \u03c0 \u03b8max",
    "x\u2082",
    "plain ascii",
  ])("leaves %s alone", (text) => expect(findMixedName(text)).toBeNull());
});

describe("flagReadability", () => {
  it.each([
    ["a.ts", "const \u0430dmin = 1;", "line 2 of `a.ts` writes the name"],
    ["a.py", "\u0430dmin = 1", "writes the name"],
    ["a.rb", "\u0430dmin = 1", "writes the name"],
    ["a.ts", "const a\u00a0= 1;", "holds the space U+00A0 in code"],
    ["a.go", "x\u2009:= 1", "holds the space U+2009"],
    ["a.sh", "rm\u3000x", "holds the space U+3000"],
    ["a.ts", `ok();${" ".repeat(201)}evil();`, "pushes text off the screen"],
    ["a.md", `ok${"\t".repeat(201)}evil`, "pushes text off the screen"],
  ])("flags in %s: %j", (path, line, said) => {
    expect(flag(path, line)).toEqual([expect.stringMatching(new RegExp(said.replace(/[`+]/g, "\\$&"), "i"))]);
    expect(flagReadability(changeOf({ path, before: `${line}\n1\n`, after: `${line}\n2\n` }), contextOf())).toEqual([]);
  });

  it.each([
    ["a.ts", "// \u041f\u0440\u0438\u0432\u0435\u0442 Bob\u0443"],
    ["a.ts", 'const t = "Bob\u0443\u00a0!";'],
    ["a.ts", "const t = `\u3000Bob\u0443`;"],
    ["a.py", "# x\u00a0y"],
    ["a.rb", "puts 'x\u00a0y'"],
    ["a.tsx", "  Bonjour\u202f!"],
    ["a.md", "Bonjour\u00a0! Bob\u0443"],
    ["fr.json", '"a": "Bonjour\u00a0!"'],
    ["fr.yml", "a: Bonjour\u00a0!"],
    ["a.ts", `ok();${" ".repeat(200)}fine();`],
    ["a.ts", `ok();${" ".repeat(300)}`],
  ])("lets %s hold %j", (path, line) => expect(flag(path, line)).toEqual([]));

  it("flags a new name of two scripts, and lets an old one be", () => {
    const path = "src/\u0430dmin.ts";
    expect(flagReadability(changeOf({ path, before: null, after: "x\n" }), contextOf())).toMatchObject([{ path }]);
    expect(flagReadability(changeOf({ path, before: "x\n", after: "y\n" }), contextOf())).toEqual([]);
    expect(
      flagReadability(changeOf({ path: "docs/\u65e5\u672cweb.md", before: null, after: "x\n" }), contextOf()),
    ).toEqual([]);
  });

  it("says no more than people can read of one file", () => {
    const after = "const \u0430dmin = 1;\n".repeat(500);
    expect(flagReadability(changeOf({ path: "a.ts", before: null, after }), contextOf())).toHaveLength(20);
  });

  it.each(["\u0430a".repeat(32_768), " ".repeat(65_536), "\u00a0".repeat(65_536), "'\u0430".repeat(32_768)])(
    "takes a long line (%#)",
    (line) => {
      expect(flag("a.ts", line).length).toBeLessThan(21);
    },
  );
});
