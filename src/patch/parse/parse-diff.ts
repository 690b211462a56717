/** A unified diff in any spelling becomes drafts of files: nothing is guessed that only the files can prove. */
import type { DraftFile, DraftHunk, DraftLine } from "../draft.ts";
import { decideDraft, faultDraft } from "./decide-draft.ts";
import { type DiffPiece, readTexts } from "./diff-piece.ts";
import { startsFile } from "./file-start.ts";
import { isBlank, isCombinedHeader, isEdit, isHunkHeader, markOf } from "./line-marks.ts";
import { findNext, measureHunk } from "./measure-hunk.ts";
import { combined, createHeader, type Fault, type Header, malformed, parseHeader } from "./parse-header.ts";
import { type HunkHeader, parseHunkHeader } from "./parse-hunk-header.ts";
import { nullDevice } from "./stated-name.ts";

const maxCharacters = 16_000_000;
const maxHunks = 20_000;

type Entry = { header: Header; hunks: DraftHunk[] };

type Reading = {
  piece: DiffPiece;
  texts: string[];
  entries: Entry[];
  hunks: number;
  /** The stretch in front of the next header that was found last. */
  ahead: { from: number; end: number };
};

const lineAt = ({ piece }: Reading, index: number): number => piece.lines[index]?.at ?? 0;

const currentEntry = ({ entries }: Reading, index: number): Entry => {
  const last = entries.at(-1);
  if (last) return last;
  const entry = { header: createHeader(index), hunks: [] };
  entries.push(entry);
  return entry;
};

const readLines = (reading: Reading, start: number, end: number): DraftLine[] => {
  const lines: DraftLine[] = [];
  for (let index = start; index < end; index++) {
    const text = reading.texts[index] ?? "";
    const mark = markOf(text);
    lines.push({ mark, text: mark === "" ? text : text.slice(1), at: lineAt(reading, index) });
  }
  return lines;
};

const nothing = { start: null, count: null };

/** Reads the lines of a hunk from `start` and gives the index behind them; `from` is where its header starts. */
const readBody = (reading: Reading, from: number, start: number, header: HunkHeader | null): number => {
  const { piece, texts } = reading;
  const entry = currentEntry(reading, from);
  const { end, isBounded } = measureHunk(texts, start, header, piece.isFenced);
  const lines = readLines(reading, start, end);
  const isClosed = isBounded || piece.isClosed;
  const { before, after, sections } = header ?? { before: nothing, after: nothing, sections: [] };
  reading.hunks++;
  if (lines.every(({ mark, text }) => mark === "" && isBlank(text))) {
    const saysNothing = before.start === null && after.start === null && sections.length === 0;
    if (!saysNothing || !isClosed)
      entry.header.fault ??= malformed(`the hunk at line ${lineAt(reading, from)} has no lines`);
    return end;
  }
  const isUnclosed = piece.isFenced && !isClosed;
  const at = lineAt(reading, from);
  entry.hunks.push({ at, before, after, sections, lines, mustEnd: false, isClosed, isUnclosed });
  return end;
};

const statesNumbers = ({ before, after }: HunkHeader): boolean => before.start !== null || after.start !== null;

/** Reads a hunk whose header stands at `from`; headers stacked directly below each other are one. */
const readHunk = (reading: Reading, from: number): number => {
  const { texts } = reading;
  let header = parseHunkHeader(texts[from] ?? "");
  let start = from + 1;
  for (; isHunkHeader(texts[start]); start++) {
    if (texts[start] === texts[from]) continue;
    const next = parseHunkHeader(texts[start] ?? "");
    if (statesNumbers(header) && statesNumbers(next)) break;
    const { before, after } = statesNumbers(next) ? next : header;
    header = { before, after, sections: [...header.sections, ...next.sections] };
  }
  return readBody(reading, from, start, header);
};

