/** Reads the diff that git itself printed for a commit; nothing else is expected here, so that anything odd drops the commit. */
import type { Change, Hunk, Line } from "./change.ts";

const hunkHeader = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@(?: (.*))?$/;

const readHunk = (lines: string[], start: number): { hunk: Hunk; end: number } | null => {
  const match = hunkHeader.exec(lines[start] ?? "");
  if (!match) return null;
  const [, oldStart, oldCount = "1", newStart, newCount = "1", section = ""] = match;
  const hunk: Hunk = {
    oldStart: Number(oldStart),
    oldCount: Number(oldCount),
    newStart: Number(newStart),
    newCount: Number(newCount),
    section,
    lines: [],
  };
  let at = start + 1;
  let oldLeft = hunk.oldCount;
  let newLeft = hunk.newCount;
  while (oldLeft > 0 || newLeft > 0 || lines[at]?.startsWith("\\")) {
    const line = lines[at++];
    if (line === undefined) return null;
    const mark = line[0];
    if (mark === "\\") {
      const last = hunk.lines.at(-1);
      if (last) last.noNewline = true;
      continue;
    }
    if (mark !== " " && mark !== "-" && mark !== "+") return null;
    if (mark !== "+") oldLeft--;
    if (mark !== "-") newLeft--;
    hunk.lines.push({ mark: mark as Line["mark"], text: line.slice(1), noNewline: false });
  }
  return { hunk, end: at };
};

/** Hunks of one file's part of `git diff-tree -p`, header lines skipped; null where git printed something else. */
export const parseHunks = (text: string): Hunk[] | null => {
  const lines = text.split("\n");
  const hunks: Hunk[] = [];
  let at = lines.findIndex((line) => line.startsWith("@@ "));
  if (at < 0) return [];
  while (at < lines.length && lines[at] !== "") {
    const read = readHunk(lines, at);
    if (!read) return null;
    hunks.push(read.hunk);
    at = read.end;
  }
  return hunks;
};

/** Splits the text of several files before each `diff --git`. */
export const splitFiles = (text: string): string[] => text.split(/^(?=diff --git )/m).filter((part) => part !== "");

/** Status letters of `git diff-tree --raw`. */
export const kindOfStatus = (status: string): Change["kind"] | null =>
  status === "M"
    ? "modify"
    : status === "A"
      ? "add"
      : status === "D"
        ? "delete"
        : status.startsWith("R")
          ? "rename"
          : null;
