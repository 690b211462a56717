/** The tests that a file declares, as far as its text tells: titles of calls, names of functions. */
import { type Language, splitCode } from "./split-code.ts";

const maxLine = 2_000;

type Declaration = {
  /** In code without strings and comments. */
  code: RegExp;
  /** Gives the title as its last group, in the whole line. */
  title: RegExp;
};

const declarations: Partial<Record<Language, Declaration>> = {
  javascript: {
    code: /\b(?:it|test|specify|fit|xit)(?:\.\w{1,20}){0,3}\s*\(/,
    title: /\b(?:it|test|specify|fit|xit)(?:\.\w{1,20}){0,3}\s*\(\s*(["'`])((?:(?!\1).){1,200})\1/,
  },
  python: { code: /^\s*(?:async\s+)?def\s+test\w{0,200}\s*\(/, title: /\bdef\s+(test\w{0,200})/ },
  ruby: {
    code: /^\s*(?:it|specify|test|scenario)\s*\(?\s*["']|^\s*def\s+test_\w{0,200}/,
    title: /^\s*(?:it|specify|test|scenario)\s*\(?\s*(["'])((?:(?!\1).){1,200})\1|\bdef\s+(test_\w{0,200})/,
  },
  php: { code: /\bfunction\s+test\w{0,200}\s*\(/i, title: /\bfunction\s+(test\w{0,200})/i },
  elixir: { code: /^\s*(?:test|property)\s*"/, title: /^\s*(?:test|property)\s*(")((?:(?!\1).){1,200})\1/ },
  swift: { code: /\bfunc\s+test\w{0,200}\s*\(/, title: /\bfunc\s+(test\w{0,200})/ },
  dart: { code: /\b(?:test|testWidgets)\s*\(/, title: /\b(?:test|testWidgets)\s*\(\s*(["'])((?:(?!\1).){1,200})\1/ },
  cpp: {
    code: /^\s*(?:TEST(?:_[FP])?|TYPED_TEST|TEST_CASE|SCENARIO)\s*\(/,
    title: /^\s*(?:TEST(?:_[FP])?|TYPED_TEST|TEST_CASE|SCENARIO)\s*\(\s*([^)]{1,200})/,
  },
  go: { code: /^func\s+(?:Test|Fuzz)\w{0,200}\s*\(/, title: /^func\s+((?:Test|Fuzz)\w{0,200})/ },
};

/** Where an attribute or annotation stands above the function that it makes a test. */
const marked: Partial<Record<Language, { mark: RegExp; title: RegExp }>> = {
  rust: { mark: /#\[\s*(?:\w{1,20}::){0,2}test\b/, title: /\bfn\s+(\w{1,200})/ },
  java: {
    mark: /@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\b/,
    title: /\bfun\s+`?([^`(]{1,200})|\bvoid\s+(\w{1,200})\s*\(/,
  },
  csharp: {
    mark: /\[\s*(?:Fact|Theory|Test|TestCase|TestMethod)\b/,
    title: /\b(?:void|Task)\s+(\w{1,200})\s*\(/,
  },
};

const lastGroup = (match: RegExpExecArray | null): string | null =>
  match
    ?.slice(1)
    .findLast((group) => group !== undefined)
    ?.trim() ?? null;

/** Titles in the order of the file, one for each declaration; a title may stand twice. */
export const listTestTitles = (text: string, language: Language): string[] => {
  const plain = declarations[language];
  const above = marked[language];
  if (plain === undefined && above === undefined) return [];
  const raw = text.split("\n");
  const titles: string[] = [];
  let mark: string | null = null;
  for (const [index, { code }] of splitCode(text, language).entries()) {
    const line = (raw[index] ?? "").slice(0, maxLine);
    const short = code.slice(0, maxLine);
    if (plain?.code.test(short)) titles.push(lastGroup(plain.title.exec(line)) ?? line.trim());
    if (above?.mark.test(short)) mark = line.trim();
    const title = mark !== null ? lastGroup(above?.title.exec(line) ?? null) : null;
    if (title === null) continue;
    titles.push(title);
    mark = null;
  }
  // Of a file that is known in part, the function may stand in the other one.
  if (mark !== null) titles.push(mark);
  return titles;
};
