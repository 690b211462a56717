import { describe, expect, it } from "vitest";
import { readQuery } from "./read-query.ts";
import { wordsOf } from "./scan-words.ts";

const read = (text: string) => readQuery(text, { title: 3, repetition: 1 });
const weightOf = (text: string, word: string) => read(text).words.get(wordsOf(word)[0] ?? 0);

describe("readQuery", () => {
  it("weighs the title and repetitions", () => {
    const text = "Cart is wrong\nThe total of the cart, the total!";
    expect(["cart", "wrong", "total"].map((word) => weightOf(text, word))).toEqual([4, 3, 2]);
    const rooted = readQuery(text, { title: 1, repetition: 0.5 });
    expect(rooted.words.get(wordsOf("total")[0] ?? 0)).toBeCloseTo(Math.SQRT2);
  });

  it("leaves out words that every text has", () => {
    expect([...read("the and is are\nwith you").words]).toEqual([]);
  });

  it("remembers how a word was spelled first", () => {
    const { spelled } = read("Parsing CartTotal\nparse carttotal");
    expect(spelled.get(wordsOf("parse")[0] ?? 0)).toBe("Parsing");
    expect(spelled.get(wordsOf("carttotal")[0] ?? 0)).toBe("CartTotal");
  });

  it.each(["", "\n", "\n\n\n", "?!", "\ud800", "\0"])("takes %j", (text) => {
    expect(read(text).words.size).toBe(0);
  });

  it("reads the beginning of a long text", () => {
    const { words } = read(`first ${"filler ".repeat(100_000)} last`);
    expect([words.has(wordsOf("first")[0] ?? 0), words.has(wordsOf("last")[0] ?? 0)]).toEqual([true, false]);
  });
});
