/** Tells the first line of a unified diff, and of the formats beside it, from prose. */
import type { Line } from "./piece.ts";

const textAt = (lines: Line[], at: number): string => lines[at]?.text ?? "";

export const isHunkHeader = (text: string): boolean => /^@@+(?:[ -]|\s*$)/.test(text);

export const isNamePair = (lines: Line[], at: number): boolean =>
  /^--- \S/.test(textAt(lines, at)) && /^\+\+\+ \S/.test(textAt(lines, at + 1));

/** Lines that git puts below `diff --git`. */
const isExtendedHeader = (text: string): boolean =>
  /^(?:index [0-9a-f]{4,}\.\.[0-9a-f]|(?:new file|deleted file|old|new) mode \d|(?:rename|copy) (?:from|to) \S|(?:dis)?similarity index \d|GIT binary patch\s*$|Binary files .* differ\s*$)/.test(
    text,
  );

const isMarked = (text: string): boolean => /^(?:[ +-]|\\ )/.test(text);

/** Does a file's entry start here: a git line, a name pair, or one name directly before a hunk? */
export const startsEntry = (lines: Line[], at: number): boolean => {
  const text = textAt(lines, at);
  if (/^diff --(?:git|cc|combined) \S/.test(text) || isNamePair(lines, at)) return true;
  if (/^(?:---|\+\+\+) \S/.test(text)) return isHunkHeader(textAt(lines, at + 1));
  return /^Index: \S/.test(text) && /^(?:={20}|--- )/.test(textAt(lines, at + 1));
};

/** Does a diff start here, be it only with a hunk or with the lines that git adds for a rename? */
export const startsDiff = (lines: Line[], at: number): boolean => {
  const text = textAt(lines, at);
  if (startsEntry(lines, at) || isExtendedHeader(text)) return true;
  if (!isHunkHeader(text)) return false;
  return /^@@+ *-\d/.test(text) || isMarked(textAt(lines, at + 1));
};

export const startsSearchReplace = (text: string): boolean => /^<{5,}[ \t]*(?:SEARCH|ORIGINAL|HEAD)\b/i.test(text);

export const startsBeginPatch = (text: string): boolean =>
  /^\*\*\* ?(?:Begin Patch\s*$|(?:Add|Update|Delete) File: ?\S)/.test(text);

/** Does a format for edits other than the unified diff start with this line? */
export const startsEdit = (text: string): boolean => startsSearchReplace(text) || startsBeginPatch(text);

/** The name of a format at `at` that is never accepted, or null. */
export const foreignFormat = (lines: Line[], at: number): string | null => {
  const text = textAt(lines, at);
  if (/^\*{15}/.test(text) && at > 0 && /^(?:---|\*\*\*) \S/.test(textAt(lines, at - 1))) return "context diff";
  if (/^\*\*\* \S/.test(text) && /^--- \S/.test(textAt(lines, at + 1)) && /^\*{15}/.test(textAt(lines, at + 2)))
    return "context diff";
  if (!/^\d{1,9}(?:,\d{1,9})?[acd]/.test(text)) return null;
  if (/^\d+(?:,\d+)?[acd]\d+(?:,\d+)?\s*$/.test(text))
    return /^[<>] /.test(textAt(lines, at + 1)) ? "normal diff" : null;
  if (!/^\d+(?:,\d+)?[acd]\s*$/.test(text)) return null;
  if (text.trimEnd().endsWith("d")) return null;
  for (let next = at + 1; next < Math.min(at + 50, lines.length); next++)
    if (textAt(lines, next).trimEnd() === ".") return "ed script";
  return null;
};
