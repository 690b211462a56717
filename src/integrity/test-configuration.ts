/** Tells which changes touch what decides how tests are run, and what of it. */
import type { FileChange } from "../domain/patch.ts";
import { addedLines } from "./added-lines.ts";
import type { Weakening } from "./weakening.ts";

const whole =
  /(?:^|\/)(?:(?:vitest|vite|jest|karma|playwright|cypress|ava)\.(?:config|workspace)[\w.]*|\.mocharc(?:\.\w+)?|\.nycrc(?:\.\w+)?|\.c8rc\.json|pytest\.ini|\.pytest\.ini|tox\.ini|noxfile\.py|conftest\.py|\.coveragerc|jest\.setup[\w.]*|vitest\.setup[\w.]*|setupTests\.[jt]sx?)$/;

/** Of files that hold much else, only lines that speak of tests count. */
const partly: [RegExp, RegExp][] = [
  [
    /(?:^|\/)package\.json$/,
    /"(?:pre|post)?test(?::[\w:-]+)?"\s*:|"(?:jest|mocha|vitest|ava|nyc|c8|tap)"\s*:|\btest(?:PathIgnore|Match|Regex)\w*"/,
  ],
  [
    /(?:^|\/)(?:pyproject\.toml|setup\.cfg)$/,
    /pytest|testpaths|addopts|norecursedirs|python_(?:files|classes|functions)|\bcoverage\b/,
  ],
  [/(?:^|\/)Cargo\.toml$/, /^\s*(?:test|doctest|harness|bench)\s*=|\[\[test\]\]|autotests/],
  [
    /(?:^|\/)pom\.xml$/,
    /skip(?:Tests|ITs)?\b|maven\.test\.|surefire|failsafe|<exclude|<groups>|<test>|testFailureIgnore/i,
  ],
  [/(?:^|\/)build\.gradle(?:\.kts)?$/, /\btest\b|useJUnit|ignoreFailures|exclude/i],
  [/(?:^|\/)(?:GNUm|m|M)akefile$/, /^test\b|\btest\b/],
  [/_test\.go$/, /^\/\/go:build\b|^\/\/ \+build\b/],
];

const maxRows = 5;

/** Nothing here is forbidden: many a change has a good reason to touch it, and people see the rows. */
export const findConfiguration = ({ path, before, after }: FileChange): Weakening[] => {
  const row = (line: number | null, what: string): Weakening => ({
    kind: "configuration",
    path,
    line,
    what: what.trim().slice(0, 200).toWellFormed(),
    isForbidden: false,
    isFlagged: true,
  });
  if (whole.test(path)) return [row(null, after === null ? "deleted" : before === null ? "new" : "changed")];
  const [, pattern] = partly.find(([file]) => file.test(path)) ?? [];
  if (!pattern) return [];
  if (before === null && !path.endsWith(".go")) return [];
  const isTelling = (text: string): boolean => pattern.test(text.slice(0, 1_000));
  const telling = (from: string | null, to: string): { index: number; text: string }[] => {
    const added = addedLines(from, to);
    const lines = to.split("\n").map((text, index) => ({ index, text }));
    return lines.filter(({ index, text }) => added.has(index) && isTelling(text));
  };
  return [
    ...telling(before, after ?? "").map(({ index, text }) => row(index + 1, text)),
    ...telling(after, before ?? "").map(({ text }) => row(null, `removed: ${text.trim()}`)),
  ].slice(0, maxRows);
};
