/** Places a hunk that stands nowhere in one piece: the best chain of its lines through the file, if there is only one. */

import { type Edit, editsOf } from "./edit.ts";
import { foldLine } from "./fold-line.ts";
import type { LineIndex } from "./line-index.ts";
import type { PlacedToken, Placement } from "./placement.ts";
import { proseStart } from "./prose-tail.ts";
import { isOld, type Reading, type Token } from "./reading.ts";
import { informationOf, isAlike } from "./similarity.ts";

const maxTokens = 600;
const maxNodes = 1_200;
const maxPlacesOfLine = 24;

/** Weighing of what does not fit; a line that fits counts up to 1. */
const costs = { unlikeLine: 0.8, alikeLine: 0.35, blank: 0.15, gap: 0.6, elision: 0.1, prose: 0.05, otherRole: 0.3 };

/** Another chain that comes this near makes the place uncertain, less near where the hunk's own number says the same. */
const [margin, marginAtNumber] = [2, 0.9];
const minShareFound = 0.6;
const minFound = 1.2;
const minFoundWhole = 0.7;
/** Lines that a hunk without removed lines may have otherwise than the file. */
const maxStrange = 1;
/** An added line that says less than this is no sign that the file holds it already. */
const minInformation = 0.6;

type Node = { token: number; line: number; role: PlacedToken["role"]; text: string; weight: number };

type Option = { text: string; role: PlacedToken["role"]; cost: number };

/** What a line of the hunk may stand for in the file, the plain reading first. */
const optionsOf = (token: Token): Option[] => {
  const { text, raw, mark } = token;
  if (mark === "+") {
    const asItem: Option = { text: raw, role: "context", cost: 0.1 };
    const information = informationOf(text);
    return information < minInformation
      ? [asItem]
      : [asItem, { text, role: "applied", cost: costs.otherRole + information }];
  }
  if (mark === "-")
    return [
      { text, role: "remove", cost: 0 },
      { text: raw, role: "context", cost: 0.1 },
    ];
  return [{ text, role: "context", cost: 0 }];
};

/** The line of the file where each token would stand if the header's number were right, or null. */
const statedLines = ({ tokens, stated }: Reading): (number | null)[] => {
  let line = stated;
  return tokens.map((token) => (line === null ? null : isOld(token) ? line++ : line));
};

const collectNodes = (reading: Reading, index: LineIndex, allowsApplied: boolean): Node[] => {
  const { tokens } = reading;
  const stated = statedLines(reading);
  const { places, key, keys } = index.at(3);
  const { lines } = index.text;
  const rare: Node[] = [];
  const common: { token: number; option: Option; found: number[] }[] = [];
  const nodeAt = (token: number, option: Option, line: number, count: number): Node => {
    const exact = lines[line] === option.text ? 0.05 : 0;
    const asStated = stated[token] === line ? 0.1 : 0;
    const weight = informationOf(option.text) / (1 + Math.log2(count) / 8) + exact + asStated - option.cost;
    return { token, line, role: option.role, text: option.text, weight };
  };
  for (const [token, one] of tokens.entries())
    for (const option of optionsOf(one)) {
      if (option.role === "applied" && !allowsApplied) continue;
      const found = places.get(key(option.text)) ?? [];
      if (found.length > maxPlacesOfLine) common.push({ token, option, found });
      else for (const line of found) rare.push(nodeAt(token, option, line, found.length));
    }
  const near = new Set<string>();
  for (const { token, option, found } of common)
    for (const anchor of rare.slice(0, maxNodes))
      for (let line = anchor.line + token - anchor.token - 4; line <= anchor.line + token - anchor.token + 4; line++) {
        const name = `${token}:${line}:${option.role}`;
        if (keys[line] !== key(option.text) || near.has(name) || near.size >= maxNodes) continue;
        near.add(name);
        rare.push(nodeAt(token, option, line, found.length));
      }
  return rare.sort((one, other) => one.token - other.token || one.line - other.line);
};

/** Running counts over the tokens, so that any stretch between two of them is priced at once. */
type Stretch = { removes: Int32Array; contexts: Int32Array; blanks: Int32Array; elisions: Int32Array };

