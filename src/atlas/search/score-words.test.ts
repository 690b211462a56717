import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWords } from "./file-words.ts";
import { wordsOf } from "./scan-words.ts";
import { rarityOf, scoreWords } from "./score-words.ts";
import { defaultWeights } from "./weights.ts";
import { createWordIndex } from "./word-index.ts";

const indexOf = (texts: readonly (string | null)[], paths: readonly string[] = texts.map(() => "")) =>
  createWordIndex(
    texts.map((text) => (text === null ? null : countWords(text, []))),
    paths,
  );
const hashOf = (word: string): number => wordsOf(word)[0] ?? 0;
const query = (...words: string[]) => new Map(words.map((word) => [hashOf(word), 1]));
const score = (index: ReturnType<typeof indexOf>, ...words: string[]): number[] => [
  ...scoreWords(index, query(...words), defaultWeights.words),
];
const filler = (count: number): string => "filler ".repeat(count);

describe("scoreWords", () => {
  it("gives more for more of the word in as long a text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }), (a, b) => {
        const text = (times: number): string => `${"cart ".repeat(times)}${filler(40 - times)}`;
        const [first = 0, second = 0] = score(indexOf([text(a), text(b), filler(40)]), "cart");
        expect(Math.sign(first - second)).toBe(Math.sign(a - b));
      }),
    );
  });

  it("gives more in a shorter text, for a rarer word, and for more words", () => {
    const [short = 0, long = 0] = score(indexOf([`cart ${filler(5)}`, `cart ${filler(500)}`]), "cart");
    expect(short).toBeGreaterThan(long);
    const index = indexOf(["cart price total", "price other", "price thing"]);
    expect(score(index, "cart")[0]).toBeGreaterThan(score(index, "price")[0] ?? 0);
    expect(score(index, "cart", "total")[0]).toBeGreaterThan(score(index, "cart")[0] ?? 0);
    expect(rarityOf(index, index.find(hashOf("cart")))).toBeGreaterThan(rarityOf(index, index.find(hashOf("price"))));
  });

  it("counts the path", () => {
    const [named = 0, other = 0] = score(indexOf(["a word", "a word"], ["src/cart.ts", "src/mail.ts"]), "cart");
    expect(named).toBeGreaterThan(0);
    expect(other).toBe(0);
  });

  it("is 0 for what is not there", () => {
    expect(score(indexOf(["cart", null, ""]), "unknown")).toEqual([0, 0, 0]);
    expect(score(indexOf(["cart", null, ""], ["", "cart", ""]), "cart").map((one) => one > 0)).toEqual([
      true,
      true,
      false,
    ]);
    expect(score(indexOf([]), "cart")).toEqual([]);
    expect(score(indexOf(["", ""]), "cart")).toEqual([0, 0]);
    const index = indexOf(["cart"]);
    expect([index.find(hashOf("unknown")), rarityOf(index, -1)]).toEqual([-1, 0]);
  });

  it("finds every word of every file, and no other", () => {
    const word = fc.stringMatching(/^[a-z]{2,6}$/);
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 6 }), { maxLength: 6 }), word, (files, wanted) => {
        const index = indexOf(files.map((words) => words.join(" ")));
        const hash = hashOf(wanted);
        const holds = files.map((words) => words.some((one) => hashOf(one) === hash));
        expect(score(index, wanted).map((one) => one > 0)).toEqual(holds);
        expect(index.find(hash) === -1).toBe(!holds.includes(true));
      }),
    );
  });
});
