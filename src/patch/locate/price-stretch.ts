/** Prices the lines of a hunk that stand for nothing found, between two lines that do. */
import type { Alignment } from "./alignment.ts";
import type { Node } from "./collect-nodes.ts";
import { isOld, type Token } from "./reading.ts";
import { isAlike } from "./similarity.ts";

/** Weighing of what does not fit; a line that fits counts up to 1. */
const costs = { unlikeLine: 0.8, alikeLine: 0.35, blank: 0.15, gap: 0.6, elision: 0.1, prose: 0.05 };

const isLike = ({ tokens, lines, effort, likeness }: Alignment, token: number, line: number): boolean => {
  const name = `${token}:${line}`;
  const known = likeness.get(name);
  if (known !== undefined) return known;
  effort.left -= 1_500;
  const result = isAlike((tokens[token] as Token).text, lines[line] ?? "");
  likeness.set(name, result);
  return result;
};

const between = (counts: Int32Array, from: number, to: number): number => (counts[to] ?? 0) - (counts[from] ?? 0);

/** Context tokens from `from` to before `to` against as many file lines from `line` on. */
const priceSwaps = (alignment: Alignment, from: number, to: number, line: number): number => {
  let price = 0;
  let at = line;
  for (let i = from; i < to; i++) {
    if (!isOld(alignment.tokens[i] as Token)) continue;
    price += isLike(alignment, i, at++) ? costs.alikeLine : costs.unlikeLine;
  }
  return price;
};

/** What it costs that tokens `from`…`to` stand for nothing found while the file goes on from `line` for `skipped` lines. */
export const priceStretch = (alignment: Alignment, from: number, to: number, line: number, skipped: number): number => {
  const { counts } = alignment;
  if (between(counts.removes, from, to) > 0) return Number.POSITIVE_INFINITY;
  const contexts = between(counts.contexts, from, to);
  const blanks = between(counts.blanks, from, to);
  if (between(counts.elisions, from, to) > 0) return costs.elision + contexts * costs.unlikeLine + blanks * costs.blank;
  if (contexts + blanks === skipped) return skipped === 0 ? 0 : priceSwaps(alignment, from, to, line);
  const gap = skipped > 0 ? costs.gap + Math.log2(1 + skipped) / 20 : 0;
  return contexts * costs.unlikeLine + blanks * costs.blank + gap;
};

const oldBetween = ({ tokens }: Alignment, from: number, to: number): number => {
  let count = 0;
  for (let i = from; i < to; i++) if (isOld(tokens[i] as Token)) count++;
  return count;
};

/** What the lines of the hunk above its first node cost. */
export const priceHead = (alignment: Alignment, { token, line }: Node): number => {
  const count = oldBetween(alignment, 0, token);
  return priceStretch(alignment, 0, token, line - count, count);
};

/** What the lines of the hunk below its last node cost. */
export const priceTail = (alignment: Alignment, { token, line }: Node): number => {
  const end = Math.max(Math.min(alignment.prose, alignment.tokens.length), token + 1);
  const count = oldBetween(alignment, token + 1, end);
  return priceStretch(alignment, token + 1, end, line + 1, count) + (alignment.tokens.length - end) * costs.prose;
};
