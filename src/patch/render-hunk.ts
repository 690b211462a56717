/** Edits of lines printed as the hunks of a unified diff with three lines of context, laid out as git does. */
import type { Edit } from "./compare-lines.ts";
import { splitLines } from "./text-lines.ts";

const context = 3;

const unterminated = "\n\\ No newline at end of file";

/**
 * The lines of a text as they are printed: a last line without a line feed carries the mark for that, so that it
 * differs from the same line with one.
 */
export const markEnd = (text: string): string[] => {
  const { lines, endsWithNewline } = splitLines(text);
  if (!endsWithNewline) lines.push(`${lines.pop() ?? ""}${unterminated}`);
  return lines;
};

/** Edits whose context would touch or overlap are shown in one hunk. */
export const groupEdits = (edits: Edit[]): Edit[][] => {
  const groups: Edit[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const edit of edits) {
    if (edit.oldStart - end <= 2 * context) groups.at(-1)?.push(edit);
    else groups.push([edit]);
    end = edit.oldEnd;
  }
  return groups;
};

/** `start` is 0-based; a side without lines names the line before it: that is how unified diffs count. */
const range = (start: number, count: number): string => {
  const from = count === 0 ? start : start + 1;
  return count === 1 ? `${from}` : `${from},${count}`;
};

/** The lines of one hunk, header first; the lines of both texts are those of `markEnd`. */
export const renderHunk = (edits: Edit[], before: string[], after: string[]): string[] => {
  const [first, last] = [edits[0], edits.at(-1)];
  if (!first || !last) return [];
  const lead = Math.min(context, first.oldStart);
  const tail = Math.min(context, before.length - last.oldEnd);
  const [oldCount, newCount] = [last.oldEnd + tail - first.oldStart + lead, last.newEnd + tail - first.newStart + lead];
  const lines = [`@@ -${range(first.oldStart - lead, oldCount)} +${range(first.newStart - lead, newCount)} @@`];
  const push = (mark: string, from: string[], start: number, end: number): void => {
    for (let at = start; at < end; at++) lines.push(mark + (from[at] ?? ""));
  };
  let shown = first.oldStart - lead;
  for (const { oldStart, oldEnd, newStart, newEnd } of edits) {
    push(" ", before, shown, oldStart);
    push("-", before, oldStart, oldEnd);
    push("+", after, newStart, newEnd);
    shown = oldEnd;
  }
  push(" ", before, shown, last.oldEnd + tail);
  return lines;
};
