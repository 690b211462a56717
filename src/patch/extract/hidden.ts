/** What a reader of the reply would overlook: text in comments and folded elements, behind many blank lines, or far to the right. */
import type { Line } from "./piece.ts";

const maxBlankLines = 200;
const maxColumns = 2000;
const maxSpaces = 200;
/** So many names of elements are looked for in vain before the rest counts as hidden. */
const maxUnclosed = 20;

const nothing =
  /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\\]|&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|#160|#8203|#xa0|#x200b);|<\/?(?:br|p|div|span)(?:\s[^<>]{0,200})?\/?>/giu;

/** Is nothing seen of the line where Markdown is shown? Lines that start with a plain sign are told by it. */
const isUnseen = (text: string): boolean => {
  const bare = text.trim();
  return (
    bare === "" || (bare.length < 1000 && /^[<&\\\u0080-\uffff]/.test(bare) && bare.replace(nothing, "").trim() === "")
  );
};

/** Index of the first line with text behind more than 200 blank lines, or -1. */
const findGap = (lines: Line[]): number => {
  let blanks = 0;
  for (const [index, { text }] of lines.entries()) {
    if (isUnseen(text)) blanks++;
    else if (blanks > maxBlankLines) return index;
    else blanks = 0;
  }
  return -1;
};

export const isLongGap = (lines: Line[]): boolean => findGap(lines) >= 0;

/** The 1-based line of the reply from which on a reader sees nothing any more; Infinity where there is none. */
export const findHorizon = (lines: Line[]): number => lines[findGap(lines)]?.at ?? Number.POSITIVE_INFINITY;

/** Does white space push text of this line beyond column 2,000? */
export const isPushedAside = (text: string): boolean => {
  if (text.length <= maxColumns) return false;
  let spaces = 0;
  for (let column = 0; column < text.length; column++) {
    if (/\s/.test(text[column] ?? "")) spaces++;
    else if (spaces >= maxSpaces && column >= maxColumns) return true;
    else spaces = 0;
  }
  return false;
};

const folded =
  /<(details|template|script|style|noscript|title|textarea|head|object|iframe|svg|math|dialog|select)(?=[\s>/]|$)|<(\w{1,40})(?=\s)[^<>]{0,300}?(?:\shidden(?=[\s=>/])|display\s*:\s*none|font-size\s*:\s*0)/i;

type Opening = { index: number; length: number; name: string; close: RegExp };

const isInCode = (text: string, index: number): boolean => {
  let marks = 0;
  for (let at = text.indexOf("`"); at >= 0 && at < index; at = text.indexOf("`", at + 1)) marks++;
  return marks % 2 === 1;
};

const maxTagLines = 20;

/** The line with the lines that go on with a tag at its end. */
const joinTag = (lines: Line[], at: number): string => {
  let text = lines[at]?.text ?? "";
  if (!/<\w{1,40}(?:\s[^<>]{0,300})?$/.test(text.slice(-400))) return text;
  for (
    let next = at + 1;
    next < Math.min(lines.length, at + maxTagLines) && !/>/.test(lines[next - 1]?.text ?? "");
    next++
  ) {
    const following = lines[next]?.text.slice(0, 400) ?? "";
    const [before = ""] = following.split("<", 1);
    text += ` ${before}`;
    if (following.trim() === "" || before !== following) break;
  }
  return text;
};

/** What opens somewhere in a line; what does not open in it opens in no end of it either, so that a line is searched once. */
type Holds = { comment: boolean; element: boolean };

const holdsOf = (text: string): Holds => ({ comment: text.includes("<!--"), element: folded.test(text) });

/** `holds` speaks of the text, or of one that ends with it. */
const findOpening = (text: string, holds: Holds): Opening | null => {
  if (!text.includes("<")) return null;
  const comment = holds.comment ? text.indexOf("<!--") : -1;
  if (comment >= 0 && !isInCode(text, comment))
    return { index: comment, length: 4, name: "an HTML comment", close: /-->/ };
  const element = holds.element ? folded.exec(text) : null;
  if (element && !isInCode(text, element.index)) {
    const name = (element[1] ?? element[2] ?? "").toLowerCase();
    const close = new RegExp(`</${name}\\s*>`, "i");
    return { index: element.index, length: element[0].length, name: `a <${name}> element`, close };
  }
  const other = /^ {0,3}(?:<(\?)|<!(?:\[CDATA\[|[A-Za-z]))/.exec(text);
  if (!other) return null;
  const close = other[1] ? /\?>/ : text.includes("<![CDATA[") ? /\]\]>/ : />/;
  return { index: other[0].length, length: 0, name: "an HTML declaration", close };
};

/** `end` is the index behind the last hidden line; `inner` what is hidden. */
export type Hidden = { name: string; inner: Line[]; end: number };

/**
 * The hidden text that opens in the line at `at`, or null. An opening at the start of a line that nothing closes hides all that follows; one inside of
 * a line does not. `unclosed` remembers what nothing closes, so that it is looked for once.
 */
export const readHidden = (lines: Line[], at: number, unclosed: Set<string>): Hidden | null => {
  const line = lines[at];
  const joined = line ? joinTag(lines, at) : "";
  const opening = joined.includes("<") ? findOpening(joined, holdsOf(joined)) : null;
  if (!line || !opening) return null;
  const startsLine = line.text.slice(0, opening.index).trim() === "";
  if (!startsLine && unclosed.has(opening.name)) return null;
  const inner: Line[] = [];
  let { name, close } = opening;
  let text = line.text.slice(opening.index + opening.length);
  let holds = holdsOf(text);
  for (let end = at; end < lines.length; ) {
    const closing = close.exec(text);
    inner.push({ text: closing ? text.slice(0, closing.index) : text, at: lines[end]?.at ?? line.at });
    const rest = closing ? text.slice(closing.index + closing[0].length) : "";
    const next = findOpening(rest, holds);
    if (closing && !next) return { name, inner, end: end + 1 };
    if (next) {
      ({ name, close } = next);
      text = rest.slice(next.index + next.length);
    } else {
      text = lines[++end]?.text ?? "";
      holds = holdsOf(text);
    }
  }
  unclosed.add(name);
  return startsLine || unclosed.size > maxUnclosed ? { name, inner, end: lines.length } : null;
};
