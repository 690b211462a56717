/** Places a hunk that stands nowhere in one piece: the best chain of its lines through the file, if there is only one. */
import { createAlignment } from "./alignment.ts";
import { chainNodes } from "./chain-nodes.ts";
import { collectNodes, maxNodes } from "./collect-nodes.ts";
import { editsOf } from "./edit.ts";
import { createEffort, type Effort } from "./effort.ts";
import { findRival } from "./find-rival.ts";
import type { LineIndex } from "./line-index.ts";
import { placeChain } from "./place-chain.ts";
import type { Placement } from "./placement.ts";
import type { Reading } from "./reading.ts";

const maxTokens = 600;

export type Aligned = { placement: Placement } | { rivals: number[] } | null;

/** Null when no chain is sound; `rivals` are 0-based lines of the two places that come too near each other. */
export const alignHunk = (reading: Reading, index: LineIndex, effort = createEffort()): Aligned => {
  if (reading.tokens.length > maxTokens || effort.left < 0) return null;
  const plain = alignNodes(reading, index, effort, false);
  const isPlaced = plain !== null && ("rivals" in plain || Array.isArray(editsOf(plain.placement)));
  return isPlaced ? plain : (alignNodes(reading, index, effort, true) ?? plain);
};

const alignNodes = (reading: Reading, index: LineIndex, effort: Effort, allowsApplied: boolean): Aligned => {
  const nodes = collectNodes(reading, index, allowsApplied);
  if (nodes.length === 0 || nodes.length > maxNodes * 2) return null;
  const alignment = createAlignment(reading, index, effort);
  const chain = chainNodes(alignment, nodes);
  const placement = chain && placeChain(reading, alignment, chain);
  if (!chain || !placement) return null;
  const rival = findRival(alignment, nodes, chain, placement);
  return rival === null ? { placement } : { rivals: [placement.start, rival] };
};
