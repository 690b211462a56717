import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWords, type FileWords, stretchLines } from "./file-words.ts";
import { exactName } from "./name-words.ts";
import { wordsOf } from "./scan-words.ts";

/** Word → stretch → times, read from the flat arrays. */
const unfold = ({ words, starts, places }: FileWords): Map<number, [number, number][]> =>
  new Map(
    [...words].map((hash, i) => {
      const found: [number, number][] = [];
      for (let at = starts[i] ?? 0; at < (starts[i + 1] ?? 0); at++)
        found.push([places[2 * at] ?? 0, places[2 * at + 1] ?? 0]);
      return [hash, found];
    }),
  );

const texts = fc
  .array(fc.constantFrom("parse", "parseJunit", "größe", "東京都", "x", "\n", "\n".repeat(29), "\r\n", "\ud800"), {
    maxLength: 80,
  })
  .map((parts) => parts.join(" "));

describe("countWords", () => {
  it("counts each word of each stretch of lines", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const counted = countWords(text, []);
        const lines = text.split("\n");
        const wanted = new Map<number, [number, number][]>();
        const lengths: number[] = [];
        for (let stretch = 0; stretch * stretchLines < lines.length; stretch++) {
          const part = lines.slice(stretch * stretchLines, (stretch + 1) * stretchLines).join("\n");
          const words = wordsOf(part);
          lengths.push(words.length);
          for (const [hash, all] of Map.groupBy(words, (word) => word))
            wanted.set(hash, [...(wanted.get(hash) ?? []), [stretch, all.length]]);
        }
        expect(unfold(counted)).toEqual(wanted);
        const shown = [...counted.lengths];
        expect(shown).toEqual(lengths.slice(0, shown.length));
        expect(lengths.slice(shown.length).every((length) => length === 0)).toBe(true);
      }),
    );
  });

  it("knows declared names as a whole and by their words", () => {
    const { names } = countWords("", ["parseJunit", "parse", "__proto__"]);
    expect(new Set(names).size).toBe(names.length);
    for (const hash of [exactName("parseJunit"), exactName("parse"), ...wordsOf("parseJunit"), exactName("__proto__")])
      expect(names).toContain(hash);
    expect(names).not.toContain(exactName("Parse"));
    expect(names).not.toContain(exactName("junit"));
  });

  it("is the same whatever was counted before", () => {
    fc.assert(
      fc.property(texts, texts, (text, before) => {
        const first = countWords(text, []);
        countWords(before, []);
        expect(countWords(text, [])).toEqual(first);
      }),
    );
  });

  it("leaves out what is too much", () => {
    const many = countWords(Array.from({ length: 70_000 }, (_, i) => `w${i}`).join(" "), []);
    expect(many.words.length).toBe(65_536);
    expect(many.starts.length).toBe(65_537);
    const often = countWords("ab ".repeat(70_000), []);
    expect([...often.places]).toEqual([0, 65_535]);
    const long = countWords(`first\n${"\n".repeat(2_000_000)}last`, []);
    expect(long.lengths.length).toBe(65_535);
    expect([...unfold(long).keys()]).toEqual(wordsOf("first"));
    expect(countWords("after", []).words).toHaveLength(1);
  });

  it.each(["", "\n", " ", "\0"])("counts nothing in %j", (text) => {
    expect([...countWords(text, []).words]).toEqual([]);
  });
});
