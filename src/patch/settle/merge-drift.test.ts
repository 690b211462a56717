import { describe, expect, it } from "vitest";
import { modify, numbered, outcome } from "../apply-reply.fixture.ts";

const base = numbered(20);
const hunk = ["@@ -4,3 +4,3 @@", " line 4", "-line 5", "+five", " line 6"];
const against = (id: string, ...lines: string[]) =>
  `diff --git a/f b/f\nindex ${id}..def5678 100644\n${modify(...lines)}`;

/** What a diff against `base` makes of a file that has moved on. */
const drifted = (current: string, lines = hunk, blobs: Record<string, string> = { abc1234: base }) => {
  const result = outcome(against("abc1234", ...lines), { f: current }, blobs);
  return Array.isArray(result) ? result.join("\n") : result.f;
};

const displaced = `x\nx\nx\nx\nline 5\n${base}`;

describe("a diff against an older text", () => {
  const merged: [string, string, string[], string][] = [
    [
      "goes where the older text says, though its line stands where it says too",
      displaced,
      ["@@ -5 +5 @@", "-line 5", "+five"],
      displaced.replace("line 4\nline 5", "line 4\nfive"),
    ],
    [
      "is merged with a change elsewhere",
      base.replace("line 15", "15"),
      hunk,
      base.replace("line 15", "15").replace("line 5", "five"),
    ],
    [
      "is merged with a change of its context",
      base.replace("line 6", "six"),
      hunk,
      base.replace("line 6", "six").replace("line 5", "five"),
    ],
    ["is merged with lines that were inserted above", `new\n${base}`, hunk, `new\n${base.replace("line 5", "five")}`],
    [
      "keeps the file's line ends",
      base.replace("line 6", "six").replaceAll("\n", "\r\n"),
      hunk,
      base.replace("line 6", "six").replace("line 5", "five").replaceAll("\n", "\r\n"),
    ],
    [
      "goes where the older text says, though its line stands twice now",
      `line 5\n${base}`,
      ["@@ -5 +5 @@", "-line 5", "+five"],
      `line 5\n${base.replace("line 5\n", "five\n")}`,
    ],
  ];
  it("is refused where its lines were changed or moved since", () => {
    const moved = `${base.replace("line 4\nline 5\nline 6\n", "")}line 4\nline 5\nline 6\n`;
    expect(drifted(moved)).toMatch(/^no-match f #1 @5: the file has changed/);
  });

  it.each(merged)("%s", (_, current, lines, after) => {
    expect(drifted(current, lines)).toBe(after);
  });

  const refused: [string, string, RegExp][] = [
    ["when the line was changed", base.replace("line 5", "5!"), /^no-match f #1 @5/],
    ["when the lines are gone", base.replace("line 4\nline 5\nline 6\n", ""), /^no-match f #1/],
    ["when the change is made already", base.replace("line 5", "five"), /^no-change/],
  ];
  it.each(refused)("is refused %s", (_, current, expected) => {
    expect(drifted(current)).toMatch(expected);
  });

  it("is placed by its own lines where the older text is not known, or is another", () => {
    const current = base.replace("line 6", "six");
    expect(drifted(current, hunk, {})).toBe(current.replace("line 5", "five"));
    expect(drifted(base, hunk, { abc1234: "other\n" })).toBe(base.replace("line 5", "five"));
  });
});
