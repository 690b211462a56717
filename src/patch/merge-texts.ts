/** Two changed versions of one text merged over their common base: what either side changed alone, and nothing that both touched. */
import { failure, type Result, success } from "../domain/result.ts";
import { compareLines, type Edit } from "./compare-lines.ts";

/** 1-based lines of ours that collide with theirs; `to` is one less than `from` where ours has no line there. */
type Conflict = { from: number; to: number };

const linesOnce = (lines: string[]): Set<string> => {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const line of lines) (seen.has(line) ? repeated : seen).add(line);
  return seen.difference(repeated);
};

/** Edits of both sides with nothing between them that surely keeps them apart; one side may have none. */
type Region = { ours: Edit[]; theirs: Edit[] };

const groupEdits = (
  ours: Edit[],
  theirs: Edit[],
  separates: (above: Region, next: Edit, isOurs: boolean) => boolean,
): Region[] => {
  const regions: Region[] = [];
  let [o, t] = [0, 0];
  for (;;) {
    const [our, their] = [ours[o], theirs[t]];
    const isOurs = our !== undefined && (their === undefined || our.oldStart <= their.oldStart);
    const edit = isOurs ? our : their;
    if (!edit) return regions;
    const above = regions.at(-1);
    if (!above || separates(above, edit, isOurs)) regions.push({ ours: [], theirs: [] });
    regions.at(-1)?.[isOurs ? "ours" : "theirs"].push(edit);
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
 * between them that stands once in each text, or that neither of them touches, so that no other comparison of the texts
 * could move one to the other. The same edits on both sides count once, all else is a conflict.
 */
export const mergeTexts = (base: string[], ours: string[], theirs: string[]): Result<string[], Conflict[]> => {
  const once = linesOnce(base).intersection(linesOnce(ours)).intersection(linesOnce(theirs));
  const linesOf = ({ oldStart, oldEnd, newStart, newEnd }: Edit, isOurs: boolean): string[] => [
    ...base.slice(oldStart, oldEnd),
    ...(isOurs ? ours : theirs).slice(newStart, newEnd),
  ];
  const separates = (above: Region, next: Edit, isOurs: boolean): boolean => {
    const edits = [...above.ours, ...above.theirs];
    const between = base.slice(Math.max(...edits.map(({ oldEnd }) => oldEnd)), next.oldStart);
    if (between.some((line) => once.has(line))) return true;
    const changed = new Set([
      ...above.ours.flatMap((edit) => linesOf(edit, true)),
      ...above.theirs.flatMap((edit) => linesOf(edit, false)),
      ...linesOf(next, isOurs),
    ]);
    return between.some((line) => !changed.has(line));
  };
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
