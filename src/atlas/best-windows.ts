/** Picks the parts of a long file that speak most of a text. */
import { splitWords } from "./split-words.ts";

const windowLines = 60;

/** 1-based, both ends included. */
export type LineRange = { from: number; to: number };

/** Gives at most `count` ranges in file order, neighbours joined; the start of the file when no line shares a word. */
export const bestWindows = (lines: string[], text: string, count: number): LineRange[] => {
  const query = new Set(splitWords(text));
  const hits = lines.map((line) => new Set(splitWords(line.slice(0, 1_000))).intersection(query).size);
  const half = windowLines / 2;
  const windows: (LineRange & { score: number })[] = [];
  for (let start = 0; start < lines.length; start += half) {
    const score = hits.slice(start, start + windowLines).reduce((sum, hit) => sum + hit, 0);
    windows.push({ from: start + 1, to: Math.min(lines.length, start + windowLines), score });
  }
  const chosen: LineRange[] = [];
  for (const window of windows.sort((a, b) => b.score - a.score || a.from - b.from)) {
    if (chosen.length === count || (window.score === 0 && chosen.length > 0)) break;
    if (chosen.every((other) => window.from > other.to || window.to < other.from))
      chosen.push({ from: window.from, to: window.to });
  }
  return join(chosen.sort((a, b) => a.from - b.from));
};

const join = (ranges: LineRange[]): LineRange[] => {
  const joined: LineRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last && range.from <= last.to + 1) last.to = range.to;
    else joined.push({ ...range });
  }
  return joined;
};
