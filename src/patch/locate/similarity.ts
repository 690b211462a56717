/** How much two lines have in common, for context lines with a wrong word. */
import { foldLine } from "./fold-line.ts";

const maxLength = 400;

const pairsOf = (text: string): Map<string, number> => {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at++) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
};

/** Share of letter pairs in common, 0 to 1 (Dice); white space and look-alikes do not count. */
export const similarity = (one: string, other: string): number => {
  const [left, right] = [foldLine(one).slice(0, maxLength), foldLine(other).slice(0, maxLength)];
  if (left === right) return 1;
  if (left.length < 2 || right.length < 2) return 0;
  const pairs = pairsOf(left);
  let shared = 0;
  for (const [pair, count] of pairsOf(right)) shared += Math.min(count, pairs.get(pair) ?? 0);
  return (2 * shared) / (left.length + right.length - 2);
};

/** Similar enough to be the same line with a wrong word. */
export const isAlike = (one: string, other: string): boolean => similarity(one, other) >= 0.6;

/** How much a line tells about where it stands, before its rarity: braces and blank lines tell little. */
export const informationOf = (line: string): number => {
  let letters = 0;
  for (let at = 0; at < line.length && letters < 12; at++) {
    const code = line.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code > 127)
      letters++;
  }
  return letters === 0 ? 0.2 : 0.4 + letters / 20;
};
