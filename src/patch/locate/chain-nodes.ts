/** Finds the best chain of a hunk's lines through the file. */
import type { Alignment } from "./alignment.ts";
import type { Node } from "./collect-nodes.ts";
import { priceHead, priceStretch, priceTail } from "./price-stretch.ts";

/** The best chain: its nodes in order and what it is worth. */
export type Chain = { nodes: Node[]; total: number };

/** `nodes` as `collectNodes` orders them; null when no chain is possible. */
export const chainNodes = (alignment: Alignment, nodes: Node[]): Chain | null => {
  alignment.effort.left -= nodes.length * nodes.length;
  const worth: number[] = [];
  const previous: number[] = [];
  let last = -1;
  let total = Number.NEGATIVE_INFINITY;
  for (const [at, node] of nodes.entries()) {
    let best = -priceHead(alignment, node);
    let from = -1;
    for (let i = 0; i < at; i++) {
      const above = nodes[i] as Node;
      if (above.token >= node.token) break;
      if (above.line >= node.line || (worth[i] as number) <= best) continue;
      const score =
        (worth[i] as number) -
        priceStretch(alignment, above.token + 1, node.token, above.line + 1, node.line - above.line - 1);
      if (score > best) [best, from] = [score, i];
    }
    worth.push(best + node.weight);
    previous.push(from);
    const end = best + node.weight - priceTail(alignment, node);
    if (end > total) [total, last] = [end, at];
  }
  if (last < 0 || total === Number.NEGATIVE_INFINITY) return null;
  const chosen: Node[] = [];
  for (let at = last; at >= 0; at = previous[at] as number) chosen.unshift(nodes[at] as Node);
  return { nodes: chosen, total };
};
