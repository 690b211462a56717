/** Finds a second place for a hunk, nearly as good as its best one. */
import type { Alignment } from "./alignment.ts";
import { type Chain, chainNodes } from "./chain-nodes.ts";
import type { Node } from "./collect-nodes.ts";
import { type Edit, editsOf } from "./edit.ts";
import { placeChain } from "./place-chain.ts";
import type { Placement } from "./placement.ts";
import type { Token } from "./reading.ts";

/** Another chain that comes this near makes the place uncertain, less near where the hunk's own number says the same. */
const [margin, marginAtNumber] = [2, 0.9];

const maxChecked = 12;

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

const isSameEdits = (some: Edit[], others: Edit[]): boolean =>
  some.length === others.length &&
  some.every(({ at, removed }, i) => at === others[i]?.at && removed === others[i]?.removed);

/** The first line of another place, nearly as good, for one of the changes; null when there is none. */
export const findRival = (alignment: Alignment, nodes: Node[], chain: Chain, placement: Placement): number | null => {
  const { reading } = placement;
  const needed = placement.start === reading.stated ? marginAtNumber : margin;
  const edits = editsOf(placement);
  for (const anchors of anchorsOf(reading.tokens).slice(0, maxChecked)) {
    const taken = chain.nodes.filter(({ token }) => anchors.includes(token));
    const others = nodes.filter((node) => !taken.some(({ token, line }) => node.token === token && node.line === line));
    const rival = chainNodes(alignment, others);
    if (rival === null || rival.total < chain.total - needed) continue;
    const other = placeChain(reading, alignment, rival);
    const otherEdits = other && editsOf(other);
    if (!Array.isArray(otherEdits) || (Array.isArray(edits) && isSameEdits(edits, otherEdits))) continue;
    return otherEdits[0]?.at ?? other?.start ?? null;
  }
  return null;
};
