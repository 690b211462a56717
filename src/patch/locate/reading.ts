/** A hunk read literally: what each of its lines claims about the file, before any file is looked at. */
import type { DraftHunk, DraftLine } from "../draft.ts";
import { isElision } from "./elision.ts";
import { byteOrderMark } from "./file-text.ts";

/** `raw` is the whole line of the reply, its marker included; `isReturned` says that it ended in CRLF. */
export type Token = {
  role: "context" | "remove" | "add";
  text: string;
  raw: string;
  mark: DraftLine["mark"];
  isReturned: boolean;
  /** The line starts with a byte order mark, which is not in `text`. */
  hasMark: boolean;
  /** It may stand for lines left out; it counts as such only where the file does not hold it. */
  isElision: boolean;
};

export type Reading = {
  /** 1-based number of the hunk in its file, and its line in the reply. */
  number: number;
  at: number;
  tokens: Token[];
  /** 0-based line of the file that the header states, or null. */
  stated: number | null;
  /** The same for the new side. */
  statedAfter: number | null;
  sections: string[];
  /** The old or the new side is marked as ending the file without a newline. */
  oldUnterminated: boolean;
  newUnterminated: boolean;
  mustEnd: boolean;
  isClosed: boolean;
  isUnclosed: boolean;
  /** Whether both stated counts are exactly those of `tokens`. */
  countsHold: boolean;
  /** Counts as the header states them. */
  statedCounts: { old: number | null; new: number | null };
};

const roles = { " ": "context", "-": "remove", "+": "add", "": "context" } as const;

const readToken = ({ mark, text }: DraftLine): Token => {
  const isReturned = text.endsWith("\r");
  const hasMark = text.startsWith(byteOrderMark);
  const line = text.slice(hasMark ? 1 : 0, isReturned ? -1 : undefined);
  const role = mark === "\\" ? "context" : roles[mark];
  const raw = mark + line;
  return { role, text: line, raw, mark, isReturned, hasMark, isElision: role === "context" && isElision(line) };
};

export const countOld = (tokens: Token[]): number => tokens.filter(({ role }) => role !== "add").length;
export const countNew = (tokens: Token[]): number => tokens.filter(({ role }) => role !== "remove").length;

/** Blank lines without a marker at the end may be the reply's own: they stay only where the counts ask for them. */
const dropTrailingBlanks = (tokens: Token[], hunk: DraftHunk): Token[] => {
  let blanks = 0;
  while (blanks < tokens.length && tokens.at(-1 - blanks)?.raw.trim() === "" && tokens.at(-1 - blanks)?.mark === "")
    blanks++;
  for (let kept = blanks; kept > 0; kept--) {
    const some = tokens.slice(0, tokens.length - blanks + kept);
    if (countOld(some) === hunk.before.count && countNew(some) === hunk.after.count) return some;
  }
  return tokens.slice(0, tokens.length - blanks);
};

const readUnterminated = (lines: DraftLine[]): { old: boolean; new: boolean } => {
  const found = { old: false, new: false };
  for (const [at, { mark }] of lines.entries()) {
    if (mark !== "\\") continue;
    const marked = lines[at - 1]?.mark;
    if (marked !== "+") found.old = true;
    if (marked !== "-") found.new = true;
  }
  return found;
};

export const readHunk = (hunk: DraftHunk, number: number): Reading => {
  const lines = hunk.lines.filter(({ mark }) => mark !== "\\");
  const tokens = dropTrailingBlanks(lines.map(readToken), hunk);
  const unterminated = readUnterminated(hunk.lines);
  const { start, count } = hunk.before;
  return {
    number,
    at: hunk.at,
    tokens,
    stated: start === null ? null : count === 0 ? start : start - 1,
    statedAfter: hunk.after.start === null ? null : hunk.after.start - 1,
    sections: hunk.sections,
    oldUnterminated: unterminated.old,
    newUnterminated: unterminated.new,
    mustEnd: hunk.mustEnd,
    isClosed: hunk.isClosed,
    isUnclosed: hunk.isUnclosed,
    countsHold: countOld(tokens) === hunk.before.count && countNew(tokens) === hunk.after.count,
    statedCounts: { old: hunk.before.count, new: hunk.after.count },
  };
};

export const isOld = (token: Token): boolean => token.role !== "add";
