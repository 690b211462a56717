import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanWords, wordsOf } from "./scan-words.ts";

const places = (text: string, from = 0, to = text.length): { hash: number; from: number; to: number }[] => {
  const found: { hash: number; from: number; to: number }[] = [];
  scanWords(text, from, to, (hash, start, end) => found.push({ hash, from: start, to: end }));
  return found;
};
const spelled = (text: string): string[] => places(text).map(({ from, to }) => text.slice(from, to));

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(fc.constantFrom("parse", "XML", "Parser", "_", "$", "2", "é", "東", "京", " ", "\n", "\ud800", "."))
    .map((parts) => parts.join("")),
);

describe("scanWords", () => {
  it.each([
    ["parseJunitXML_fast", ["parse", "Junit", "XML", "fast", "parseJunitXML_fast"]],
    ["XMLParser", ["XML", "Parser", "XMLParser"]],
    ["parse", ["parse"]],
    ["HTTP", ["HTTP"]],
    ["getHTTP2Server", ["get", "HTTP2", "Server", "getHTTP2Server"]],
    ["a_b", ["a_b"]],
    ["MAX_SIZE", ["MAX", "SIZE", "MAX_SIZE"]],
    ["$scope", ["scope"]],
    ["__init__", ["init"]],
    ["kebab-case.ts", ["kebab", "case", "ts"]],
    ["x y", []],
    ["größe", ["größe"]],
    ["utf8", ["utf8"]],
    ["東京都", ["東京", "京都"]],
    ["東", ["東"]],
    ["a東京b", ["東京"]],
    ["", []],
    ["___", []],
  ])("splits %j", (text, words) => {
    expect(spelled(text)).toEqual(words);
  });

  it.each([
    ["parseJunit", "parse_junit"],
    ["parseJunit", "ParseJunit"],
    ["parseJunit", "PARSE_JUNIT"],
    ["userName", "user_name"],
  ])("gives %s and %s the same words", (a, b) => {
    expect(wordsOf(a)).toEqual(wordsOf(b));
  });

  it.each([
    ["tests", "test"],
    ["parsing", "parse"],
    ["parsed", "parse"],
    ["routes", "route"],
    ["joined", "JOIN"],
  ])("takes %s for %s", (a, b) => {
    expect(wordsOf(a)).toEqual(wordsOf(b));
  });

  it.each([
    ["test", "text"],
    ["is", "i s"],
    ["bed", "be"],
  ])("keeps %s and %s apart", (a, b) => {
    expect(wordsOf(a)).not.toEqual(wordsOf(b));
  });

  it("finds a joined name by its spelling in one word", () => {
    expect(wordsOf("readQuery")).toContain(wordsOf("readquery")[0]);
    expect(wordsOf("read_query")).toContain(wordsOf("readquery")[0]);
  });

  it("gives places inside the text, in order of their end but for wholes", () => {
    fc.assert(
      fc.property(anyText, fc.nat(60), fc.nat(60), (text, a, b) => {
        const from = Math.min(a, text.length);
        const to = Math.max(from, Math.min(b, text.length));
        const found = places(text, from, to);
        for (const word of found) {
          expect(word.from).toBeGreaterThanOrEqual(from);
          expect(word.to).toBeGreaterThan(word.from);
          expect(word.to).toBeLessThanOrEqual(to);
          expect(word.hash).toBe(word.hash >>> 0);
        }
        expect(found.length).toBeLessThanOrEqual(2 * (to - from));
        expect(found).toEqual(
          places(text.slice(from, to)).map((word) => ({ ...word, from: word.from + from, to: word.to + from })),
        );
      }),
    );
  });

  it("does not depend on case within a word", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,30}$/), (word) => {
        expect(wordsOf(word.toUpperCase())).toEqual(wordsOf(word));
        expect(wordsOf(word[0]?.toUpperCase() + word.slice(1))).toEqual(wordsOf(word));
      }),
    );
  });

  it("reads a line of a million characters once", () => {
    for (const text of ["a".repeat(1_000_000), "aB".repeat(500_000), "a_".repeat(500_000), "東".repeat(1_000_000)])
      expect(wordsOf(text).length).toBeLessThanOrEqual(1_000_001);
  });
});
