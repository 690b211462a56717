/** Fenced blocks as models write them around changes: any length, indented in lists, and cut by a fence inside of a diff. */
import { type Line, nextText } from "./piece.ts";
import { isHunkHeader, startsEntry } from "./starts-diff.ts";

/** `lines` are without the fence's own indentation; `end` is the index of the line behind the block. */
type Fence = {
  at: number;
  info: string;
  lines: Line[];
  end: number;
  isClosed: boolean;
  /** A line inside could open or close a fence of this length. */
  holdsFence: boolean;
  /** A fence inside, or the text behind, that makes the block's end doubtful. */
  fault: string | null;
};

const opening = /^([ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?)(`{3,}|~{3,})(.*)$/;
const maxFences = 20;

const longerFence = "use a fence that is longer than every fence inside (for example ````diff)";

export const opensFence = (text: string): boolean => {
  const match = opening.exec(text.slice(0, 2000).trimEnd());
  return match !== null && !(match[2]?.startsWith("`") && match[3]?.includes("`"));
};

type Left = { old: number; new: number };

/** Lines that the last hunk still lacks by its stated counts; null when they hold, are left early, or none are stated. */
const countLeft = (lines: Line[]): Left | null => {
  let left: Left | null = null;
  for (const [at, { text }] of lines.entries()) {
    if (left && (left.old > 0 || left.new > 0) && /^(?:[ +\-\\]|$)/.test(text)) {
      take(left, text);
      continue;
    }
    const counts = /^@@ *-\d{1,9}(?:,(\d{1,9}))? *\+\d{1,9}(?:,(\d{1,9}))?/.exec(text);
    if (counts) left = { old: Number(counts[1] ?? 1), new: Number(counts[2] ?? 1) };
    else if (startsEntry(lines, at) || isHunkHeader(text)) left = null;
    else if (left && (left.old > 0 || left.new > 0) && !isBareFence(text)) left = null;
    else if (left && isBareFence(text)) take(left, text);
  }
  return left && (left.old > 0 || left.new > 0) ? left : null;
};

const take = (left: Left, text: string): void => {
  const mark = text[0] ?? " ";
  if (mark === "\\") return;
  if (mark !== "+") left.old--;
  if (mark !== "-") left.new--;
};

const isBareFence = (text: string): boolean => /^(?:`{3,}|~{3,})\s*$/.test(text);

const continuesBody = (text: string): boolean => /^(?:[+@]|-(?![- ])| \S)/.test(text);

/** Does the last hunk go on over the bare fence that `lines` start with, so that its counts hold exactly where a fence or a header follows? */
const goesOn = (lines: Line[], counted: Left, isNested: boolean): boolean => {
  const left = { ...counted };
  let marked = 0;
  let at = 0;
  for (; left.old > 0 || left.new > 0; at++) {
    const text = lines[at]?.text;
    if (text === undefined || left.old < 0 || left.new < 0 || !(/^(?:[ +\-\\]|$)/.test(text) || isBareFence(text)))
      return false;
    if (/^[+-]|^ \S/.test(text)) marked++;
    take(left, text);
  }
  if (left.old !== 0 || left.new !== 0) return false;
  const next = lines[at]?.text ?? "";
  if (isHunkHeader(next) || startsEntry(lines, at)) return true;
  return isBareFence(next) && (marked > 0 || isNested);
};

const unindent = (lines: Line[], indent: string): Line[] => {
  const isShared = lines.every(({ text }) => text.startsWith(indent) || text.trim() === "");
  return indent !== "" && isShared ? lines.map(({ text, at }) => ({ text: text.slice(indent.length), at })) : lines;
};

const withoutReturns = (lines: Line[]): Line[] =>
  lines.every(({ text }) => text.endsWith("\r"))
    ? lines.map(({ text, at }) => ({ text: text.slice(0, -1), at }))
    : lines;

/** The block that opens at `at`, or null. It closes at the first bare fence of its kind, length and indentation that no hunk needs. */
export const readFence = (lines: Line[], at: number): Fence | null => {
  const line = lines[at];
  if (!line || !opensFence(line.text)) return null;
  const [, lead = "", fence = "", info = ""] = opening.exec(line.text.trimEnd()) ?? [];
  const indent = lead.replace(/[^\t]/g, " ");
  const isClosing = (text: string): boolean => {
    const bare = text.trimEnd();
    const marks = bare.trimStart();
    const before = bare.slice(0, bare.length - marks.length);
    return (
      marks.length >= fence.length &&
      /^(?:`+|~+)$/.test(marks) &&
      marks[0] === fence[0] &&
      (before === indent || before === "")
    );
  };
  const block = (stop: number, fault: string | null): Fence => {
    const inner = unindent(lines.slice(at + 1, stop), indent);
    const isClosed = stop < lines.length;
    const holdsFence = inner.some(({ text }) => text.trimStart().startsWith(fence));
    const content = line.text.endsWith("\r") ? withoutReturns(inner) : inner;
    return {
      at: line.at,
      info: info.trim(),
      lines: content,
      end: Math.min(stop + 1, lines.length),
      isClosed,
      holdsFence,
      fault,
    };
  };
  let stop = at + 1;
  for (let fences = 0; ; fences++) {
    while (stop < lines.length && !isClosing(lines[stop]?.text ?? "")) stop++;
    const following = lines[stop + 1]?.text ?? "";
    if (stop >= lines.length || (following === "" && (lines[stop + 2]?.text ?? "") === "")) return block(stop, null);
    const left = countLeft(unindent(lines.slice(at + 1, stop), indent));
    if (!left || !goesOn(unindent(lines.slice(stop), indent), left, fences > 0)) {
      const isDiff = lines.slice(at + 1, stop).some(({ text }) => isHunkHeader(text.trimStart()));
      const detail = `the diff seems to go on behind the closing fence: ${longerFence}`;
      return block(stop, isDiff && continuesBody(following.slice(indent.length)) ? detail : null);
    }
    if (fences === maxFences) return block(stop, `the diff holds too many fences of its own length: ${longerFence}`);
    stop++;
  }
};

/** A content that is nothing but one fenced block is what stands in it. */
export const unwrapFence = (lines: Line[]): Line[] => {
  const fence = readFence(lines, nextText(lines));
  return fence?.isClosed && nextText(lines, fence.end) === lines.length ? fence.lines : lines;
};
