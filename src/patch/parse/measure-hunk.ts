/** Where the lines of a hunk end, whether or not its counts are right. */
import { type Surroundings, startsFile } from "./file-start.ts";
import { isBlank, isCombinedHeader, isEdit, isHunkHeader, markOf } from "./line-marks.ts";
import type { HunkHeader } from "./parse-hunk-header.ts";
import { endBeforeProse, isProseWithLists } from "./prose.ts";

/** `end` is the index behind the last line; `isBounded` says that a count or a header, not the end of the piece, sets it. */
type Extent = { end: number; isBounded: boolean };

const startsNext = (texts: string[], at: number, where: Surroundings): boolean => {
  const text = texts[at] ?? "";
  return isHunkHeader(text) || isCombinedHeader(text) || startsFile(texts, at, where);
};

/** The next header at or behind `from`, or the end of the piece. */
export const findNext = (texts: string[], from: number, where: Surroundings): number => {
  let at = from;
  while (at < texts.length && !startsNext(texts, at, where)) at++;
  return at;
};

/** The signature of a mail, with git's version below it, as the last thing of the text. */
const isSignature = (texts: string[], at: number): boolean => {
  if (!/^-- ?\r?$/.test(texts[at] ?? "") || !/^\d[\w.-]{0,40}(?: \([\w .-]{1,40}\))?\r?$/.test(texts[at + 1] ?? ""))
    return false;
  for (let next = at + 2; next < texts.length; next++) if (!isBlank(texts[next] ?? "")) return false;
  return true;
};

/** Is the hunk over at `at`, where its counts are complete? Not if what follows up to the next header could be a part of it. */
const isComplete = (texts: string[], at: number, isFenced: boolean): boolean => {
  if (at === texts.length || isSignature(texts, at) || startsNext(texts, at, "complete")) return true;
  const next = findNext(texts, at, "complete");
  let first = at;
  while (first < next && isBlank(texts[first] ?? "")) first++;
  if (first === next || isSignature(texts, first)) return true;
  if (!isFenced && isProseWithLists(texts, at, next)) return true;
  if (markOf(texts[first] ?? "") !== "") return false;
  for (let line = first; line < next; line++) if (isEdit(texts[line] ?? "")) return false;
  return true;
};

/** The end by the stated counts, when they are right; lines without a mark count as context. */
const endByCounts = (texts: string[], start: number, header: HunkHeader, isFenced: boolean): number | null => {
  let before = header.before.count;
  let after = header.after.count;
  if (before === null || after === null || before + after === 0) return null;
  let at = start;
  for (; before > 0 || after > 0; at++) {
    if (at === texts.length || startsNext(texts, at, "counted")) return null;
    const mark = markOf(texts[at] ?? "");
    if (mark === "\\") continue;
    if (mark !== "+") before--;
    if (mark !== "-") after--;
    if (before < 0 || after < 0) return null;
  }
  if (markOf(texts[at] ?? "") === "\\") at++;
  return isComplete(texts, at, isFenced) ? at : null;
};

/** Measures the hunk whose lines start at `start`; `header` is null where it has none. */
export const measureHunk = (texts: string[], start: number, header: HunkHeader | null, isFenced: boolean): Extent => {
  const counted = header && endByCounts(texts, start, header, isFenced);
  if (counted !== null) return { end: counted, isBounded: true };
  const next = findNext(texts, start, header === null ? "headless" : "uncounted");
  const isLast = next === texts.length;
  return { end: isFenced ? next : endBeforeProse(texts, start, next, isLast), isBounded: !isLast };
};
