/** Scores the windows of some files, so that a file with one telling place beats one with the same words far apart. */
import { type Query, rarityOf } from "./score-words.ts";
import { fromPath, type WordIndex } from "./word-index.ts";

const saturation = 1.2;
const lengthShare = 0.5;
/** A word that most files hold tells no window from another, but costs most. */
const mostSpread = 0.6;
const leastCounted = 200;

/** One score per window of each chosen file; window `i` is the stretches `i` and `i + 1`. */
export const scoreWindows = (index: WordIndex, query: Query, chosen: readonly number[]): Map<number, Float64Array> => {
  const windows = new Map<number, Float64Array>();
  const slots = new Int32Array(index.files.length).fill(-1);
  const scores: Float64Array[] = [];
  const norms: Float64Array[] = [];
  const average = averageWindow(index, chosen);
  const spreadLimit = Math.max(leastCounted, mostSpread * index.files.length);
  for (const file of chosen) {
    const lengths = index.files[file]?.lengths;
    if (!lengths) continue;
    slots[file] = scores.length;
    const own = new Float64Array(Math.max(1, lengths.length));
    norms.push(own.map((_, i) => saturation * (1 - lengthShare + (lengthShare * windowLength(lengths, i)) / average)));
    scores.push(own);
    windows.set(file, own);
  }
  for (const [hash, weight] of query) {
    const number = index.find(hash);
    if (number === -1 || (index.spread[number] as number) > spreadLimit) continue;
    const gain = weight * rarityOf(index, number) * (saturation + 1);
    const last = index.starts[number + 1] as number;
    for (let at = index.starts[number] as number; at < last; at++) {
      const file = index.postingFile[at] as number;
      const slot = slots[file] as number;
      const word = index.postingWord[at] as number;
      if (slot === -1 || word >= fromPath) continue;
      addPlaces(index, file, word, gain, scores[slot] as Float64Array, norms[slot] as Float64Array);
    }
  }
  return windows;
};

const windowLength = (lengths: Uint16Array, at: number): number => (lengths[at] ?? 0) + (lengths[at + 1] ?? 0);

const averageWindow = (index: WordIndex, chosen: readonly number[]): number => {
  let words = 0;
  let stretches = 0;
  for (const file of chosen) {
    words += index.lengths[file] ?? 0;
    stretches += index.files[file]?.lengths.length ?? 0;
  }
  return (2 * words) / Math.max(1, stretches) || 1;
};

const addPlaces = (
  index: WordIndex,
  file: number,
  word: number,
  gain: number,
  scores: Float64Array,
  norms: Float64Array,
): void => {
  const entry = index.files[file];
  if (!entry) return;
  const { starts, places } = entry;
  const add = (window: number, times: number): void => {
    if (window >= 0 && window < scores.length)
      scores[window] = (scores[window] as number) + (gain * times) / (times + (norms[window] as number));
  };
  const end = starts[word + 1] as number;
  let before = -2;
  for (let at = starts[word] as number; at < end; at++) {
    const stretch = places[2 * at] as number;
    const times = places[2 * at + 1] as number;
    const next = at + 1 < end && places[2 * at + 2] === stretch + 1 ? (places[2 * at + 3] as number) : 0;
    if (before !== stretch - 1) add(stretch - 1, times);
    add(stretch, times + next);
    before = stretch;
  }
};
