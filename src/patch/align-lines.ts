/** The lines of a hunk beside the lines of a file that they most likely stand for. */
import { informationOf } from "./locate/similarity.ts";

/** 0-based places in the two texts; null where one of them has no such line. */
export type Row = { hunk: number | null; file: number | null };

type Line = { key: string; words: Set<string>; information: number };

const maxWidth = 400;

const readLine = (line: string): Line => ({
  key: line.trim(),
  words: new Set(line.slice(0, maxWidth).match(/[\p{L}\p{N}_]+/gu)),
  information: informationOf(line),
});

const leastAlike = 1 / 3;

/** What it is worth to set two lines beside each other; 0 when they have too little in common. */
const worthOf = (one: Line, other: Line): number => {
  if (one.key === other.key) return 2 * one.information;
  const shared = one.words.intersection(other.words).size;
  const alike = shared === 0 ? 0 : shared / one.words.union(other.words).size;
  return alike < leastAlike ? 0 : alike * one.information;
};

/** Among equally good places the expected one is taken. */
const costOfDistance = 0.001;

/** Pairs of lines in order, worth most in all (Needleman and Wunsch without a cost for gaps). */
const pairLines = (hunk: Line[], file: Line[], offset: number): Row[] => {
  const width = file.length + 1;
  const best = new Float64Array((hunk.length + 1) * width);
  const worth = (h: number, f: number): number => {
    const [one, other] = [hunk[h], file[f]];
    const value = one && other ? worthOf(one, other) : 0;
    return value === 0 ? 0 : Math.max(value - costOfDistance * Math.abs(f - h - offset), costOfDistance);
  };
  const at = (h: number, f: number): number => best[h * width + f] ?? 0;
  const pairs = new Uint8Array(best.length);
  for (let h = hunk.length - 1; h >= 0; h--)
    for (let f = file.length - 1; f >= 0; f--) {
      const value = worth(h, f);
      const [paired, apart] = [value + at(h + 1, f + 1), Math.max(at(h + 1, f), at(h, f + 1))];
      best[h * width + f] = Math.max(paired, apart);
      pairs[h * width + f] = value > 0 && paired >= apart ? 1 : 0;
    }
  const rows: Row[] = [];
  for (let h = 0, f = 0; h < hunk.length && f < file.length; )
    if (pairs[h * width + f] === 1) rows.push({ hunk: h++, file: f++ });
    else if (at(h + 1, f) >= at(h, f + 1)) h++;
    else f++;
  return rows;
};

/** A stretch without alike lines: at the ends the hunk's lines stand beside the nearest ones, inside only when both have as many. */
const rowsOfStretch = (hunk: number[], file: number[], isFirst: boolean, isLast: boolean): Row[] => {
  const alone = file.map((at) => ({ hunk: null, file: at }));
  const pairs = (from: number): Row[] => hunk.map((at, i) => ({ hunk: at, file: file[from + i] ?? null }));
  if (isFirst && !isLast && file.length >= hunk.length) {
    const from = file.length - hunk.length;
    return [...alone.slice(0, from), ...pairs(from)];
  }
  if (hunk.length === file.length || (isLast && !isFirst && file.length >= hunk.length))
    return [...pairs(0), ...alone.slice(hunk.length)];
  return [...hunk.map((at) => ({ hunk: at, file: null })), ...alone];
};

const numbersFrom = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/**
 * All lines of both, in order; `offset` is the line of the file where the first one of the hunk is expected. Meant for some
 * dozens of lines: the time grows with the product of both.
 */
export const alignLines = (hunk: string[], file: string[], offset: number): Row[] => {
  const rows: Row[] = [];
  let [inHunk, inFile] = [0, 0];
  const close = (toHunk: number, toFile: number, isLast: boolean): void => {
    const stretch = [numbersFrom(inHunk, toHunk), numbersFrom(inFile, toFile)] as const;
    rows.push(...rowsOfStretch(...stretch, inHunk === 0 && inFile === 0, isLast));
  };
  for (const pair of pairLines(hunk.map(readLine), file.map(readLine), offset)) {
    close(pair.hunk ?? 0, pair.file ?? 0, false);
    rows.push(pair);
    [inHunk, inFile] = [(pair.hunk ?? 0) + 1, (pair.file ?? 0) + 1];
  }
  close(hunk.length, file.length, true);
  return rows;
};
