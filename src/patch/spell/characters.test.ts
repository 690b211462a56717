import { describe, expect, it } from "vitest";
import { type Escaping, learnCharacters, learnEscaping, respellCharacters } from "./characters.ts";
import { pairsOf } from "./pairs.fixture.ts";

describe("learnEscaping", () => {
  const escapings: [string, [string, string][], string[], Escaping][] = [
    ["lines that the file has unescaped", [["a &lt; b", "a < b"]], [], "escaped"],
    ["lines that the file has escaped", [["a &lt; b", "a &lt; b"]], [], "plain"],
    ["bare characters", [["a < b", "a < b"]], ["&gt;"], "plain"],
    ["a bare character in an added line", [["a", "a"]], ["<p>&gt;</p>"], "plain"],
    [
      "both",
      [
        ["a &lt; b", "a < b"],
        ["c > d", "c > d"],
      ],
      [],
      "doubtful",
    ],
    ["nothing", [["a", "a"]], ["&gt; x"], "unknown"],
    ["bare quotes", [["a", "a"]], ["&gt; 'x'"], "plain"],
  ];
  it.each(escapings)("learns from %s", (_, shown, added, expected) => {
    expect(learnEscaping(pairsOf(shown), added)).toBe(expected);
  });
});

describe("respellCharacters", () => {
  const respelled: [string, [string, string][], string, string | null][] = [
    ["keeps what nothing contradicts", [["‘a’", "‘a’"]], "“b”", "“b”"],
    ["gives the file's characters", [["‘a’", "'a'"]], "‘b’", "'b'"],
    ["makes all quotes plain when some are, and no more", [["‘a’", "'a'"]], "“b” – c", '"b" – c'],
    ["gives the file's typography", [["'a'", "‘a’"]], "x", "x"],
    [
      "doubts a character that the file has too",
      [
        ["‘a’", "'a'"],
        ["‘b’", "‘b’"],
      ],
      "‘c’",
      null,
    ],
    ["doubts one that stands for two", [["'a'", "‘a’"]], "'b'", null],
    ["keeps what the file has too", [["‘a’ é", "'a' é"]], "é", "é"],
  ];
  it.each(respelled)("%s", (_, shown, line, expected) => {
    expect(respellCharacters(line, learnCharacters(pairsOf(shown), false))).toBe(expected);
  });
});
