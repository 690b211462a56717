/** A unified diff becomes a PatchSet: strict about what it means, lenient about the numbers and headers that models get wrong. */
import type { FilePatch, Hunk, PatchSet, Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { isBodyLine, isExtendedHeader, isHunkHeader, splitDiff, startsEntry } from "./diff-lines.ts";
import { decideEntry, guessPath } from "./parse-entry.ts";
import { type Header, parseHeader } from "./parse-header.ts";
import { parseHunk } from "./parse-hunk.ts";
import { refusal } from "./refusal.ts";
import { validatePaths } from "./validate.ts";

const maxCharacters = 600_000;
const maxHunks = 3_000;

type Entry = { header: Header; hunks: Hunk[]; isBroken: boolean };

const strayDetail = (line: string): string => {
  if (/^(?:From [0-9a-f]{7,} |From: |Subject: |-- $)/.test(line))
    return "it is a mail; give the diff alone, without headers and signature";
  if (/^\*{3}/.test(line)) return "it is a context diff or another format; write a unified diff";
  if (/^@@@/.test(line)) return "combined diffs of merges are not accepted; write a plain unified diff";
  if (/^(?:---|\+\+\+) /.test(line)) return "`--- a/path` must be directly followed by `+++ b/path`";
  if (isBodyLine(line)) return "lines stand before a hunk's header: write `@@ -line,count +line,count @@` above them";
  return `\`${line.slice(0, 80)}\` belongs to no hunk: context lines start with a space, and nothing but hunks follows a file's header`;
};

const readEntries = (lines: string[]): { entries: Entry[]; refused: Refusal[] } => {
  const entries: Entry[] = [];
  const refused: Refusal[] = [];
  let hunks = 0;
  const refuse = (detail: string, line: number) => {
    const entry = entries.at(-1);
    if (entry ? entry.isBroken || entry.header.fault : refused.length > 0) return;
    if (entry) entry.isBroken = true;
    const place = entry ? { path: guessPath(entry.header), hunk: entry.hunks.length + 1 } : {};
    refused.push(refusal("malformed", detail, { ...place, line: line + 1 }));
  };
  let at = 0;
  while (at < lines.length && refused.length < 20) {
    const line = lines[at] ?? "";
    const entry = entries.at(-1);
    if (startsEntry(lines, at) || isExtendedHeader(line)) {
      const { header, end } = parseHeader(lines, at);
      entries.push({ header, hunks: [], isBroken: false });
      at = end;
    } else if (isHunkHeader(line)) {
      const read = parseHunk(lines, at);
      if (!entry) refuse("a hunk stands before any file: start with `--- a/path` and `+++ b/path`", at);
      else if (++hunks > maxHunks) refuse(`the patch has more than ${maxHunks} hunks`, at);
      else if ("fault" in read) refuse(read.fault, read.line);
      else entry.hunks.push(read.hunk);
      at = read.end;
    } else {
      if (line.trim() !== "") refuse(strayDetail(line), at);
      at++;
    }
  }
  return { entries, refused };
};

/** Gives every entry of the diff, or every reason why one is refused; `line` counts the lines of `text`. */
export const parsePatch = (text: string): Result<PatchSet, Refusal[]> => {
  if (text.length > maxCharacters)
    return failure([
      refusal("malformed", `the patch has ${text.length} characters; at most ${maxCharacters} are read`),
    ]);
  const { entries, refused } = readEntries(splitDiff(text));
  const files: FilePatch[] = [];
  for (const { header, hunks, isBroken } of entries) {
    if (isBroken) continue;
    const file = decideEntry(header, hunks);
    if ("kind" in file) files.push(file);
    else refused.push(refusal(file.reason, file.detail, { path: guessPath(header), line: header.at + 1 }));
  }
  refused.push(...validatePaths(files));
  if (refused.length > 0) return failure(refused);
  if (files.length === 0) return failure([refusal("empty", "the text holds no unified diff")]);
  return success({ files });
};
