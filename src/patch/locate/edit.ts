/** What a placed hunk changes: runs of lines of the file, each replaced by added lines. */
import type { PlacedToken, Placement } from "./placement.ts";
import type { Token } from "./reading.ts";
import { informationOf } from "./similarity.ts";

/** `removed` lines from the 0-based line `at` on give way to `added`, which are still spelled as in the reply. */
export type Edit = { at: number; removed: number; added: Token[]; placement: Placement };

/** Why a change has no certain place although its hunk has one. */
type Uncertain = { detail: string };

/** A run of removed and added lines between context lines. */
type Block = { from: number; to: number };

const isChange = ({ role }: PlacedToken): boolean => role === "remove" || role === "add";

const blocksOf = (tokens: PlacedToken[]): Block[] => {
  const blocks: Block[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (!isChange(tokens[at] as PlacedToken)) continue;
    const from = at;
    while (at < tokens.length && isChange(tokens[at] as PlacedToken)) at++;
    blocks.push({ from, to: at });
  }
  return blocks;
};

const uncertain = (detail: string): Uncertain => ({ detail });

/** Where added lines without removed ones go: between two lines that follow each other in the file, or beside one. */
const insertionPoint = ({ tokens, start }: Placement, { from, to }: Block): number | Uncertain => {
  if (tokens.length === to - from) return start;
  const [above, below] = [tokens[from - 1], tokens[to]];
  const [upper, lower] = [above?.line ?? null, below?.line ?? null];
  if (upper !== null && lower !== null) {
    if (lower === upper + 1) return lower;
    const lines =
      upper + 2 === lower ? `line ${lower} of the file stands` : `lines ${upper + 2} to ${lower} of the file stand`;
    return uncertain(`${lines} between the lines around the addition`);
  }
  if (upper !== null && (below === undefined || below.token.isElision)) return upper + 1;
  if (lower !== null && (above === undefined || above.token.isElision)) return lower;
  return uncertain("the lines next to the addition do not stand in the file");
};

const minInformation = 0.9;

/** Removed lines that say little, with other lines of the file between them and the context on every side that has some. */
const isAdrift = ({ tokens }: Placement, { from, to }: Block, removed: PlacedToken[]): boolean => {
  const [above, below] = [tokens[from - 1], tokens[to]];
  const sides = [
    ...(above && !above.token.isElision ? [above.line !== null && above.line + 1 === removed[0]?.line] : []),
    ...(below && !below.token.isElision ? [below.line !== null && below.line - 1 === removed.at(-1)?.line] : []),
  ];
  const information = removed.reduce((sum, { text }) => sum + informationOf(text), 0);
  return sides.length > 0 && !sides.includes(true) && information < minInformation;
};

/** The edits of one block: added lines stand where they stand among the removed ones. */
const editsOfBlock = (placement: Placement, block: Block): Edit[] | Uncertain => {
  const tokens = placement.tokens.slice(block.from, block.to);
  const removed = tokens.filter(({ role }) => role === "remove");
  const added = (some: PlacedToken[]): Token[] => some.flatMap(({ role, token }) => (role === "add" ? [token] : []));
  const first = removed[0]?.line;
  if (first === undefined || first === null) {
    const at = insertionPoint(placement, block);
    return typeof at === "number" ? [{ at, removed: 0, added: added(tokens), placement }] : at;
  }
  const above = placement.tokens[block.from - 1]?.line;
  const leads = tokens[0]?.role === "add" && typeof above === "number" && above !== first - 1;
  const below = placement.tokens[block.to]?.line;
  const fresh = added(tokens);
  const trails = tokens.at(-1)?.role === "add" && typeof below === "number" && below !== first + removed.length;
  if (leads || trails || isAdrift(placement, block, removed))
    return uncertain("lines that the hunk leaves out stand between its context and the removed lines");
  if (removed.some(({ line }, i) => line !== first + i))
    return uncertain("the removed lines do not follow each other in the file");
  return [{ at: first, removed: removed.length, added: fresh, placement }];
};

/** Every edit of a placed hunk in the order of its lines, or why one has no certain place. */
export const editsOf = (placement: Placement): Edit[] | Uncertain => {
  const edits: Edit[] = [];
  for (const block of blocksOf(placement.tokens)) {
    const some = editsOfBlock(placement, block);
    if (!Array.isArray(some)) return some;
    edits.push(...some);
  }
  return edits;
};
