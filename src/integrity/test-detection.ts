/** What in code outside of tests asks whether tests are running: such code can behave for them alone. */
import type { Language } from "./split-code.ts";

/** The first is looked for in code without strings, the second in the whole line. */
type Sign = [code: RegExp, line: RegExp];

const signs: Partial<Record<Language, Sign[]>> = {
  javascript: [
    [
      /\bprocess\s*\??\.\s*env\b|\bimport\.meta\.env\b|\b(?:Deno|Bun)\.env\b/,
      /\b(?:VITEST\w{0,20}|JEST_\w{1,20}|MOCHA\w{0,20}|NODE_TEST_CONTEXT|PLAYWRIGHT\w{0,20}|CYPRESS\w{0,20})\b|\b(?:NODE_ENV|MODE)\b.{0,40}["'`]test["'`]|["'`]test["'`].{0,60}\b(?:NODE_ENV|MODE)\b/,
    ],
    [
      /\bimport\.meta\.vitest\b|\btypeof\s+(?:describe|it|test|jest|vi|expect|mocha|jasmine)\b|\b(?:globalThis|global|window)\s*\??\.\s*(?:describe|it|jest|vi|expect|jasmine|mocha|__vitest\w{0,20}|__coverage__)\b/,
      /./,
    ],
    [
      /\bprocess\s*\.\s*(?:argv|execArgv|title|mainModule)\b|\brequire\.main\b|\.stack\b/,
      /\b(?:vitest|jest|mocha|jasmine|node:test)\b|--test\b|\.(?:test|spec)\b/,
    ],
  ],
  python: [
    [/\benviron\b|\bgetenv\b/, /PYTEST_|TOX_ENV|UNITTEST|["']TESTING["']/],
    [/\bsys\s*\.\s*(?:modules|argv)\b/, /pytest|unittest|nose|["']test["']/],
    [
      /\b(?:inspect\s*\.\s*stack|traceback\s*\.\s*\w{1,30}|_called_from_test)\b/,
      /pytest|unittest|test_|_called_from_test/,
    ],
  ],
  go: [
    [/\btesting\.Testing\s*\(/, /./],
    [/\bflag\.Lookup\s*\(|\bos\.Args\b/, /["'`]-?test\.|\.test\b/],
    [/^\s*(?:import\s+)?(?:\w{1,30}\s+)?""\s*$/, /^\s*(?:import\s+)?(?:\w{1,30}\s+)?"testing"\s*$/],
  ],
  rust: [
    [/\bcfg!\s*\(.{0,80}\btest\b|#!?\[\s*cfg\s*\(\s*not\s*\(\s*test\b|\bcfg_attr\s*\(\s*(?:not\s*\(\s*)?test\b/, /./],
  ],
  java: [
    [
      /\bforName\s*\(|\bgetStackTrace\b|\bstackTrace\b|\bStackWalker\b|\bSystem\s*\.\s*(?:getProperty|getenv)\b/,
      /org\.junit|org\.testng|surefire|junit|testng|kotest/i,
    ],
  ],
};

/** `code` has the inside of strings and comments taken out, `raw` is the same line as it stands. */
export const detectsTests = (code: string, raw: string, language: Language): boolean =>
  (signs[language] ?? []).some(([inCode, inLine]) => inCode.test(code) && inLine.test(raw));
