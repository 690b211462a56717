/** Counts the words of one file, by the stretch of lines in which they stand: all that a search needs to know of its text. */
import { nameWords } from "./name-words.ts";
import { scanWords } from "./scan-words.ts";

/** Lines of one stretch; a window is two neighbours. */
export const stretchLines = 30;
const maxStretches = 65_535;

/**
 * The words of a file. `words[i]` (hashes, in order of first appearance) stands in the stretches `places[2 × j]`, there `places[2 × j + 1]` times, for
 * `j` from `starts[i]` to `starts[i + 1]`. `lengths` counts the words of each stretch; `names` are the hashes of declared names and of the words in them.
 */
export type FileWords = {
  words: Uint32Array;
  starts: Uint32Array;
  places: Uint16Array;
  lengths: Uint16Array;
  names: Uint32Array;
};

const tableSize = 1 << 17;
const leastTable = 1 << 10;
/** Open addressing from hash to word number; an entry counts only in the round that wrote it. Short texts use its beginning, which stays in the processor's cache. */
const tableRound = new Uint32Array(tableSize);
const tableWord = new Uint32Array(tableSize);
let round = 0;

/** A growing list of numbers for one file after another. */
const maxWords = tableSize >> 1;
const hashes = new Uint32Array(maxWords);
const lastPlace = new Int32Array(maxWords);
const placeCount = new Uint32Array(maxWords);
let placeWord = new Uint32Array(1 << 16);
let placeStretch = new Uint16Array(1 << 16);
let placeTimes = new Uint16Array(1 << 16);

/** A text has fewer words than characters, so half the table stays free. */
const maskFor = (length: number): number => {
  let size = leastTable;
  while (size < length && size < tableSize) size *= 2;
  return size - 1;
};

const growPlaces = (): void => {
  const grow = <T extends Uint32Array | Uint16Array>(old: T, bigger: T): T => {
    bigger.set(old);
    return bigger;
  };
  placeWord = grow(placeWord, new Uint32Array(placeWord.length * 2));
  placeStretch = grow(placeStretch, new Uint16Array(placeStretch.length * 2));
  placeTimes = grow(placeTimes, new Uint16Array(placeTimes.length * 2));
};

/** Words beyond 65,536 different ones and lines beyond 1,966,050 are left out. `names` are declared names as written. */
export const countWords = (text: string, names: Iterable<string>): FileWords => {
  round++;
  const mask = maskFor(text.length);
  let wordCount = 0;
  let places = 0;
  let stretch = 0;
  let inStretch = 0;
  const lengths: number[] = [];
  const visit = (hash: number): void => {
    inStretch++;
    let slot = hash & mask;
    while (tableRound[slot] === round && hashes[tableWord[slot] as number] !== hash) slot = (slot + 1) & mask;
    let word: number;
    if (tableRound[slot] === round) word = tableWord[slot] as number;
    else {
      if (wordCount === maxWords) return;
      word = wordCount++;
      tableRound[slot] = round;
      tableWord[slot] = word;
      hashes[word] = hash;
      lastPlace[word] = -1;
      placeCount[word] = 0;
    }
    const last = lastPlace[word] as number;
    if (last >= 0 && placeStretch[last] === stretch) {
      if ((placeTimes[last] as number) < 65_535) placeTimes[last] = (placeTimes[last] as number) + 1;
      return;
    }
    if (places === placeWord.length) growPlaces();
    placeWord[places] = word;
    placeStretch[places] = stretch;
    placeTimes[places] = 1;
    lastPlace[word] = places++;
    placeCount[word] = (placeCount[word] as number) + 1;
  };
  for (let start = 0; start < text.length && stretch < maxStretches; stretch++) {
    const end = endOfStretch(text, start);
    inStretch = 0;
    scanWords(text, start, end, visit);
    lengths.push(Math.min(65_535, inStretch));
    start = end;
  }
  return { ...sortPlaces(wordCount, places), lengths: Uint16Array.from(lengths), names: nameWords(names) };
};

const endOfStretch = (text: string, start: number): number => {
  let end = start;
  for (let line = 0; line < stretchLines; line++) {
    const newline = text.indexOf("\n", end);
    if (newline === -1) return text.length;
    end = newline + 1;
  }
  return end;
};

/** Brings the places of each word together; those of one word stay in order. */
const sortPlaces = (wordCount: number, count: number): Pick<FileWords, "words" | "starts" | "places"> => {
  const starts = new Uint32Array(wordCount + 1);
  for (let word = 0; word < wordCount; word++)
    starts[word + 1] = (starts[word] as number) + (placeCount[word] as number);
  const next = starts.slice(0, wordCount);
  const places = new Uint16Array(count * 2);
  for (let i = 0; i < count; i++) {
    const word = placeWord[i] as number;
    const at = next[word] as number;
    next[word] = at + 1;
    places[2 * at] = placeStretch[i] as number;
    places[2 * at + 1] = placeTimes[i] as number;
  }
  return { words: hashes.slice(0, wordCount), starts, places };
};
