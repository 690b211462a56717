/** The hunks of one file are located, checked against each other and applied to its text. */
import type { Hunk, Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { locateHunk, oldSide, type Place } from "./locate.ts";
import { refusal } from "./refusal.ts";
import { joinLines, splitLines, type TextLines } from "./text-lines.ts";

const maxRefusals = 20;

/** A hunk with its place; `end` is the 0-based line of the base behind its old side. */
type Located = { hunk: Hunk; place: Place; end: number };

const locateHunks = (base: TextLines, hunks: Hunk[], path: string): Result<Located[], Refusal[]> => {
  const located: Located[] = [];
  const refused: Refusal[] = [];
  let end = 0;
  for (const [index, hunk] of hunks.entries()) {
    if (refused.length >= maxRefusals) break;
    const subject = { path, hunk: index + 1 };
    const found = locateHunk(base, hunk, subject);
    if (!found.ok) {
      refused.push(found.error);
      continue;
    }
    const { start } = found.value;
    if (start < end) {
      const detail = `it stands at line ${start + 1} of the file, but the hunks above it reach to line ${end}: order hunks by line and join those that share lines`;
      refused.push(refusal("overlap", detail, { ...subject, line: start + 1 }));
    }
    end = Math.max(end, start + oldSide(hunk).length);
    located.push({ hunk, place: found.value, end });
  }
  return refused.length > 0 ? failure(refused) : success(located);
};

const hasReturn = (line: string | undefined): boolean => line?.endsWith("\r") ?? false;

const withReturn = (line: string, wanted: boolean): string => {
  if (hasReturn(line) === wanted) return line;
  return wanted ? `${line}\r` : line.slice(0, -1);
};

/** Kept lines stay as the base has them; where the match was not exact, added ones take the line ends around them. */
const newSide = (base: TextLines, { hunk, place }: Located): string[] => {
  const lines: string[] = [];
  let at = place.start;
  let isReturned = hasReturn(base.lines[at]);
  for (const [index, { kind, text }] of hunk.lines.entries()) {
    if (kind === "add") {
      lines.push(place.isExact ? text : withReturn(text, isReturned));
      continue;
    }
    const line = base.lines[at++] ?? "";
    const isUnterminated = at === base.lines.length && !base.endsWithNewline;
    if (!isUnterminated) isReturned = hasReturn(line);
    const isContinued = isUnterminated && !place.isExact && index < hunk.lines.length - 1;
    if (kind === "context") lines.push(isContinued ? withReturn(line, isReturned) : line);
  }
  return lines;
};

/** The base's own end is kept unless the hunk that reaches it says that it changes, or takes the unterminated line away. */
const endsWithNewline = (base: TextLines, { hunk, end }: Located): boolean => {
  if (end < base.lines.length) return base.endsWithNewline;
  if (base.lines.length === 0 || hunk.oldNoNewline !== hunk.newNoNewline) return !hunk.newNoNewline;
  if (base.endsWithNewline) return true;
  const last = hunk.lines.findLast(({ kind }) => kind !== "remove");
  return last === undefined || (last.kind === "context" && last !== hunk.lines.at(-1));
};

/** The text after the hunks; `path` is for the refusals, of which all hunks' are given. */
export const applyHunks = (text: string, hunks: Hunk[], path: string): Result<string, Refusal[]> => {
  const base = splitLines(text);
  const located = locateHunks(base, hunks, path);
  if (!located.ok) return located;
  const parts: string[][] = [];
  let at = 0;
  for (const one of located.value) {
    parts.push(base.lines.slice(at, one.place.start), newSide(base, one));
    at = one.end;
  }
  parts.push(base.lines.slice(at));
  const lines = parts.flat();
  const last = located.value.at(-1);
  const isTerminated = last ? endsWithNewline(base, last) : base.endsWithNewline;
  const reachesEnd = last?.end === base.lines.length;
  if (reachesEnd && !isTerminated && !last.place.isExact) lines.push(withReturn(lines.pop() ?? "", false));
  return success(joinLines({ lines, endsWithNewline: isTerminated }));
};
