/** Where a hunk that stands nowhere in a file comes nearest: each of its lines votes, rare ones most. */
import { informationOf } from "./locate/similarity.ts";

/** A line or word that stands in more places says too little about where a hunk belongs. */
const maxPlaces = 20;

/** Below this the lines that stand in the file say too little, and single words are asked as well. */
const enough = 0.5;

/** Lines of the hunk may be missing or too many before a voter; votes for places so close support each other. */
const drift = 3;

const maxLinesForWords = 200;
const maxWidthForWords = 400;

/** Places by key, for those keys alone that the hunk has. */
const collect = (lines: string[], keys: Set<string | number>, keysOf: (line: string) => (string | number)[]) => {
  const places = new Map<string | number, number[]>([...keys].map((key) => [key, []]));
  for (const [at, line] of lines.entries())
    for (const key of keysOf(line)) {
      const found = places.get(key);
      if (found && found.length <= maxPlaces) found.push(at);
    }
  return places;
};

type Votes = Map<number, number>;

/** Each key of each wanted line votes for the places that this would give the whole hunk, all its places together with `weight`. */
const vote = (
  votes: Votes,
  lines: string[],
  wanted: string[],
  keysOf: (line: string) => (string | number)[],
  weigh: (line: string) => number,
): void => {
  const places = collect(lines, new Set(wanted.flatMap(keysOf)), keysOf);
  for (const [offset, line] of wanted.entries())
    for (const key of keysOf(line)) {
      const found = places.get(key) ?? [];
      if (found.length > maxPlaces) continue;
      for (const at of found) votes.set(at - offset, (votes.get(at - offset) ?? 0) + weigh(line) / found.length);
    }
};

const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code > 127;

/** Fingerprints of the words of a line, without making a string of each. */
const wordsOf = (line: string): number[] => {
  const words = new Set<number>();
  let print = 0;
  for (let at = 0; at <= Math.min(line.length, maxWidthForWords); at++) {
    const code = line.charCodeAt(at);
    if (isWordCode(code)) print = (Math.imul(print, 31) + code) | 0;
    else if (print !== 0) {
      words.add(print);
      print = 0;
    }
  }
  return [...words];
};

/** The best place with its score; `stated` decides between equal ones. */
const bestOf = (votes: Votes, stated: number | null): { start: number; score: number } | null => {
  let best: { start: number; score: number; distance: number } | null = null;
  for (const [start, own] of votes) {
    let score = own;
    for (let by = 1; by <= drift; by++) score += ((votes.get(start - by) ?? 0) + (votes.get(start + by) ?? 0)) / 2;
    const distance = Math.abs(start - (stated ?? 0));
    const isBetter = !best || score > best.score || (score === best.score && distance < best.distance);
    if (isBetter) best = { start, score, distance };
  }
  return best;
};

const lineKey = (line: string): string[] => (line.trim() === "" ? [] : [line.trim()]);

/**
 * The 0-based line of `lines` where the first of the `wanted` lines would stand, possibly before the file's first one; null
 * where nothing is alike. `stated` is the 0-based line that the hunk states. Time is linear in both texts.
 */
export const findNearest = (lines: string[], wanted: string[], stated: number | null): number | null => {
  const votes: Votes = new Map();
  vote(votes, lines, wanted, lineKey, informationOf);
  const byLines = bestOf(votes, stated);
  if (byLines && byLines.score >= enough) return byLines.start;
  vote(votes, lines, wanted.slice(0, maxLinesForWords), wordsOf, () => 1);
  return bestOf(votes, stated)?.start ?? null;
};
