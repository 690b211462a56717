import { describe, expect, it } from "vitest";
import { learnInnerSpace, learnTrailing, respellInner, respellTrailing } from "./inner-space.ts";
import { pairsOf } from "./pairs.fixture.ts";

describe("respellInner", () => {
  const inner: [string, [string, string][], string, string | null][] = [
    ["keeps what nothing contradicts", [["a  b", "a  b"]], "c   d", "c   d"],
    ["keeps lines that the file aligns otherwise", [["a = 1", "a   = 1"]], "b = 2", "b = 2"],
    ["gives the file's run for the reply's", [["a    b", "a\tb"]], "c    d", "c\td"],
    [
      "doubts a run that stands for two",
      [
        ["a    b", "a\tb"],
        ["c    d", "c  d"],
      ],
      "e    f",
      null,
    ],
    ["doubts a run that no line shows", [["a    b", "a\tb"]], "c  d", null],
    ["leaves indentation and ends alone", [["a    b", "a\tb"]], "    c    d    ", "    c\td    "],
  ];
  it.each(inner)("%s", (_, shown, line, expected) => {
    expect(respellInner(line, learnInnerSpace(pairsOf(shown)))).toBe(expected);
  });
});

describe("respellTrailing", () => {
  const ends: [string, [string, string][], string[], string, string | null][] = [
    ["keeps what nothing contradicts", [["a", "a"]], ["a"], "b  ", "b  "],
    ["takes off what all lines got", [["a  ", "a"]], ["a"], "b  ", "b"],
    ["doubts it where the file has such ends", [["a  ", "a"]], ["a", "b  "], "c  ", null],
    [
      "doubts it where the reply keeps one",
      [
        ["a  ", "a"],
        ["b  ", "b  "],
      ],
      ["a", "b  "],
      "c  ",
      null,
    ],
    [
      "keeps lines without any",
      [
        ["a  ", "a"],
        ["b  ", "b  "],
      ],
      ["a", "b  "],
      "c",
      "c",
    ],
    ["keeps what is written by one who strips", [["a", "a  "]], ["a  "], "b  ", "b  "],
    ["doubts blank lines of one who strips them", [["", "  "]], ["  "], "", null],
    [
      "takes off blank lines what all got",
      [
        ["a ", "a"],
        ["  ", ""],
      ],
      ["a", ""],
      "   ",
      "",
    ],
  ];
  it.each(ends)("%s", (_, shown, lines, line, expected) => {
    expect(respellTrailing(line, learnTrailing(pairsOf(shown), lines))).toBe(expected);
  });
});