const countStretches = (tokens: Token[]): Stretch => {
  const size = tokens.length + 1;
  const made = () => new Int32Array(size);
  const counts: Stretch = { removes: made(), contexts: made(), blanks: made(), elisions: made() };
  for (const [at, token] of tokens.entries()) {
    const isBlank = token.role === "context" && token.text.trim() === "";
    counts.removes[at + 1] = (counts.removes[at] ?? 0) + (token.role === "remove" ? 1 : 0);
    counts.elisions[at + 1] = (counts.elisions[at] ?? 0) + (token.isElision ? 1 : 0);
    counts.blanks[at + 1] = (counts.blanks[at] ?? 0) + (isBlank ? 1 : 0);
    counts.contexts[at + 1] =
      (counts.contexts[at] ?? 0) + (token.role === "context" && !isBlank && !token.isElision ? 1 : 0);
  }
  return counts;
};

/** How many pairs of lines may still be compared, for all hunks of a reply together. */
export type Effort = { left: number };

export const createEffort = (): Effort => ({ left: 40_000_000 });

type Problem = {
  tokens: Token[];
  lines: string[];
  counts: Stretch;
  prose: number;
  effort: Effort;
  /** Pairs of a token and a line that were compared already. */
  likeness: Map<string, boolean>;
};

const isLike = ({ tokens, lines, effort, likeness }: Problem, token: number, line: number): boolean => {
  const name = `${token}:${line}`;
  const known = likeness.get(name);
  if (known !== undefined) return known;
  effort.left -= 200;
  const result = isAlike((tokens[token] as Token).text, lines[line] ?? "");
  likeness.set(name, result);
  return result;
};

const between = (counts: Int32Array, from: number, to: number): number => (counts[to] ?? 0) - (counts[from] ?? 0);

/** Context tokens from `from` to before `to` against as many file lines from `line` on. */
const priceSwaps = (problem: Problem, from: number, to: number, line: number): number => {
  let price = 0;
  let at = line;
  for (let i = from; i < to; i++) {
    if (!isOld(problem.tokens[i] as Token)) continue;
    price += isLike(problem, i, at++) ? costs.alikeLine : costs.unlikeLine;
  }
  return price;
};

/** What it costs that tokens `from`…`to` stand for nothing found while the file goes on from `line` for `skipped` lines. */
const priceStretch = (problem: Problem, from: number, to: number, line: number, skipped: number): number => {
  const { counts } = problem;
  if (between(counts.removes, from, to) > 0) return Number.POSITIVE_INFINITY;
  const contexts = between(counts.contexts, from, to);
  const blanks = between(counts.blanks, from, to);
  if (between(counts.elisions, from, to) > 0) return costs.elision + contexts * costs.unlikeLine + blanks * costs.blank;
  if (contexts + blanks === skipped) return skipped === 0 ? 0 : priceSwaps(problem, from, to, line);
  const gap = skipped > 0 ? costs.gap + Math.log2(1 + skipped) / 20 : 0;
  return contexts * costs.unlikeLine + blanks * costs.blank + gap;
};

const oldBetween = ({ tokens }: Problem, from: number, to: number): number => {
  let count = 0;
  for (let i = from; i < to; i++) if (isOld(tokens[i] as Token)) count++;
  return count;
};

const priceHead = (problem: Problem, { token, line }: Node): number => {
  const count = oldBetween(problem, 0, token);
  return priceStretch(problem, 0, token, line - count, count);
};

const priceTail = (problem: Problem, { token, line }: Node): number => {
  const end = Math.max(Math.min(problem.prose, problem.tokens.length), token + 1);
  const count = oldBetween(problem, token + 1, end);
  return priceStretch(problem, token + 1, end, line + 1, count) + (problem.tokens.length - end) * costs.prose;
};

/** The best chain: its nodes in order and what it is worth. */
type Chain = { nodes: Node[]; total: number };

const chainNodes = (problem: Problem, nodes: Node[]): Chain | null => {
  problem.effort.left -= nodes.length * nodes.length;
  const worth: number[] = [];
  const previous: number[] = [];
  let last = -1;
  let total = Number.NEGATIVE_INFINITY;
  for (const [at, node] of nodes.entries()) {
    let best = -priceHead(problem, node);
    let from = -1;
    for (let i = 0; i < at; i++) {
      const above = nodes[i] as Node;
      if (above.token >= node.token) break;
      if (above.line >= node.line || (worth[i] as number) <= best) continue;
      const score =
        (worth[i] as number) -
        priceStretch(problem, above.token + 1, node.token, above.line + 1, node.line - above.line - 1);
      if (score > best) [best, from] = [score, i];
    }
    worth.push(best + node.weight);
    previous.push(from);
    const end = best + node.weight - priceTail(problem, node);
    if (end > total) [total, last] = [end, at];
  }
  if (last < 0 || total === Number.NEGATIVE_INFINITY) return null;
  const chosen: Node[] = [];
  for (let at = last; at >= 0; at = previous[at] as number) chosen.unshift(nodes[at] as Node);
  return { nodes: chosen, total };
};

