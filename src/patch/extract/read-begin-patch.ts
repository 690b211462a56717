/** The `*** Begin Patch` format: files named by `*** Add/Update/Delete File:`, sections by `@@`, and no line numbers. */
import type { DraftHunk, DraftLine, StatedRange } from "../draft.ts";
import { createDraft, type Found, foundDiff, foundFault, foundFile, type Line, nextText, type Taken } from "./piece.ts";
import { isNamePair, startsBeginPatch, startsEntry } from "./starts-diff.ts";
import { cutOff, findElision, joinContent } from "./whole-file.ts";

const isBegin = (text: string): boolean => /^\*\*\* ?Begin Patch\s*$/.test(text);
const isEnd = (text: string): boolean => /^\*\*\* ?End Patch\s*$/.test(text);
const fileMark = /^\*\*\* ?(Add|Update|Delete) File: ?(.*\S)\s*$/;
const moveMark = /^\*\*\* ?(?:Move|Rename)(?:d)? to: ?(.*\S)\s*$/i;
const isPatchLine = (text: string): boolean => /^(?:[+-]|@@|\*\*\* )/.test(text);

type Range = { end: number; next: number; isClosed: boolean };

/** Where the patch ends: at its mark, else before the prose behind it, else with the lines. */
const measure = (lines: Line[], at: number): Range => {
  for (let end = at + 1; end < lines.length; end++) {
    const text = lines[end]?.text ?? "";
    if (isEnd(text)) return { end, next: end + 1, isClosed: true };
    if (isBegin(text)) return { end, next: end, isClosed: true };
  }
  let last = lines.length - 1;
  while (last > at && !isPatchLine(lines[last]?.text ?? "")) last--;
  let end = last + 1;
  while (end < lines.length && /^ \S/.test(lines[end]?.text ?? "")) end++;
  const isProse = nextText(lines, end) > end && nextText(lines, end) < lines.length;
  return isProse ? { end, next: end, isClosed: true } : { end: lines.length, next: lines.length, isClosed: false };
};

