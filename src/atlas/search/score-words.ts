/** BM25 over the files of an index: text, declared names and path count as one field each, with weights of their own. */
import { fromName, fromPath, type WordIndex } from "./word-index.ts";

export type Query = ReadonlyMap<number, number>;

export type WordWeights = {
  /** BM25's k1 and b. */
  saturation: number;
  lengthShare: number;
  /** One word of a declared name or of the path counts as this many in the text. */
  name: number;
  path: number;
};

/** Rarity of a word in the index: 0 for a word that no file has. */
export const rarityOf = (index: WordIndex, number: number): number => {
  const spread = index.spread[number] ?? 0;
  return spread === 0 ? 0 : Math.log(1 + (index.files.length - spread + 0.5) / (spread + 0.5));
};

/** The score of every file of the index, 0 where no word is shared. `query` maps hashes of words to their weight. */
export const scoreWords = (index: WordIndex, query: Query, weights: WordWeights): Float64Array => {
  const scores = new Float64Array(index.files.length);
  const frequency = new Float64Array(index.files.length);
  const norms = index.lengths.map(
    (length) => weights.saturation * (1 - weights.lengthShare + (weights.lengthShare * length) / index.averageLength),
  );
  for (const [hash, weight] of query) {
    const number = index.find(hash);
    if (number === -1) continue;
    const from = index.starts[number] as number;
    const to = index.starts[number + 1] as number;
    for (let at = from; at < to; at++) {
      const file = index.postingFile[at] as number;
      const word = index.postingWord[at] as number;
      const each = word === fromName ? weights.name : word === fromPath ? weights.path : 1;
      frequency[file] = (frequency[file] as number) + each * (index.postingTimes[at] as number);
    }
    const gain = weight * rarityOf(index, number) * (weights.saturation + 1);
    for (let at = from; at < to; at++) {
      const file = index.postingFile[at] as number;
      const times = frequency[file] as number;
      if (times === 0) continue;
      frequency[file] = 0;
      scores[file] = (scores[file] as number) + (gain * times) / (times + (norms[file] as number));
    }
  }
  return scores;
};
