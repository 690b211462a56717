/** Reads a text as a query: its words with their weight, and what it spells out. */
import { scanWords } from "./scan-words.ts";
import type { Query } from "./score-words.ts";
import { stripTemplate } from "./strip-template.ts";

/** Issues end in logs and templates; what matters stands in front. */
const maxText = 40_000;

export type ReadQuery = {
  words: Query;
  /** A spelling of each word, for the reasons. */
  spelled: ReadonlyMap<number, string>;
};

export type QueryWeights = {
  /** How often a word of the first line counts. */
  title: number;
  /** Repetitions raise a word's weight by this power: 0 not at all, 1 in full. */
  repetition: number;
};

/** The first line is the title. */
export const readQuery = (fullText: string, weights: QueryWeights): ReadQuery => {
  const text = stripTemplate(fullText.slice(0, maxText));
  const words = new Map<number, number>();
  const spelled = new Map<number, string>();
  const titleEnd = text.indexOf("\n") === -1 ? text.length : text.indexOf("\n");
  scanWords(text, 0, text.length, (hash, from, to) => {
    const gain = from < titleEnd ? weights.title : 1;
    words.set(hash, (words.get(hash) ?? 0) + gain);
    if (!spelled.has(hash)) spelled.set(hash, text.slice(from, to));
  });
  for (const [hash, count] of words) {
    if (isStopWord(hash)) words.delete(hash);
    else words.set(hash, count ** weights.repetition);
  }
  return { words, spelled };
};

const stopWords: ReadonlySet<number> = (() => {
  const list =
    "a an and any are as at be been but by can could did do does for from get had has have he her how i if in into is it its just like me my no not of on one only or our out she so some such than that the their them then there these they this to too up us use used using very was we were what when where which while who why will with would you your";
  const found = new Set<number>();
  scanWords(list, 0, list.length, (hash) => found.add(hash));
  return found;
})();

const isStopWord = (hash: number): boolean => stopWords.has(hash);
