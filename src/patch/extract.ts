/** Finds the unified diff in a model's reply: in fenced blocks or bare, with prose around it. */
import type { Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { isExtendedHeader, isHunkHeader, isNamePair, splitDiff, startsEntry } from "./diff-lines.ts";
import { type Fence, readFence } from "./fences.ts";
import { measureHunk } from "./parse-hunk.ts";
import { refusal } from "./refusal.ts";

const maxCharacters = 4_000_000;

const expected =
  "the reply holds no unified diff: give one in a fenced block that starts with ```diff, with `--- a/path`, `+++ b/path` and `@@ -line,count +line,count @@` for every file";

type Extracted = Result<string, Refusal[]>;

const refuse = (detail: string, line: number): Extracted => failure([refusal("malformed", detail, { line: line + 1 })]);

const holdsDiff = ({ info, lines }: Fence): boolean =>
  /^(?:diff|patch)\b/i.test(info) ||
  lines.some((line, at) => startsEntry(lines, at) || isHunkHeader(line) || /^rename from /.test(line));

/** Text behind a bare diff is prose unless it could be a part of the diff that was cut off from it. */
const looksLikeContent = (line: string, countsHold: boolean): boolean =>
  /^(?:\+|@@)/.test(line) || (countsHold ? /^-(?! )/ : /^-/).test(line);

const extractBare = (lines: string[], first: number): Extracted => {
  let start = first;
  while (start > 0 && isExtendedHeader(lines[start - 1] ?? "")) start--;
  let end = start;
  let countsHold = true;
  let endsWithHunk = false;
  for (let at = start; at < lines.length; ) {
    const line = lines[at] ?? "";
    if (isHunkHeader(line)) {
      const hunk = measureHunk(lines, at);
      countsHold = hunk.countsHold;
      endsWithHunk = true;
      at = hunk.end;
      end = at;
    } else {
      const step = isNamePair(lines, at) ? 2 : 1;
      if (startsEntry(lines, at) || isExtendedHeader(line)) {
        end = at + step;
        endsWithHunk = false;
      }
      at += step;
    }
  }
  const tail = lines.slice(end);
  const belongsToHeader = !endsWithHunk && (tail[0] ?? "").trim() !== "";
  if (belongsToHeader || tail.some((line) => looksLikeContent(line, countsHold))) end = lines.length;
  return success(`${lines.slice(start, end).join("\n")}\n`);
};

/** True when a block without its closing fence still ends where its last hunk's counts say. */
const isComplete = (lines: string[]): boolean => {
  const last = lines.findLastIndex(isHunkHeader);
  return last < 0 || measureHunk(lines, last).countsHold;
};

const fenceFault = (block: Fence, following: string | undefined): string | null => {
  const first = block.lines.findIndex((line) => line.trim() !== "");
  if (!startsEntry(block.lines, first) && !isExtendedHeader(block.lines[first] ?? ""))
    return "a block with a diff must start with the header of a file (`--- a/path`, `+++ b/path`), and hold nothing else";
  if (!block.isClosed && !isComplete(block.lines))
    return "the block has no closing fence and its last hunk is not complete: the reply seems cut off";
  if (following !== undefined && /^(?:[+@]|-(?![- ])| \S)/.test(following))
    return "the diff seems to go on behind the closing fence: use a longer fence (````diff) when the diff holds fences itself";
  return null;
};

/**
 * The text of all diffs in the reply, for `parsePatch`: fenced blocks of any length and info string are joined; without
 * them the text from the first file header on. Refuses a reply without a diff, and one where a part would be lost.
 */
export const extractDiff = (reply: Untrusted): Extracted => {
  if (reply.length > maxCharacters)
    return failure([refusal("malformed", `the reply has more than ${maxCharacters} characters`)]);
  const lines = splitDiff(reply);
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; ) {
    if (startsEntry(lines, at) || isHunkHeader(lines[at])) {
      if (blocks.length === 0) return extractBare(lines, at);
      return refuse("a part of the diff stands outside of the fenced blocks", at);
    }
    const block = readFence(lines, at);
    if (block && holdsDiff(block)) {
      const fault = fenceFault(block, lines[block.end]);
      if (fault) return refuse(fault, at);
      blocks.push(block.lines.join("\n"));
    }
    at = block?.end ?? at + 1;
  }
  if (blocks.length === 0) return failure([refusal("empty", expected)]);
  return success(`${blocks.join("\n")}\n`);
};
