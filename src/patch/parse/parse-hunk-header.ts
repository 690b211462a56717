/** The numbers and the words of a hunk's header, in every way in which they are written. */
import type { StatedRange } from "../draft.ts";

export type HunkHeader = { before: StatedRange; after: StatedRange; sections: string[] };

const maxNumber = 1_000_000_000;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const skipSpaces = (text: string, from: number): number => {
  let at = from;
  while (text.charCodeAt(at) === 32) at++;
  return at;
};

type Read = { value: number | null; end: number };

/** The number at `from`, null where a letter stands for it or no file is that long. */
const readNumber = (text: string, from: number): Read | null => {
  if (/^[?*nxy](?!\w)/i.test(text.slice(from, from + 2))) return { value: null, end: from + 1 };
  let value = 0;
  let at = from;
  for (let code = text.charCodeAt(at); isDigit(code); code = text.charCodeAt(++at))
    value = Math.min(value * 10 + code - 48, maxNumber + 1);
  return at === from ? null : { value: value > maxNumber ? null : value, end: at };
};

/** `hasCount` is false for a number alone, which counts one line beside a second range and else only names a line. */
type Range = StatedRange & { hasCount: boolean; end: number };

const readRange = (text: string, from: number, sign: "-" | "+"): Range | null => {
  if (text[from] !== sign) return null;
  const start = readNumber(text, skipSpaces(text, from + 1));
  if (!start) return null;
  if (text[start.end] !== ",") return { start: start.value, count: null, hasCount: false, end: start.end };
  const behind = skipSpaces(text, start.end + 1);
  const count = readNumber(text, behind) ?? { value: null, end: behind };
  return { start: start.value, count: count.value, hasCount: true, end: count.end };
};

const nothing: StatedRange = { start: null, count: null };

const toStated = (range: Range | null, other: Range | null): StatedRange => {
  if (!range) return nothing;
  const { start, count, hasCount } = range;
  return { start, count: hasCount || !other || start === null ? count : 1 };
};

const placeholder = /^[-+.,:?*…_@\s\dxXyYnNmMlL]*$/;

/** Words that tell a place; dots and letters in place of numbers tell none. */
const wordsOf = (text: string): string[] => {
  const words = text.trim();
  return words.length < 80 && placeholder.test(words) ? [] : [words];
};

const lineInWords =
  /^\W{0,4}(?:around |near |at |after |from )?(?:lines? |L)(\d{1,9})(?:\s?[-–,]\s?L?\d{1,9})?\W{0,4}$/i;

const readWords = (text: string): HunkHeader => {
  const close = text.indexOf("@@");
  const inner = close < 0 ? text : text.slice(0, close);
  const sections = close < 0 ? [] : wordsOf(text.slice(close + 2));
  const line = lineInWords.exec(inner.trim().slice(0, 80))?.[1];
  if (line !== undefined) return { before: { start: Number(line), count: null }, after: nothing, sections };
  return { before: nothing, after: nothing, sections: [...wordsOf(inner), ...sections] };
};

/** Reads a line for which `isHunkHeader` holds. What it does not state, or not readably, is null or left out. */
export const parseHunkHeader = (text: string): HunkHeader => {
  const first = skipSpaces(text, 2);
  const before = readRange(text, first, "-");
  const second = skipSpaces(text, before?.end ?? first);
  const after = readRange(text, second, "+");
  const last = after ?? before;
  if (!last) return readWords(text.slice(2));
  const end = skipSpaces(text, last.end);
  const isStandard = text.startsWith("@@", end);
  const section = isStandard
    ? text.slice(end + 2).trim()
    : text
        .slice(end)
        .trim()
        .replace(/@{1,2}$/, "");
  return {
    before: toStated(before, after),
    after: toStated(after, before),
    sections: isStandard ? (section === "" ? [] : [section]) : wordsOf(section),
  };
};
