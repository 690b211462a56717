import { expect, it } from "vitest";
import { findUnmatchedRules } from "./find-unmatched-rules.ts";
import { parseCodeowners } from "./parse-codeowners.ts";

it("names rules that match no file", () => {
  const { rules } = parseCodeowners(
    "* @a\n/gone/ @a\n/src/a.ts/ @a\n/src/a.ts @a\n/src @a\n/src/ @a\n*.py @a\ndocs/* @a\n/deep/down/ @a\n/src/b.ts",
  );
  const found = findUnmatchedRules(rules, ["src/a.ts", "src/b.ts", "docs/x/y.md", "deep/down/under/c.ts"]);
  expect(found.map(({ line, pattern }) => `${line} ${pattern}`)).toEqual([
    "2 /gone/",
    "3 /src/a.ts/",
    "7 *.py",
    "8 docs/*",
  ]);
});
