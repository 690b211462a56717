/** Two changed versions of one text merged over their common base: what either side changed alone, and nothing that both touched. */
import { failure, type Result, success } from "../domain/result.ts";
import { compareLines, type Edit } from "./compare-lines.ts";

/** 1-based lines of ours that collide with theirs; `to` is one less than `from` where ours has no line there. */
export type Conflict = { from: number; to: number };

const linesOnce = (lines: string[]): Set<string> => {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const line of lines) (seen.has(line) ? repeated : seen).add(line);
  return seen.difference(repeated);
};

/** Edits of both sides with nothing between them that surely keeps them apart; one side may have none. */
type Region = { ours: Edit[]; theirs: Edit[] };

/**
 * A line that stands once in all three texts separates. One that repeats does not: another comparison of the same texts
 * could have put the edits beside it elsewhere.
 */
const groupEdits = (ours: Edit[], theirs: Edit[], separates: (from: number, to: number) => boolean): Region[] => {
  const regions: Region[] = [];
  let end = 0;
  let [o, t] = [0, 0];
  for (;;) {
    const [our, their] = [ours[o], theirs[t]];
    const isOurs = our !== undefined && (their === undefined || our.oldStart <= their.oldStart);
    const edit = isOurs ? our : their;
    if (!edit) return regions;
    if (regions.length === 0 || separates(end, edit.oldStart)) regions.push({ ours: [], theirs: [] });
    regions.at(-1)?.[isOurs ? "ours" : "theirs"].push(edit);
    end = Math.max(end, edit.oldEnd);
    if (isOurs) o++;
    else t++;
  }
};

const isSame = (ours: Edit[], theirs: Edit[], our: string[], their: string[]): boolean =>
  ours.length === theirs.length &&
  ours.every((edit, i) => {
    const other = theirs[i];
    if (!other || edit.oldStart !== other.oldStart || edit.oldEnd !== other.oldEnd) return false;
    const [added, alike] = [our.slice(edit.newStart, edit.newEnd), their.slice(other.newStart, other.newEnd)];
    return added.length === alike.length && added.every((line, at) => line === alike[at]);
  });

/**
 * Merges line by line, more carefully than `git merge-file`: edits of the two sides merge where a line of the base lies
 * between them that stands once in each text, the same edits on both sides count once, all else is a conflict.
 */
export const mergeTexts = (base: string[], ours: string[], theirs: string[]): Result<string[], Conflict[]> => {
  const once = linesOnce(base).intersection(linesOnce(ours)).intersection(linesOnce(theirs));
  const separates = (from: number, to: number) => base.slice(from, to).some((line) => once.has(line));
  const conflicts: Conflict[] = [];
  const parts: string[][] = [];
  let at = 0;
  for (const region of groupEdits(compareLines(base, ours), compareLines(base, theirs), separates)) {
    const [first, last] = [region.ours[0], region.ours.at(-1)];
    if (first && last && region.theirs.length > 0 && !isSame(region.ours, region.theirs, ours, theirs)) {
      conflicts.push({ from: first.newStart + 1, to: last.newEnd });
      continue;
    }
    const [edits, changed] = first ? [region.ours, ours] : [region.theirs, theirs];
    for (const { oldStart, oldEnd, newStart, newEnd } of edits) {
      parts.push(base.slice(at, oldStart), changed.slice(newStart, newEnd));
      at = oldEnd;
    }
  }
  return conflicts.length > 0 ? failure(conflicts) : success([...parts, base.slice(at)].flat());
};
