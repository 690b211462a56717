/** Spends a budget of bytes on the lines most likely to matter: first the best window of each file, then more of the best files. */
import type { Window } from "../search/choose-windows.ts";

export type Candidate = {
  path: string;
  /** The lines of the file, each with its end. */
  lines: readonly string[];
  /** Best first; they do not overlap. */
  windows: readonly Window[];
};

export type Excerpt = {
  path: string;
  /** 1-based lines, both included; 0 and 0 for an empty file. */
  from: number;
  to: number;
  /** Lines of the whole file. */
  total: number;
  /** These lines with their ends. */
  text: string;
};

/** Path, numbers and frame around each excerpt, and the number before each line. */
const frameBytes = 60;
const numberBytes = 5;
/** How fast the chance falls that a file further down is the right one. */
const rankDecay = 1;
/** A file of this size is shown whole or not at all. */
const wholeBytes = 2_000;
/** Less than 1: a longer piece is worth a little more than its share, since it needs no guess where to look. */
const lengthPower = 0.8;
/** Of the best window: the second one, what each further one is worth of the one before, and lines between windows. */
const secondWindow = 1;
const nextWindow = 0.7;
const betweenWindows = 0.1;
/** What each part of a file without windows is worth of the one above it. */
const topFirst = 0.99;

type Piece = { file: number; from: number; to: number; bytes: number; value: number };

/** Excerpts in the order of `candidates`, each file's in the order of its lines; nothing is cut within a line. */
export const chooseExcerpts = (candidates: readonly Candidate[], budget: number): Excerpt[] => {
  const pieces = candidates
    .flatMap(piecesOf)
    .sort((a, b) => density(b) - density(a) || a.file - b.file || a.from - b.from);
  const taken: { from: number; to: number }[][] = candidates.map(() => []);
  let left = budget;
  for (const { file, from, to, bytes } of pieces) {
    if (bytes > left) continue;
    left -= bytes;
    taken[file]?.push({ from, to });
  }
  return candidates.flatMap(({ path, lines }, file) =>
    join(taken[file] ?? []).map(({ from, to }) => ({
      path,
      from,
      to,
      total: lines.length,
      text: lines.slice(Math.max(0, from - 1), to).join(""),
    })),
  );
};

const density = ({ value, bytes }: Piece): number => value / bytes ** lengthPower;

/** Bytes that an excerpt takes of the budget. */
export const costOf = ({ from, to, text }: Excerpt): number =>
  frameBytes + Buffer.byteLength(text) + numberBytes * (to - from + (from === 0 ? 0 : 1));

const bytesOf = (lines: readonly string[], from: number, to: number): number => {
  let bytes = frameBytes;
  for (let i = Math.max(0, from - 1); i < to; i++) bytes += Buffer.byteLength(lines[i] ?? "") + numberBytes;
  return bytes;
};

const piecesOf = ({ lines, windows }: Candidate, file: number): Piece[] => {
  const chance = 1 / (1 + file) ** rankDecay;
  const total = lines.length;
  const piece = (from: number, to: number, value: number): Piece => ({
    file,
    from,
    to,
    bytes: bytesOf(lines, from, to),
    value: value * chance,
  });
  const whole = piece(Math.min(1, total), total, 1);
  if (whole.bytes <= wholeBytes) return [whole];
  if (windows.length === 0)
    // Nothing in it stands out, so it is read from the top, as far as the budget lasts.
    return gaps([], total).map(([from, to], i) =>
      piece(from, to, (bytesOf(lines, from, to) / whole.bytes) * topFirst ** i),
    );
  const shown = windows.map(({ from, to, score }, i) =>
    piece(from, to, i === 0 ? 1 : secondWindow * score * nextWindow ** i),
  );
  return [...shown, ...gaps(windows, total).map(([from, to]) => piece(from, to, betweenWindows))];
};

/** The lines between windows, in parts that can be taken one by one. */
const gaps = (windows: readonly Window[], total: number): [number, number][] => {
  const found: [number, number][] = [];
  let next = 1;
  for (const { from, to } of [...windows].sort((a, b) => a.from - b.from)) {
    for (; next < from; next += 60) found.push([next, Math.min(from - 1, next + 59)]);
    next = to + 1;
  }
  for (; next <= total; next += 60) found.push([next, Math.min(total, next + 59)]);
  return found;
};

const join = (ranges: readonly { from: number; to: number }[]): { from: number; to: number }[] => {
  const joined: { from: number; to: number }[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && range.from <= last.to + 1) last.to = Math.max(last.to, range.to);
    else joined.push({ ...range });
  }
  return joined;
};