/** Do the lines in `start`…`end` that stand below no hunk's header make a hunk, or are they prose? */
const isBareHunk = ({ piece, texts, entries }: Reading, start: number, end: number): boolean => {
  const entry = entries.at(-1);
  const hasEdits = texts.slice(start, end).some(isEdit);
  if (!hasEdits && (!entry || isHunkHeader(texts[end]))) return false;
  if (entry) return hasEdits || piece.isFenced || (entry.header.minus === nullDevice && entry.header.plus !== null);
  return piece.isFenced || end === texts.length || (piece.path !== null && markOf(texts[start] ?? "") !== "");
};

/** What may stand outside hunks in no diff that is accepted. */
const strayFault = (texts: string[], index: number): Fault | null => {
  const text = texts[index] ?? "";
  if (isCombinedHeader(text)) return combined();
  if (text.startsWith("***************")) return malformed("it is a context diff; write a unified diff");
  const isMail =
    /^(?:From [0-9a-f]{7,64} |Subject: \[PATCH)/.test(text) ||
    (text.startsWith("From: ") && /^(?:Date|Subject): /.test(texts[index + 1] ?? ""));
  return isMail ? malformed("it is a mail; give the diff alone, without headers and signature") : null;
};

/** The same header ends every stretch of lines in front of it, so that it is looked for once. */
const findNextOnce = (reading: Reading, start: number): number => {
  const { ahead, texts } = reading;
  if (start < ahead.from || start >= ahead.end)
    reading.ahead = { from: start, end: findNext(texts, start, "headless") };
  return reading.ahead.end;
};

/** Reads lines that follow a file's header, or start the piece, without a hunk's header. */
const readBareHunk = (reading: Reading, from: number): number => {
  const { texts } = reading;
  let start = from;
  while (start < texts.length && isBlank(texts[start] ?? "")) start++;
  if (startsFile(texts, start, "outside") || strayFault(texts, start)) return from;
  const end = reading.entries.length === 0 ? findNext(texts, start, "outside") : findNextOnce(reading, start);
  if (start >= end || !isBareHunk(reading, start, end)) return from;
  return readBody(reading, start, start, null);
};

const addFault = (reading: Reading, index: number, fault: Fault) => {
  const last = reading.entries.at(-1);
  if (last?.hunks.length === 0) last.header.fault ??= fault;
  else reading.entries.push({ header: { ...createHeader(index), fault }, hunks: [] });
};

const readPiece = (reading: Reading) => {
  const { texts, entries } = reading;
  let at = readBareHunk(reading, 0);
  while (at < texts.length && reading.hunks <= maxHunks) {
    if (startsFile(texts, at, "outside")) {
      const { header, end } = parseHeader(texts, at);
      entries.push({ header, hunks: [] });
      at = readBareHunk(reading, end);
    } else if (isHunkHeader(texts[at])) {
      at = readHunk(reading, at);
    } else {
      const fault = strayFault(texts, at);
      if (fault) addFault(reading, at, fault);
      at++;
    }
  }
};

/** Gives a draft for every file that the piece names, in its order; one that can never be applied holds a fault. */
export const parseDiff = (piece: DiffPiece): DraftFile[] => {
  const at = piece.lines[0]?.at ?? 1;
  const characters = piece.lines.reduce((sum, { text }) => sum + text.length + 1, 0);
  if (characters > maxCharacters)
    return [faultDraft(at, `the diff has ${characters} characters; at most ${maxCharacters} are read`)];
  const reading: Reading = { piece, texts: readTexts(piece), entries: [], hunks: 0, ahead: { from: 0, end: 0 } };
  readPiece(reading);
  if (reading.hunks > maxHunks) return [faultDraft(at, `the diff has more than ${maxHunks} hunks`)];
  return reading.entries.map(({ header, hunks }) =>
    decideDraft(header, hunks, { path: piece.path, at: lineAt(reading, header.start) }),
  );
};
