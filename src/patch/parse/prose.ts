/** Tells what people write around a diff from the lines of a hunk; used only outside fences. */
import { isBlank, markOf } from "./line-marks.ts";

const isProse = (text: string): boolean => {
  const line = text.slice(0, 400);
  if (/^(?:#{1,6} |```|~~~|> |[*•] |\d{1,3}[.)] |\*\*\S)/.test(line)) return true;
  if (text.length > 400) return false;
  const words = line.trimEnd().split(" ", 4).length;
  return words > 2 && /^["'`(_*]?[A-Z]/.test(line) && /[.:!?)]$/.test(line.trimEnd()) && !/[;{}=]/.test(line);
};

/** More unmarked lines than this behind a hunk's last mark are no context. */
const maxUnmarked = 40;

/** A line that surely belongs to a diff: indented prose starts with a space too, but with several. */
const isMarked = (text: string): boolean => {
  const mark = markOf(text);
  return mark === " " ? text.length > 1 && !/\s/.test(text.charAt(1)) : mark !== "";
};

/**
 * The end of the hunk in `start`…`end` without the prose behind it. `isLast` says that no header follows:
 * only then a paragraph after a blank line ends the hunk. Lines behind which a mark follows all stay.
 */
export const endBeforeProse = (texts: string[], start: number, end: number, isLast: boolean): number => {
  let tail = end;
  while (tail > start && !isMarked(texts[tail - 1] ?? "")) tail--;
  let unmarked = 0;
  for (let at = tail; at < end; at++) {
    const text = texts[at] ?? "";
    if (isBlank(text)) continue;
    if (isLast && at > start && isBlank(texts[at - 1] ?? "-") && isProse(text)) return at;
    if (++unmarked > maxUnmarked) return at;
  }
  return end;
};

/** An item of a list (but no removed line of a block comment), or a ruler. */
const isListOrRuler = (text: string): boolean => /^- [^\s*]/.test(text) || /^-{3,}\s*$/.test(text);

/**
 * Are these the words behind a hunk whose counts are complete at `start`? They begin with a blank line and a line that no hunk
 * has, and nothing in them looks added or removed but list items and rulers of a text.
 */
export const isProseWithLists = (texts: string[], start: number, end: number): boolean => {
  let at = start;
  while (at < end && isBlank(texts[at] ?? "")) at++;
  if (at === start || at === end) return false;
  const first = texts[at] ?? "";
  if (markOf(first) !== "" && !/^-{3,}\s*$/.test(first)) return false;
  for (; at < end; at++) {
    const text = texts[at] ?? "";
    const mark = markOf(text);
    if (mark === "+" || mark === "\\" || (mark === "-" && !isListOrRuler(text))) return false;
  }
  return true;
};
