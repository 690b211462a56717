/** Makes a placement of a chain, unless the chain leaves too much open. */
import type { Alignment } from "./alignment.ts";
import type { Chain } from "./chain-nodes.ts";
import { fillSwaps } from "./fill-swaps.ts";
import { isSound } from "./is-sound.ts";
import type { PlacedToken, Placement } from "./placement.ts";
import type { Reading, Token } from "./reading.ts";

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

/** An added line counts as made already only right between lines of the file that the hunk has beside it. */
const isBridging = (placed: PlacedToken[], at: number): boolean => {
  const one = placed[at] as PlacedToken;
  if (one.role !== "applied" || one.line === null) return true;
  const above = placed.slice(0, at).findLast(({ role }) => role !== "add");
  const below = placed.slice(at + 1).find(({ role }) => role !== "add");
  return above?.line === one.line - 1 && below?.line === one.line + 1;
};

/** Null when a removed line stands nowhere or the rest is not sound. */
export const placeChain = (reading: Reading, alignment: Alignment, chain: Chain): Placement | null => {
  const placed = reading.tokens.map(
    (token): PlacedToken => ({ token, role: token.role, text: token.text, line: null }),
  );
  for (const { token, line, role, text } of chain.nodes)
    placed[token] = { token: reading.tokens[token] as Token, role, text, line };
  if (placed.some(({ role, line }, at) => role === "remove" && line === null && at < alignment.prose)) return null;
  if (!placed.every((_, at) => isBridging(placed, at))) return null;
  fillSwaps(placed, alignment.lines);
  const tokens = settleUnmatched(placed, alignment.prose);
  if (!isSound(tokens, alignment.lines)) return null;
  const matched = tokens.flatMap(({ line }) => line ?? []);
  return { reading, tokens, start: matched[0] ?? 0, end: (matched.at(-1) ?? 0) + 1 };
};
