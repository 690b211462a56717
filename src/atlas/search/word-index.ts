/** From words to the files of one group, held in flat arrays: what BM25 needs to score a text in a millisecond. */
import type { FileWords } from "./file-words.ts";
import { wordsOf } from "./scan-words.ts";

/** Where a posting comes from instead of a place in the text. */
export const fromName = 0xffff_ffff;
export const fromPath = 0xffff_fffe;

export type WordIndex = {
  /** One entry per file of the group; null where nothing was read. */
  files: readonly (FileWords | null)[];
  /** Words of each file's text. */
  lengths: Float64Array;
  averageLength: number;
  /** Number of a word, -1 when no file has it. */
  find: (hash: number) => number;
  /** The postings of word `n` run from `starts[n]` to `starts[n + 1]`; a file comes up to three times: text, name, path. */
  starts: Uint32Array;
  postingFile: Uint32Array;
  /** The word's number in the file, or `fromName`, `fromPath`. */
  postingWord: Uint32Array;
  /** How often the word stands in the file's text; 1 for names and paths. */
  postingTimes: Uint16Array;
  /** Files that hold the word anywhere. */
  spread: Uint32Array;
};

export const createWordIndex = (files: readonly (FileWords | null)[], paths: readonly string[]): WordIndex => {
  const pathWords = paths.map((path) => Uint32Array.from(new Set(wordsOf(path))));
  const table = createTable(files.reduce((sum, file) => sum + (file?.words.length ?? 0), 0));
  const counts: number[] = [];
  const spreads: number[] = [];
  const lastFile: number[] = [];
  const eachPosting = (visit: (hash: number, file: number, word: number) => void): void => {
    for (const [file, entry] of files.entries()) {
      for (const hash of pathWords[file] ?? []) visit(hash, file, fromPath);
      if (!entry) continue;
      for (const hash of entry.names) visit(hash, file, fromName);
      const { words } = entry;
      for (let word = 0; word < words.length; word++) visit(words[word] as number, file, word);
    }
  };
  let total = 0;
  eachPosting((hash, file) => {
    const number = table.insert(hash);
    if (number === counts.length) {
      counts.push(0);
      spreads.push(0);
      lastFile.push(-1);
    }
    counts[number] = (counts[number] as number) + 1;
    if (lastFile[number] !== file) {
      lastFile[number] = file;
      spreads[number] = (spreads[number] as number) + 1;
    }
    total++;
  });
  const starts = new Uint32Array(counts.length + 1);
  for (const [number, count] of counts.entries()) starts[number + 1] = (starts[number] as number) + count;
  const next = starts.slice();
  const postingFile = new Uint32Array(total);
  const postingWord = new Uint32Array(total);
  const postingTimes = new Uint16Array(total);
  eachPosting((hash, file, word) => {
    const number = table.find(hash);
    const at = next[number] as number;
    next[number] = at + 1;
    postingFile[at] = file;
    postingWord[at] = word;
    postingTimes[at] = timesIn(files[file], word);
  });
  const lengths = Float64Array.from(files, (file) => file?.lengths.reduce((sum, length) => sum + length, 0) ?? 0);
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;
  const spread = Uint32Array.from(spreads);
  return { files, lengths, averageLength, find: table.find, starts, postingFile, postingWord, postingTimes, spread };
};

const timesIn = (entry: FileWords | null | undefined, word: number): number => {
  if (!entry || word >= fromPath) return 1;
  let times = 0;
  const last = entry.starts[word + 1] as number;
  for (let at = entry.starts[word] as number; at < last; at++) times += entry.places[2 * at + 1] as number;
  return Math.min(times, 65_535);
};

/** Open addressing from hash to number in order of insertion. */
const createTable = (expected: number) => {
  let bits = 12;
  // Files share most of their words.
  while (1 << bits < expected / 2 && bits < 22) bits++;
  let mask = (1 << bits) - 1;
  let hashes = new Uint32Array(mask + 1);
  let numbers = new Int32Array(mask + 1).fill(-1);
  let size = 0;
  const slotOf = (hash: number): number => {
    let slot = hash & mask;
    while (numbers[slot] !== -1 && hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    const [oldHashes, oldNumbers] = [hashes, numbers];
    mask = mask * 2 + 1;
    hashes = new Uint32Array(mask + 1);
    numbers = new Int32Array(mask + 1).fill(-1);
    for (const [old, number] of oldNumbers.entries()) {
      if (number === -1) continue;
      const slot = slotOf(oldHashes[old] as number);
      hashes[slot] = oldHashes[old] as number;
      numbers[slot] = number;
    }
  };
  return {
    find: (hash: number): number => numbers[slotOf(hash)] as number,
    insert: (hash: number): number => {
      const slot = slotOf(hash);
      if (numbers[slot] !== -1) return numbers[slot] as number;
      hashes[slot] = hash;
      numbers[slot] = size;
      if (++size > mask * 0.6) grow();
      return size - 1;
    },
  };
};