/** Tokens between two matched ones get the lines between them where there are just as many, one for one. */
const fillSwaps = (placed: PlacedToken[], problem: Problem): void => {
  const matched = placed.flatMap(({ line }, at) => (line === null ? [] : [at]));
  const fill = (from: number, to: number, line: number, needsLikeness: boolean) => {
    let at = line;
    for (let i = from; i < to; i++) {
      const one = placed[i] as PlacedToken;
      if (one.role !== "context") continue;
      const line = problem.lines[at];
      if (line !== undefined && (!needsLikeness || isAlike(one.text, line))) one.line = at;
      at++;
    }
  };
  const contexts = (from: number, to: number) => placed.slice(from, to).filter(({ role }) => role === "context").length;
  for (const [i, at] of matched.entries()) {
    const next = matched[i + 1];
    const line = (placed[at] as PlacedToken).line as number;
    if (next === undefined) continue;
    const stretch = placed.slice(at + 1, next);
    const skipped = ((placed[next] as PlacedToken).line as number) - line - 1;
    if (skipped === contexts(at + 1, next) && !stretch.some(({ token }) => token.isElision))
      fill(at + 1, next, line + 1, false);
  }
  const first = matched[0];
  const last = matched.at(-1);
  if (first === undefined || last === undefined) return;
  const start = ((placed[first] as PlacedToken).line as number) - contexts(0, first);
  if (!placed.slice(0, first).some(({ token }) => token.isElision)) fill(0, first, start, true);
  if (!placed.slice(last + 1).some(({ token }) => token.isElision))
    fill(last + 1, placed.length, ((placed[last] as PlacedToken).line as number) + 1, true);
};

/** Blank lines without marker among added ones are added; what else stands for nothing is left out. */
const settleUnmatched = (placed: PlacedToken[], prose: number): PlacedToken[] => {
  const isAdd = (at: number): boolean => placed[at]?.role === "add";
  return placed.flatMap((one, at): PlacedToken[] => {
    if (one.role !== "context" || one.line !== null)
      return at >= prose && one.role !== "add" && one.line === null ? [] : [one];
    if (at >= prose) return [];
    if (one.token.mark !== "" || one.text.trim() !== "") return [one];
    let above = at;
    while (placed[above]?.role === "context" && placed[above]?.line === null) above--;
    let below = at;
    while (placed[below]?.role === "context" && placed[below]?.line === null) below++;
    return isAdd(above) && isAdd(below) ? [{ ...one, role: "add" }] : [];
  });
};

export type Aligned = { placement: Placement } | { rivals: number[] } | null;

/** Between two changes, a line that the file does not hold could be meant as an addition. */
const hidesAddition = (placed: PlacedToken[]): boolean => {
  let isOpen = false;
  let isUnfounded = false;
  for (const { role, line, token } of placed) {
    if (role === "add" || role === "remove") {
      if (isOpen && isUnfounded) return true;
      [isOpen, isUnfounded] = [true, false];
    } else if (line !== null) isOpen = false;
    else if (!token.isElision) isUnfounded = true;
  }
  return false;
};

const isSound = (placed: PlacedToken[], lines: string[]): boolean => {
  if (hidesAddition(placed)) return false;
  let [all, found, unlike, swapped, contexts] = [0, 0, 0, 0, 0];
  let hasRemoved = false;
  /** What context that stands says, less what context that does not stand says. */
  let around = 0;
  for (const { role, line, text, token } of placed) {
    if (role === "add" || role === "applied" || token.isElision) continue;
    const information = informationOf(text);
    all += information;
    contexts++;
    hasRemoved ||= role === "remove";
    const isFound = line !== null && foldLine(lines[line] as string) === foldLine(text);
    if (isFound) found += information;
    else if (line === null) unlike++;
    else swapped++;
    if (role === "context") around += isFound ? information : -information;
  }
  const isWhole = unlike + swapped === 0;
  if (found < (isWhole ? minFoundWhole : minFound) || found < all * minShareFound) return false;
  return around >= 0 && unlike <= Math.max(1, contexts * 0.3) && (hasRemoved || unlike + swapped <= maxStrange);
};

