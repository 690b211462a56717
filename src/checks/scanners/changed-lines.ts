/** The lines of the new files that a change adds or alters, and whether a place lies on them. */
import { diffArrays } from "diff";
import type { FileChange } from "../../domain/patch.ts";

/** 1-based, both ends included. */
export type LineRange = { start: number; end: number };

/** More edits than this are not told apart: what lies between the equal beginning and end is one range. */
const maxEdits = 2_000;

const splitLines = (text: string): string[] => {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
};

/** In order and apart from each other; empty for a file that is gone. */
export const changedLines = ({ before, after }: Pick<FileChange, "before" | "after">): LineRange[] => {
  if (after === null) return [];
  const [old, next] = [splitLines(before ?? ""), splitLines(after)];
  const shorter = Math.min(old.length, next.length);
  let from = 0;
  while (from < shorter && old[from] === next[from]) from++;
  let cut = 0;
  while (cut < shorter - from && old[old.length - 1 - cut] === next[next.length - 1 - cut]) cut++;
  const [oldPart, newPart] = [old.slice(from, old.length - cut), next.slice(from, next.length - cut)];
  if (newPart.length === 0) return [];
  const whole = [{ start: from + 1, end: from + newPart.length }];
  if (oldPart.length === 0) return whole;
  const parts = diffArrays(oldPart, newPart, { maxEditLength: maxEdits });
  if (parts === undefined) return whole;
  const ranges: LineRange[] = [];
  let line = from + 1;
  for (const { added, removed, count } of parts) {
    if (added) ranges.push({ start: line, end: line + count - 1 });
    if (!removed) line += count;
  }
  return ranges;
};

/** The first line of `start` to `end` that lies in one of the ranges; null when none does. */
export const firstLineIn = (ranges: LineRange[], start: number, end: number): number | null => {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range === undefined || range.start > end ? null : Math.max(range.start, start);
};
