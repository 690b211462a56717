/** The names a file declares, as the search weighs them: their words, and each name as a whole. */
import { scanWords } from "./scan-words.ts";

/** Another hash than that of any word, so that `parse` the function differs from `parse` in `parseJson`; case counts. */
export const exactName = (name: string): number => {
  let hash = 0x2f0b_4c47;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (hash ^ (hash >>> 15)) >>> 0;
};

/** Hashes without repetitions. */
export const nameWords = (names: Iterable<string>): Uint32Array<ArrayBuffer> => {
  const found = new Set<number>();
  for (const name of names) {
    found.add(exactName(name));
    scanWords(name, 0, name.length, (hash) => found.add(hash));
  }
  return Uint32Array.from(found);
};
