import { describe, expect, it } from "vitest";
import { renderWordDiff } from "./render-word-diff.ts";

describe("renderWordDiff", () => {
  const cases: [string, string, string, string][] = [
    ["a word", "const a = sum(b);", "const a = count(b);", "const a = [-sum-]{+count+}(b);"],
    ["a line on one side alone", "", "all of it", "{+all of it+}"],
    ["space at the end", "x  ", "x", "x[-··-]"],
    ["tabs against spaces", "\tx", "    x", "[-→-]{+····+}x"],
    ["spaces inside", "a b", "a  b", "a[-·-]{+··+}b"],
    ["a carriage return", "x\r", "x", "x[-\\r-]"],
    ["a no-break space", "a\u00a0b", "a b", "a[-\\u{A0}-]{+·+}b"],
    ["a character of no width", "a\u200bb", "ab", "[-a\\u{200B}b-]{+ab+}"],
    ["a composed letter", "e\u0301", "\u00e9", "[-e\\u{301}-]{+\u00e9+}"],
    ["a lone surrogate", "\ud800", "x", "[-\\u{D800}-]{+x+}"],
  ];
  it.each(cases)("shows %s", (_, one, other, expected) => {
    expect(renderWordDiff(one, other)).toBe(expected);
  });

  it("shows of long lines what lies around the first difference", () => {
    const [before, after] = ["a".repeat(5_000), " b".repeat(5_000)];
    const text = renderWordDiff(`${before} one${after}`, `${before} two${after}`);
    expect(text).toMatch(/^…a+ \[-one-\]\{\+two\+\} b b/);
    expect(text.length).toBeLessThan(500);
  });
});
