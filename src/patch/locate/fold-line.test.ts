import { describe, expect, it } from "vitest";
import { decodeEntities, foldLine, levels, plainCharacter } from "./fold-line.ts";

/** The lowest level at which two lines are the same, or null. */
const levelOf = (one: string, other: string): number | null => {
  const level = levels.findIndex((fold) => fold(one) === fold(other));
  return level < 0 ? null : level;
};

describe("levels", () => {
  it.each<[string, string, number | null]>([
    ["a b", "a b", 0],
    ["a b", "a b \t", 1],
    ["  a b", "\ta  b", 2],
    ["a b", "ab", null],
    ["say ‘x’", "say 'x'", 3],
    ["a – b", "a - b", 3],
    ["a — b", "a -- b", 3],
    ["a\u00A0b", "a b", 2],
    ["wait…", "wait...", 3],
    ["a &lt; b", "a < b", 3],
    ["a &amp;&amp; b", "a && b", 3],
    ["c\u043Est", "cost", 3],
    ["a\u200Db", "ab", 3],
    ["ﬁle", "file", 3],
    ["a", "A", null],
    ["'x'", '"x"', null],
    ["a < b", "a > b", null],
  ])("%j and %j are the same from level %j on", (one, other, level) => {
    expect(levelOf(one, other)).toBe(level);
  });

  it("each take for the same what the one before does", () => {
    const lines = ["a", " a", "a ", "\ta", "a  b", "a b", "‘a’", "'a'", "&lt;", "<", "", " ", "--", "-"];
    for (const [at, fold] of levels.slice(0, -1).entries())
      for (const one of lines)
        for (const other of lines)
          if (fold(one) === fold(other)) expect(levels[at + 1]?.(one)).toBe(levels[at + 1]?.(other));
  });
});

describe("decodeEntities", () => {
  it.each([
    ["&lt;b&gt; &amp; &quot;&apos;", "<b> & \"'"],
    ["&#39;&#x27;", "''"],
    ["&amp;lt;", "&lt;"],
    ["&unknown; & &#1; &#55296;", "&unknown; & &#1; &#55296;"],
    ["plain", "plain"],
  ])("%j", (line, decoded) => {
    expect(decodeEntities(line)).toBe(decoded);
  });
});

it("plainCharacter and foldLine leave what has no plain form", () => {
  expect([..."é漢🙂a"].map(plainCharacter).join("")).toBe("é漢🙂a");
  expect(foldLine("  é  漢 ")).toBe("é 漢");
});
