/** Scores by file number: the best of them, and the same on a scale from 0 to 1. */

/** Numbers with a score above 0, the largest score first, then the smaller number; `accept` keeps a number in the list. */
export const bestOf = (
  scores: Float64Array,
  count: number,
  accept: (file: number) => boolean = () => true,
): number[] => {
  const best: number[] = [];
  let least = 0;
  for (let file = 0; file < scores.length; file++) {
    const score = scores[file] as number;
    if (score <= least || !accept(file)) continue;
    best.splice(placeOf(best, scores, score), 0, file);
    if (best.length > count) best.pop();
    if (best.length === count) least = scores[best.at(-1) ?? 0] ?? 0;
  }
  return best;
};

/** Behind all that score at least as much. */
const placeOf = (best: readonly number[], scores: Float64Array, score: number): number => {
  let [low, high] = [0, best.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((scores[best[middle] as number] as number) >= score) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const largestOf = (scores: Float64Array): number => {
  let largest = 0;
  for (let i = 0; i < scores.length; i++) if ((scores[i] as number) > largest) largest = scores[i] as number;
  return largest;
};

/** The same array where nothing scores. */
export const normalise = (scores: Float64Array): Float64Array => {
  const largest = largestOf(scores);
  if (largest === 0) return scores;
  const shares = new Float64Array(scores.length);
  for (let i = 0; i < scores.length; i++) shares[i] = (scores[i] as number) / largest;
  return shares;
};
