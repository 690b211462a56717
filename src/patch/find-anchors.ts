/** Lines that surely belong together: what stands once on both sides, in the same order on both. */

/** 0-based places on the two sides. */
type Anchor = [number, number];

/** Where too few lines stand once, blocks of 4, 16 and this many lines may. */
const maxWidth = 64;

/** Fewer pairs than one in so many lines are too few: each could be a line that was moved. */
const minDensity = 64;

/** Each id or fingerprint with its only place; -1 where it stands more than once. */
const placesOf = (ids: Int32Array): Map<number, number> => {
  const places = new Map<number, number>();
  for (const [at, id] of ids.entries()) places.set(id, places.has(id) ? -1 : at);
  return places;
};

/** What stands once on both sides, ordered by its place before. */
const pairUnique = (before: Int32Array, after: Int32Array): Anchor[] => {
  const other = placesOf(after);
  const pairs: Anchor[] = [];
  for (const [id, at] of placesOf(before)) {
    const there = other.get(id) ?? -1;
    if (at >= 0 && there >= 0) pairs.push([at, there]);
  }
  return pairs.sort(([a], [b]) => a - b);
};

/** The longest series of pairs that rises on both sides; n log n. */
const keepRising = (pairs: Anchor[]): Anchor[] => {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [index, [, there]] of pairs.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < there) low = middle + 1;
      else high = middle;
    }
    previous.push(tails[low - 1] ?? -1);
    tails[low] = index;
  }
  const rising: Anchor[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) rising.push(pair);
  }
  return rising.reverse();
};

/** Fingerprints of blocks of `width` lines become those of blocks twice as wide. */
const widen = (prints: Int32Array, width: number): Int32Array =>
  prints
    .subarray(0, Math.max(prints.length - width, 0))
    .map((print, at) => Math.imul(print, 0x9e3779b1) + Math.imul((prints[at + width] ?? 0) ^ 0x5bd1e995, 0x85ebca6b));

/**
 * Anchors of two sides whose equal lines have equal ids; none when all is repetition. Blocks are told apart by
 * fingerprints, so that the lines of each pair are compared before they count. Time n log n.
 */
export const findAnchors = (before: Int32Array, after: Int32Array): Anchor[] => {
  const enough = Math.min(before.length, after.length) / minDensity;
  let best: Anchor[] = [];
  let [old, next] = [before, after];
  for (let width = 1; width <= maxWidth; width *= 4) {
    const pairs = pairUnique(old, next).filter(([at, there]) => before[at] === after[there]);
    const found = keepRising(pairs);
    if (found.length > best.length) best = found;
    if (pairs.length >= enough) break;
    for (const by of [width, 2 * width]) [old, next] = [widen(old, by), widen(next, by)];
  }
  return best;
};