/** An added line counts as made already only right between lines of the file that the hunk has beside it. */
const isBridging = (placed: PlacedToken[], at: number): boolean => {
  const one = placed[at] as PlacedToken;
  if (one.role !== "applied" || one.line === null) return true;
  const above = placed.slice(0, at).findLast(({ role }) => role !== "add");
  const below = placed.slice(at + 1).find(({ role }) => role !== "add");
  return above?.line === one.line - 1 && below?.line === one.line + 1;
};

const placeChain = (reading: Reading, problem: Problem, chain: Chain): Placement | null => {
  const placed = reading.tokens.map(
    (token): PlacedToken => ({ token, role: token.role, text: token.text, line: null }),
  );
  for (const { token, line, role, text } of chain.nodes)
    placed[token] = { token: reading.tokens[token] as Token, role, text, line };
  if (placed.some(({ role, line }, at) => role === "remove" && line === null && at < problem.prose)) return null;
  if (!placed.every((_, at) => isBridging(placed, at))) return null;
  fillSwaps(placed, problem);
  const tokens = settleUnmatched(placed, problem.prose);
  if (!isSound(tokens, problem.lines)) return null;
  const matched = tokens.flatMap(({ line }) => line ?? []);
  return { reading, tokens, start: matched[0] ?? 0, end: (matched.at(-1) ?? 0) + 1 };
};

/** Tokens that tell where each change goes: its removed lines, or else the lines beside it. */
const anchorsOf = (tokens: Token[]): number[][] => {
  const isChange = (at: number) => tokens[at]?.role === "add" || tokens[at]?.role === "remove";
  const anchors: number[][] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (!isChange(at)) continue;
    const from = at;
    while (isChange(at + 1)) at++;
    const removed: number[] = [];
    for (let i = from; i <= at; i++) if (tokens[i]?.role === "remove") removed.push(i);
    anchors.push(removed.length > 0 ? removed : [from - 1, at + 1]);
  }
  return anchors;
};

const maxChecked = 12;

const isSameEdits = (some: Edit[], others: Edit[]): boolean =>
  some.length === others.length &&
  some.every(({ at, removed }, i) => at === others[i]?.at && removed === others[i]?.removed);

/** The first line of another place, nearly as good, for one of the changes; null when there is none. */
const findRival = (problem: Problem, nodes: Node[], chain: Chain, placement: Placement): number | null => {
  const { reading } = placement;
  const needed = placement.start === reading.stated ? marginAtNumber : margin;
  const edits = editsOf(placement);
  for (const anchors of anchorsOf(reading.tokens).slice(0, maxChecked)) {
    const taken = chain.nodes.filter(({ token }) => anchors.includes(token));
    const others = nodes.filter((node) => !taken.some(({ token, line }) => node.token === token && node.line === line));
    const rival = chainNodes(problem, others);
    if (rival === null || rival.total < chain.total - needed) continue;
    const other = placeChain(reading, problem, rival);
    const otherEdits = other && editsOf(other);
    if (!Array.isArray(otherEdits) || (Array.isArray(edits) && isSameEdits(edits, otherEdits))) continue;
    return otherEdits[0]?.at ?? other?.start ?? null;
  }
  return null;
};

/** Null when no chain is sound; `rivals` are 0-based lines of the two places that come too near each other. */
export const alignHunk = (reading: Reading, index: LineIndex, effort = createEffort()): Aligned => {
  if (reading.tokens.length > maxTokens || effort.left < 0) return null;
  const plain = alignNodes(reading, index, effort, false);
  const isPlaced = plain !== null && ("rivals" in plain || Array.isArray(editsOf(plain.placement)));
  return isPlaced ? plain : (alignNodes(reading, index, effort, true) ?? plain);
};

const alignNodes = (reading: Reading, index: LineIndex, effort: Effort, allowsApplied: boolean): Aligned => {
  const { tokens } = reading;
  const nodes = collectNodes(reading, index, allowsApplied);
  if (nodes.length === 0 || nodes.length > maxNodes * 2) return null;
  const problem: Problem = {
    tokens,
    lines: index.text.lines,
    counts: countStretches(tokens),
    prose: reading.isClosed ? tokens.length : proseStart(tokens),
    effort,
    likeness: new Map(),
  };
  const chain = chainNodes(problem, nodes);
  const placement = chain && placeChain(reading, problem, chain);
  if (!chain || !placement) return null;
  const rival = findRival(problem, nodes, chain, placement);
  return rival === null ? { placement } : { rivals: [placement.start, rival] };
};
