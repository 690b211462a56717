import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankFiles } from "./rank.ts";
import { splitWords } from "./split-words.ts";

describe("splitWords", () => {
  it.each([
    ["parseJunitXML_fast", ["pars", "junit", "xml", "fast", "parsejunitxml_fast"]],
    ["src/slug-text.test.ts", ["src", "slug", "text", "test", "ts"]],
    ["the Tests for parsing", ["test", "pars"]],
    ["Größe 123 x", ["größ", "123"]],
    ["", []],
  ])("splits %j", (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });
});

describe("rankFiles", () => {
  const files = [
    { path: "src/slugify.ts", content: "export const slugify = (text: string) => text.toLowerCase();" },
    { path: "src/http/server.ts", content: "export const listen = (port: number) => port; // slugify once" },
    { path: "src/other.ts", content: "export const other = 1;" },
    { path: "a/index.ts", content: "nothing" },
    { path: "b/index.ts", content: "nothing" },
  ];
  const order = (text: string) => rankFiles(files, text).map(({ path }) => path);

  it("puts the file that speaks most of the text first and leaves out the rest", () => {
    expect(order("slugify drops umlauts")).toEqual(["src/slugify.ts", "src/http/server.ts"]);
  });

  it("splits identifiers on both sides", () => {
    expect(order("lower case")).toEqual(["src/slugify.ts"]);
  });

  it("puts paths that are spelled out before all others", () => {
    expect(order("slugify breaks, see `./src/other.ts`.")[0]).toBe("src/other.ts");
    expect(order("slugify breaks in server.ts")[0]).toBe("src/http/server.ts");
  });

  it("does not take an ambiguous name for a path", () => {
    expect(rankFiles(files, "index.ts").every(({ score }) => score < 1_000)).toBe(true);
    expect(
      rankFiles(files, "a/index.ts")
        .filter(({ score }) => score >= 1_000)
        .map(({ path }) => path),
    ).toEqual(["a/index.ts"]);
  });

  it("gives the same order for every order of files", () => {
    const expected = order("export slugify number nothing");
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
        expect(rankFiles(shuffled, "export slugify number nothing").map(({ path }) => path)).toEqual(expected);
      }),
    );
  });

  it("gives nothing for nothing", () => {
    expect(rankFiles([], "x")).toEqual([]);
    expect(order("")).toEqual([]);
  });
});
