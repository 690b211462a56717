/** Picks the lines of a file that speak of a text: named places first, then the best-scored windows, fitted to declarations. */
import type { CodeSymbol } from "../parsed-file.ts";
import { stretchLines } from "./file-words.ts";

/** 1-based lines, both included; `score` is 0 to 1 within the file, the best first. */
export type Window = { from: number; to: number; score: number };

export type WindowOptions = {
  /** Lines of the file. */
  lines: number;
  symbols: readonly CodeSymbol[];
  /** One score per pair of neighbouring stretches; undefined when nothing was scored. */
  scores: Float64Array | undefined;
  /** Lines that the text names. */
  places: readonly number[];
  /** Names that the text spells out. */
  names: ReadonlySet<string>;
};

/** Lines shown before and after a place that the text names. */
const margin = 15;
/** A declaration up to this long is shown whole when a window touches most of it. */
const longestDeclaration = 90;
const mostWindows = 8;
/** A window with less than this share of the best one's score says nothing of its own. */
const leastShare = 0.3;

/** Ranges that do not overlap, best first; none when nothing in the file speaks of the text. */
export const chooseWindows = (options: WindowOptions): Window[] => {
  const { lines, symbols, scores, places, names } = options;
  const chosen: Window[] = [];
  const add = (from: number, to: number, score: number): void => {
    const range = snap({ from: Math.max(1, from), to: Math.min(lines, to), score }, symbols);
    const free = subtract(range, chosen);
    if (free) chosen.push(free);
  };
  if (lines === 0) return [];
  for (const line of places.filter((place) => place <= lines).slice(0, 4)) add(line - margin, line + margin, 1);
  const declared = symbols.filter(({ name }) => names.has(name)).slice(0, 4);
  for (const { from, to } of declared) add(from, Math.min(to, from + longestDeclaration - 1), 0.95);
  const best = scores?.reduce((a, b) => Math.max(a, b), 0) ?? 0;
  const order =
    best === 0 ? [] : [...(scores ?? []).keys()].sort((a, b) => (scores?.[b] ?? 0) - (scores?.[a] ?? 0) || a - b);
  for (const window of order) {
    const share = (scores?.[window] ?? 0) / best;
    if (chosen.length >= mostWindows || share < leastShare) break;
    const from = window * stretchLines + 1;
    add(from, from + 2 * stretchLines - 1, share * 0.9);
  }
  return chosen.sort((a, b) => b.score - a.score || a.from - b.from);
};

/** Moves the ends to those of declarations that they cut, where that is near. */
const snap = (range: Window, symbols: readonly CodeSymbol[]): Window => {
  let { from, to } = range;
  for (const symbol of symbols) {
    const length = symbol.to - symbol.from + 1;
    if (length > longestDeclaration || symbol.to < range.from || symbol.from > range.to) continue;
    const shared = Math.min(symbol.to, range.to) - Math.max(symbol.from, range.from) + 1;
    if (shared * 2 < length) continue;
    from = Math.min(from, symbol.from);
    to = Math.max(to, symbol.to);
  }
  return { ...range, from, to };
};

/** What of the range is not covered yet; null when too little is left to be worth it. */
const subtract = (range: Window, chosen: readonly Window[]): Window | null => {
  let { from, to } = range;
  for (const other of chosen) {
    if (other.to < from || other.from > to) continue;
    if (other.from <= from && other.to >= to) return null;
    if (other.from <= from) from = other.to + 1;
    else to = other.from - 1;
  }
  const isWorth = to >= from && (to - from >= 4 || (from === range.from && to === range.to));
  return isWorth ? { ...range, from, to } : null;
};
