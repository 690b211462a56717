import { describe, expect, it } from "vitest";
import { renderSafeMarkdown } from "./markdown.ts";
import { renderCommitBody, renderCommitSubject, renderTitle } from "./plain-line.ts";
import { createSecretScanner } from "./secrets.ts";
import { breakSkips } from "./skip-words.ts";

const door = { scanner: createSecretScanner([]), repository: { owner: "acme", name: "app" }, ownIssue: 7 };

describe("what skips checks", () => {
  it.each([
    ["[skip ci]", "(skip ci)"],
    ["[ci skip]", "(ci skip)"],
    ["[no ci]", "(no ci)"],
    ["[skip_ci]", "(skip_ci)"],
    ["[skip-ci]", "(skip-ci)"],
    ["[skipci]", "(skipci)"],
    ["[ SKIP  CI ]", "( SKIP  CI )"],
    ["[skip actions]", "(skip actions)"],
    ["[actions skip]", "(actions skip)"],
    ["[skipped ci]", "(skipped ci)"],
    ["[ci: ignore]", "(ci: ignore)"],
    ["[disable-checks]", "(disable-checks)"],
    ["[skip azurepipelines]", "(skip azurepipelines)"],
    ["[skip netlify]", "(skip netlify)"],
    ["[CF-Pages-Skip]", "(CF-Pages-Skip)"],
    ["***NO_CI***", "NO CI"],
    ["skip-checks: true", "skip-checks - true"],
    ["skip-checks:true", "skip-checks - true"],
  ])("%s is broken", (text, broken) => {
    expect(breakSkips(text)).toBe(broken);
    expect(breakSkips(broken)).toBe(broken);
    for (const rendered of [renderTitle(`Fix it ${text}`), renderCommitSubject(text), renderCommitBody(`a\n${text}`)])
      expect(rendered).not.toContain(text);
    expect(renderSafeMarkdown(text, door)).not.toContain(text);
    expect(renderSafeMarkdown(`\`${text}\``, door)).not.toContain(text);
  });

  it.each(["[CI] Cache it", "a [link] and [x]", "[no changes]", "skip the checks", "no CI yet", "[build] faster"])(
    "%j stays",
    (text) => expect(renderTitle(text)).toBe(text),
  );
});

describe("trailers in a title", () => {
  it.each([
    ["Signed-off-by: A <a@b.c>", "Signed-off-by - A <a@ b.c>"],
    ["Co-authored-by: A", "Co-authored-by - A"],
    ["BREAKING CHANGE: all", "BREAKING CHANGE - all"],
    ["BREAKING-CHANGE: all", "BREAKING-CHANGE - all"],
    ["Release-As: 9.9.9", "Release-As - 9.9.9"],
    ["Draftsmith-Run: 7", "Draftsmith-Run - 7"],
  ])("%s are broken", (text, broken) => {
    expect(renderTitle(text)).toBe(broken);
    expect(renderCommitSubject(text)).toBe(broken);
    expect(renderCommitBody(text)).toBe(broken);
  });

  it.each(["follow-up: rename it", "fix(parser): an empty list", "pre-commit: add a hook"])("%j stays", (text) =>
    expect(renderTitle(text)).toBe(text),
  );
});
