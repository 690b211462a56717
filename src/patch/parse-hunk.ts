/** One hunk of a diff: where its body ends when the stated counts are wrong, and what it says. */
import type { Hunk, HunkLine } from "../domain/patch.ts";
import { isBodyLine, startsNextFile } from "./diff-lines.ts";

type Stated = { oldStart: number; oldLines: number; newStart: number; newLines: number; section: string };

const numbers = /^@@ *-(\d{1,9})(?:,(\d{1,9}))? *\+(\d{1,9})(?:,(\d{1,9}))?(?: *@@(.*))?/;

const parseHunkHeader = (line: string): Stated | null => {
  const match = numbers.exec(line);
  if (!match) return null;
  const [, oldStart, oldLines = "1", newStart, newLines = "1", section = ""] = match;
  return {
    oldStart: Number(oldStart),
    oldLines: Number(oldLines),
    newStart: Number(newStart),
    newLines: Number(newLines),
    section: section.trim(),
  };
};

/** The end of the body when the stated counts are right: they lead to the end, to a header, or to no line of a hunk. */
const endByCounts = (lines: string[], start: number, stated: Stated): number | null => {
  let { oldLines, newLines } = stated;
  let at = start;
  while (oldLines > 0 || newLines > 0) {
    const line = lines[at];
    if (line === undefined || startsNextFile(lines, at, true)) return null;
    const marker = line[0] ?? " ";
    if (marker === " " || marker === "-") oldLines--;
    if (marker === " " || marker === "+") newLines--;
    if (oldLines < 0 || newLines < 0 || !" -+\\".includes(marker)) return null;
    at++;
  }
  if (lines[at]?.startsWith("\\")) at++;
  let next = at;
  while (lines[next] === "") next++;
  const line = lines[next];
  return line === undefined || !isBodyLine(line) || startsNextFile(lines, next, false) ? at : null;
};

/** The end of the body by its shape; blank lines at the end prove nothing and are left out. */
const endByShape = (lines: string[], start: number): number => {
  let at = start;
  for (let line = lines[at]; line === "" || (line !== undefined && isBodyLine(line)); line = lines[++at])
    if (startsNextFile(lines, at, false)) break;
  while (at > start && lines[at - 1] === "") at--;
  return at;
};

/** Where the hunk with its header at `at` ends, and whether its stated counts say the same. */
export const measureHunk = (lines: string[], at: number): { end: number; countsHold: boolean } => {
  const stated = parseHunkHeader(lines[at] ?? "");
  const end = stated && endByCounts(lines, at + 1, stated);
  return end === null ? { end: endByShape(lines, at + 1), countsHold: false } : { end, countsHold: true };
};

/** Reads the hunk whose header stands at `at`; a fault comes back as a sentence with the index of its line. */
export const parseHunk = (
  lines: string[],
  at: number,
): { end: number; hunk: Hunk } | { end: number; fault: string; line: number } => {
  const { end } = measureHunk(lines, at);
  const body: HunkLine[] = [];
  const last = { old: -1, new: -1 };
  const unterminated = { old: -1, new: -1 };
  for (let i = at + 1; i < end; i++) {
    const line = lines[i] ?? "";
    const marker = line[0] ?? " ";
    if (marker === "\\") {
      const kind = body.at(-1)?.kind;
      if (kind === undefined) return { end, fault: "`\\ No newline at end of file` follows no line", line: i };
      if (kind !== "add") unterminated.old = body.length - 1;
      if (kind !== "remove") unterminated.new = body.length - 1;
      continue;
    }
    if (marker !== "+") last.old = body.length;
    if (marker !== "-") last.new = body.length;
    body.push({ kind: marker === "+" ? "add" : marker === "-" ? "remove" : "context", text: line.slice(1) });
  }
  if (body.length === 0) return { end, fault: "the hunk has no lines", line: at };
  const misplaced =
    (unterminated.old >= 0 && unterminated.old !== last.old) ||
    (unterminated.new >= 0 && unterminated.new !== last.new);
  if (misplaced) return { end, fault: "`\\ No newline at end of file` stands before the end of the hunk", line: at };
  const header = lines[at] ?? "";
  const stated = parseHunkHeader(header);
  const hunk: Hunk = {
    oldStart: stated?.oldStart ?? 0,
    newStart: stated?.newStart ?? 0,
    section: stated?.section ?? header.replaceAll("@@", "").trim(),
    lines: body,
    oldNoNewline: unterminated.old >= 0,
    newNoNewline: unterminated.new >= 0,
  };
  return { end, hunk };
};
