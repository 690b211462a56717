/** SEARCH/REPLACE blocks: the lines to find above the divider, the lines to write below it. */
import type { DraftHunk, DraftLine } from "../draft.ts";
import { createDraft, foundFault, foundFile, type Line, type Taken } from "./piece.ts";
import { startsSearchReplace } from "./starts-diff.ts";
import { findElision, joinContent } from "./whole-file.ts";

const isEnd = (text: string): boolean => /^>{5,}(?:[ \t]*\S.{0,200})?\s*$/.test(text);
const countOf = (text: string, sign: string): number => {
  let count = 0;
  while (text[count] === sign) count++;
  return count;
};
const isDivider = (text: string): boolean => /^={5,}\s*$/.test(text);

type Block = { search: Line[]; replace: Line[]; start: number | null; end: number };

const expected = "a block is `<<<<<<< SEARCH`, the lines to find, `=======`, the new lines, `>>>>>>> REPLACE`";

/** Some write the line number of the search below its opening mark, closed by a rule. */
const readStart = (search: Line[]): { search: Line[]; start: number | null } => {
  const rule = search.slice(0, 4).findIndex(({ text }) => /^-{5,}\s*$/.test(text));
  const heads = rule > 0 ? search.slice(0, rule) : [];
  const start = /^:start_line:[ \t]*(\d{1,9})\s*$/.exec(heads[0]?.text ?? "")?.[1];
  if (start === undefined || !heads.every(({ text }) => /^:\w+_line:/.test(text))) return { search, start: null };
  return { search: search.slice(rule + 1), start: Number(start) };
};

const readBlock = (lines: Line[], at: number): Block | { fault: string; end: number } => {
  const signs = countOf(lines[at]?.text ?? "", "<");
  const dividers: number[] = [];
  let end = at + 1;
  while (end < lines.length && !isEnd(lines[end]?.text ?? "")) {
    const text = lines[end]?.text ?? "";
    if (startsSearchReplace(text)) return { fault: `it is not closed before the next one: ${expected}`, end };
    if (/^\|{5,}/.test(text)) return { fault: `it has three parts: ${expected}`, end: end + 1 };
    if (isDivider(text)) dividers.push(end);
    end++;
  }
  if (end >= lines.length) return { fault: `it has no closing mark, the reply seems cut off: ${expected}`, end };
  const alike = dividers.filter((index) => countOf(lines[index]?.text ?? "", "=") === signs);
  const [divider, second] = alike.length > 0 ? alike : dividers;
  if (divider === undefined) return { fault: `it has no dividing line: ${expected}`, end: end + 1 };
  if (second !== undefined)
    return { fault: "it has two dividing lines, so that its parts are not sure: use a unified diff", end: end + 1 };
  const { search, start } = readStart(lines.slice(at + 1, divider));
  return { search, replace: lines.slice(divider + 1, end), start, end: end + 1 };
};

const marked = (lines: Line[], mark: " " | "-" | "+"): DraftLine[] => lines.map(({ text, at }) => ({ mark, text, at }));

/** The block at `at`; An empty search gives the whole text of a new file. */
export const readSearchReplace = (lines: Line[], at: number, path: string | null): Taken | null => {
  const line = lines[at];
  if (!line || !startsSearchReplace(line.text)) return null;
  const block = readBlock(lines, at);
  if ("fault" in block)
    return {
      found: [foundFault(`the search/replace block is not sound: ${block.fault}`, line.at, path)],
      end: block.end,
    };
  const found = foundSearchReplace(block, { at: line.at, path });
  return { found: [found], end: block.end };
};

/** Lines that both sides begin or end with are context. */
const markEdit = (search: Line[], replace: Line[]): DraftLine[] => {
  const isSame = (one: Line | undefined, other: Line | undefined) => one !== undefined && one.text === other?.text;
  const length = Math.min(search.length, replace.length);
  let head = 0;
  while (head < length && isSame(search[head], replace[head])) head++;
  let tail = 0;
  while (tail < length - head && isSame(search.at(-1 - tail), replace.at(-1 - tail))) tail++;
  return [
    ...marked(search.slice(0, head), " "),
    ...marked(search.slice(head, search.length - tail), "-"),
    ...marked(replace.slice(head, replace.length - tail), "+"),
    ...marked(search.slice(search.length - tail), " "),
  ];
};

/** One edit by search and replacement, from whatever packaging. */
export const foundSearchReplace = (
  { search, replace, start }: Omit<Block, "end">,
  { at, path }: { at: number; path: string | null },
) => {
  if (path === null) return foundFault("the edit names no file: write the file's path on the line above it", at);
  const file = createDraft(at, path);
  if (search.every(({ text }) => text.trim() === "")) {
    if (replace.length === 0) return foundFault("the block has neither lines to find nor lines to write", at, path);
    return foundFile({
      ...file,
      before: null,
      kind: "add",
      content: joinContent(replace),
      fault: findElision(replace, path),
    });
  }
  const lines = markEdit(search, replace);
  const open = { start: null, count: null };
  const hunk: DraftHunk = {
    at,
    before: { start, count: null },
    after: open,
    sections: [],
    lines,
    mustEnd: false,
    isUnclosed: false,
    isClosed: true,
  };
  return foundFile({ ...file, hunks: [hunk] });
};
