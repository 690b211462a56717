import { describe, expect, it } from "vitest";
import { findOrphans } from "./find-orphans.ts";
import type { Commit } from "./history.ts";
import { parseCodeowners } from "./parse-codeowners.ts";

const day = 86_400;
const now = 2_000 * day;

const commit = (author: string, daysAgo: number, files: string[], change: Partial<Commit> = {}): Commit => ({
  time: now - daysAgo * day,
  author,
  isBot: false,
  subject: "s",
  body: "",
  files,
  isSweeping: false,
  ...change,
});

const find = (text: string, paths: string[], commits: Commit[] = []) =>
  findOrphans({ rules: parseCodeowners(text).rules, paths, commits, now });

describe("findOrphans", () => {
  it("names rules that match no file, and rules that name nobody", () => {
    const text =
      "* @a\n/gone/ @a\n/src/a.ts/ @a\n/src/a.ts @a\n/src @a\n/src/ @a\n*.py @a\ndocs/* @a\n/deep/down/ @a\n/src/b.ts";
    const orphans = find(text, ["src/a.ts", "src/b.ts", "docs/x/y.md", "deep/down/under/c.ts"]);
    expect(orphans.unmatchedRules).toEqual([
      { line: 2, pattern: "/gone/" },
      { line: 3, pattern: "/src/a.ts/" },
      { line: 7, pattern: "*.py" },
      { line: 8, pattern: "docs/*" },
    ]);
    expect(orphans.emptyRules).toEqual([{ line: 10, pattern: "/src/b.ts" }]);
  });

  it("names files whose people have all been quiet for a year, wherever else they were seen", () => {
    const commits = [
      commit("Ada", 10, ["new.ts"]),
      commit("Robot", 5, ["left.ts"], { isBot: true }),
      commit("Bo", 366, ["left.ts", "shared.ts"]),
      commit("Ada", 900, ["ada.ts", "shared.ts"]),
    ];
    const paths = ["ada.ts", "left.ts", "new.ts", "shared.ts", "unknown.ts"];
    expect(find("", paths, commits).quietFiles).toEqual(["left.ts"]);
    expect(find("", paths, [...commits, commit("Bo", 364, [])]).quietFiles).toEqual([]);
  });
});
