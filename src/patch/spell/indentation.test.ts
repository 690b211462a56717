import { describe, expect, it } from "vitest";
import { indentOf, learnIndentation } from "./indentation.ts";
import type { LinePair } from "./line-pair.ts";
import { pairsOf } from "./pairs.fixture.ts";

/** What the indentation of the added lines becomes when the reply spells the first lines and the file the second. */
const mapped = (pairs: [string, string][], added: string[]): (string | null)[] | "as written" => {
  const all = pairsOf(pairs.map(([said, file]) => [`${said}x`, `${file}x`]));
  const beside = all.at(-1) as LinePair;
  const lines = pairs.map(([, file]) => `${file}x`);
  const additions = added.map((indent) => ({ text: `${indent}y`, beside }));
  const map = learnIndentation(
    all,
    additions,
    additions.map(({ text }) => text),
    lines,
  )(1);
  return map === null ? "as written" : added.map((indent) => map(indent));
};

describe("learnIndentation", () => {
  const maps: [string, [string, string][], string[], (string | null)[] | "as written"][] = [
    ["nothing differs", [["  ", "  "]], ["    "], "as written"],
    [
      "four spaces for a tab",
      [
        ["", ""],
        ["    ", "\t"],
      ],
      ["    ", "        "],
      ["\t", "\t\t"],
    ],
    [
      "a tab for four spaces",
      [
        ["", ""],
        ["\t", "    "],
      ],
      ["\t\t"],
      ["        "],
    ],
    [
      "two columns for four",
      [
        ["", ""],
        ["  ", "    "],
        ["    ", "        "],
      ],
      ["      "],
      ["            "],
    ],
    [
      "all of it four columns too far left",
      [
        ["", "    "],
        ["    ", "        "],
      ],
      ["", "    ", "        "],
      ["    ", "        ", "            "],
    ],
    [
      "one indentation that is two",
      [
        ["", "  "],
        ["", "    "],
        ["  ", "      "],
      ],
      [""],
      [null],
    ],
    [
      "a step that no line shows",
      [
        ["  ", "\t"],
        ["    ", "\t\t"],
      ],
      ["   "],
      ["\t "],
    ],
  ];
  it.each(maps)("%s", (_, pairs, added, expected) => {
    expect(mapped(pairs, added)).toEqual(expected);
  });

  it("indentOf is what leads a line", () => {
    expect(["\t a", "a", "  "].map(indentOf)).toEqual(["\t ", "", "  "]);
  });
});
