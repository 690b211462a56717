import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCommitBody, renderCommitSubject, renderTitle } from "./plain-line.ts";

describe("renderTitle", () => {
  it.each([
    ["Add a limit to the reader", "Add a limit to the reader"],
    ["  two\nlines\r\n\tand  spaces ", "two lines and spaces"],
    ["a\u0000b\u202Ec\u200Bd\u{E0041}e", "abcde"],
    ["\u001B[31mred\u001B[0m", "red"],
    ["thanks @octo and @acme/team", "thanks @ octo and @ acme/team"],
    ["Fixes #12, closes acme/app#3", "Fixes no. 12, closes acme/app no. 3"],
    ["resolve GH-12", "resolve GH 12"],
    ["fixes https://github.com/acme/app/issues/1", "fixes github.com/acme/app/issues/1"],
    ["#https://1", "no. 1"],
    ["hthttps://tps://x", "x"],
    ["a [skip ci] b", "a (skip ci) b"],
    ["[CI SKIP]", "(CI SKIP)"],
    ["[no ci] [x]", "(no ci) [x]"],
    ["[ skip  actions ]", "( skip actions )"],
    ["[skip\u200B ci]", "(skip ci)"],
    ["***NO_CI*** x", "NO CI x"],
    ["fix arrays [1, 2]", "fix arrays [1, 2]"],
    ["", "Untitled change"],
    ["\u200B\n", "Untitled change"],
  ])("renders %j as %j", (text, title) => {
    expect(renderTitle(text)).toBe(title);
  });

  it("cuts at a word", () => {
    const title = renderTitle("word ".repeat(100));
    expect(title).toMatch(/^(word )+word…$/);
    expect(title.length).toBeLessThanOrEqual(256);
    expect(renderCommitSubject("word ".repeat(100)).length).toBeLessThanOrEqual(72);
    expect(renderCommitSubject("x".repeat(100))).toBe(`${"x".repeat(71)}…`);
    expect(renderCommitSubject("😀".repeat(100)).isWellFormed()).toBe(true);
  });
});

describe("renderCommitBody", () => {
  it.each([
    ["Signed-off-by: A <a@b.c>", "Signed-off-by - A <a@ b.c>"],
    ["  co-authored-by : x", "co-authored-by - x"],
    ["Draftsmith-Run: 7", "Draftsmith-Run - 7"],
    ["\u200BDraftsmith-Run: 7", "Draftsmith-Run - 7"],
    ["Draftsmith-\u200BRun: 7", "Draftsmith-Run - 7"],
    ["a\rDraftsmith-Run: 7", "a\nDraftsmith-Run - 7"],
    ["a\u2028Draftsmith-Run: 7", "a\nDraftsmith-Run - 7"],
    ["skip-checks:true", "skip-checks - true"],
    ["Fixes: #12", "Fixes - no. 12"],
    ["Cc: x", "Cc - x"],
    ["---", "--"],
    ["ci---Draftsmith-Run: 1", "ci---Draftsmith-Run - 1"],
    ["-: x", "- - x"],
    ["(cherry picked from commit abc)", "(picked from commit abc)"],
    ["Note: a plain sentence", "Note: a plain sentence"],
    ["one\n\n\n\ntwo\n", "one\n\ntwo"],
    ["[skip ci]", "(skip ci)"],
    ["", ""],
  ])("renders %j as %j", (text, body) => {
    expect(renderCommitBody(text)).toBe(body);
  });

  it("has at most 4,000 characters", () => {
    expect(renderCommitBody("word\n".repeat(2_000)).length).toBeLessThanOrEqual(4_000);
    expect(renderCommitBody("word\n".repeat(2_000))).toMatch(/word\n…$/);
    expect(renderCommitBody("x ".repeat(5_000)).length).toBeLessThanOrEqual(200);
  });
});

describe("any text", () => {
  const piece = fc.constantFrom(
    ..."@,#,1,GH-,://,http,[,],skip, ci,***,NO_CI,Draftsmith-Run: 1,Signed-off-by:,\n,\r,\u2028,\u200B,\u202E,\u001B[,---, ,fixes ,Closes: ".split(
      ",",
    ),
  );
  const texts = fc
    .array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 5 }), fc.string({ maxLength: 4 })), { maxLength: 25 })
    .map((parts) => parts.join(""));

  it("has no effect", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const line of [renderTitle(text), renderCommitSubject(text), ...renderCommitBody(text).split("\n")]) {
          expect(line).not.toMatch(/@[\p{L}\p{N}]|#\d|\bGH-\d|:\/\//iu);
          expect(line).not.toMatch(/\[[^\w[\]]*(?:skip[^\w[\]]+ci|ci[^\w[\]]+skip)[^\w[\]]*\]|\*{3}/i);
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        }
        expect(renderCommitBody(text)).not.toMatch(/^[ \t]*([a-z0-9]+-[a-z0-9-]+|fixes|closes)[ \t]*:/im);
      }),
      { numRuns: 500 },
    );
  });

  it("gives the same when rendered again", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const render of [renderTitle, renderCommitSubject, renderCommitBody])
          expect(render(render(text))).toBe(render(text));
      }),
      { numRuns: 500 },
    );
  });
});