const unquote = (path: string): string => /^(["'`])(.+)\1$/.exec(path)?.[2] ?? path;

const readAdd = (body: Line[], at: number, path: string, isClosed: boolean): Found => {
  const last = body.findLastIndex(({ text }) => text.trim() !== "");
  const lines = body.slice(0, last + 1);
  const isMarked = lines.some(({ text }) => text.startsWith("+"));
  const stray = isMarked ? lines.find(({ text }) => !text.startsWith("+") && text.trim() !== "") : undefined;
  if (stray) return foundFault("every line of a new file starts with `+`", stray.at, path);
  const content = isMarked ? lines.map(({ text, at }) => ({ text: text.slice(1), at })) : lines;
  const fault = isClosed ? findElision(content, path) : cutOff;
  return foundFile({ ...createDraft(at, path), before: null, kind: "add", content: joinContent(content), fault });
};

const readLine = ({ text, at }: Line): DraftLine => {
  const mark = text[0] ?? "";
  if (mark === " " || mark === "+" || mark === "-" || mark === "\\") return { mark, text: text.slice(1), at };
  return { mark: "", text, at };
};

const readRange = (start: string | undefined, count: string | undefined): StatedRange => ({
  start: start === undefined ? null : Number(start),
  count: start === undefined ? null : Number(count ?? 1),
});

const readSection = (hunk: DraftHunk, text: string): void => {
  const numbers = /^@@ *-(\d{1,9})(?:,(\d{1,9}))? *\+(\d{1,9})(?:,(\d{1,9}))? *@@(.*)$/.exec(text);
  if (numbers) {
    hunk.before = readRange(numbers[1], numbers[2]);
    hunk.after = readRange(numbers[3], numbers[4]);
  }
  const section = (numbers?.[5] ?? text.slice(2)).trim().replace(/ ?@@$/, "");
  if (section !== "" && section !== "...") hunk.sections.push(section);
};

const newHunk = (at: number): DraftHunk => ({
  at,
  before: { start: null, count: null },
  after: { start: null, count: null },
  sections: [],
  lines: [],
  mustEnd: false,
  isUnclosed: false,
  isClosed: true,
});

/** Blank lines without their space at the end of a hunk part it from what follows. */
const dropTrailingBlanks = (hunk: DraftHunk): void => {
  while (hunk.lines.at(-1)?.mark === "" && hunk.lines.at(-1)?.text.trim() === "") hunk.lines.pop();
};

const readHunks = (body: Line[], isClosed: boolean): DraftHunk[] => {
  const hunks: DraftHunk[] = [];
  for (const line of body) {
    let hunk = hunks.at(-1);
    const isSection = /^@@(?:[ -]|\s*$)/.test(line.text);
    if (hunk === undefined || (isSection && hunk.lines.length > 0) || (hunk.mustEnd && line.text.trim() !== "")) {
      if (!isSection && line.text.trim() === "") continue;
      hunk = newHunk(line.at);
      hunks.push(hunk);
    }
    if (isSection) readSection(hunk, line.text);
    else if (/^\*\*\* ?End of File\s*$/.test(line.text)) hunk.mustEnd = true;
    else if (!hunk.mustEnd) hunk.lines.push(readLine(line));
  }
  for (const hunk of hunks) dropTrailingBlanks(hunk);
  const last = hunks.at(-1);
  if (last) last.isClosed = isClosed || last.mustEnd;
  if (last) last.isUnclosed = !last.isClosed;
  return hunks;
};

/** Some repeat the names as a unified diff does; names that say the same are left out. */
const withoutNamePair = (body: Line[], path: string): Line[] | null => {
  const first = nextText(body);
  if (!isNamePair(body, first)) return body;
  const names = [body[first], body[first + 1]].map((line) => line?.text.slice(4).split("\t")[0]?.trim());
  const isSame = names.every((name) => name === path || name === `a/${path}` || name === `b/${path}`);
  return isSame ? body.slice(first + 2) : null;
};

const readUpdate = (body: Line[], at: number, path: string, isClosed: boolean): Found => {
  const first = nextText(body);
  const moved = moveMark.exec(body[first]?.text ?? "")?.[1];
  const inner = moved === undefined ? withoutNamePair(body, path) : body.slice(first + 1);
  if (inner === null) return foundFault("`---` and `+++` name another file than `*** Update File:`", at, path);
  const stray = inner.find(({ text }) => /^\*\*\* /.test(text) && !/^\*\*\* ?End of File\s*$/.test(text));
  if (stray) return foundFault(`\`${stray.text.trim().slice(0, 80)}\` is no mark of the patch format`, stray.at, path);
  const hunks = readHunks(inner, isClosed);
  const empty = hunks.find(({ lines }) => lines.length === 0);
  if (empty) return foundFault("a section of the patch holds no lines", empty.at, path);
  const file = { ...createDraft(at, path), hunks };
  return foundFile(moved === undefined ? file : { ...file, after: [unquote(moved)], kind: "rename" });
};

const readFile = (mark: Line, body: Line[], isClosed: boolean, isBegun: boolean): Found => {
  const [, action, raw = ""] = fileMark.exec(mark.text) ?? [];
  const path = unquote(raw);
  if (action === "Add") return readAdd(body, mark.at, path, isClosed || !isBegun);
  if (action === "Update") return readUpdate(body, mark.at, path, isClosed);
  const stray = body[nextText(body)];
  if (stray) return foundFault("`*** Delete File:` is followed by nothing of its own", stray.at, path);
  return foundFile({ ...createDraft(mark.at, path), after: null, kind: "delete" });
};

/** The patch that starts at `at`, with or without its opening and closing marks; `isClosed`: the end of `lines` is no cut. */
export const readBeginPatch = (lines: Line[], at: number, isClosed: boolean): Taken | null => {
  const line = lines[at];
  if (!line || !startsBeginPatch(line.text)) return null;
  const range = measure(lines, at);
  const isBegun = isBegin(line.text);
  const body = lines.slice(isBegun ? at + 1 : at, range.end);
  const isWhole = range.isClosed || isClosed;
  const first = nextText(body);
  if (first === body.length)
    return { found: [foundFault("`*** Begin Patch` is followed by no file", line.at)], end: range.next };
  if (startsEntry(body, first))
    return {
      found: [foundDiff(body.slice(first), { path: null, label: null, isClosed: isWhole, isFenced: true })],
      end: range.next,
    };
  const marks = body.flatMap(({ text }, index) => (fileMark.test(text) ? [index] : []));
  if (marks[0] !== first)
    return {
      found: [
        foundFault(
          "write `*** Add File: path`, `*** Update File: path` or `*** Delete File: path`",
          body[first]?.at ?? line.at,
        ),
      ],
      end: range.next,
    };
  const found = marks.flatMap((mark, index) => {
    const head = body[mark];
    const end = marks[index + 1] ?? body.length;
    return head ? [readFile(head, body.slice(mark + 1, end), isWhole || end < body.length, isBegun)] : [];
  });
  return { found, end: range.next };
};
