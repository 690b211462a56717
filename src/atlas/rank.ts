/** Ranks files for a text with BM25 over the words of path and content. */
import { splitWords } from "./split-words.ts";

const saturation = 1.2;
const lengthWeight = 0.75;
/** A word of the path counts as often as this many in the content. */
const pathWeight = 6;
const maxContent = 200_000;

export type Ranked = { path: string; score: number };

type Counted = { path: string; counts: Map<string, number>; length: number };

/**
 * Gives the files that share a word with `text`, best first; files whose path or unique file name the text spells out
 * come before all others. Equal scores are ordered by path.
 */
export const rankFiles = (files: { path: string; content: string }[], text: string): Ranked[] => {
  const query = new Set(splitWords(text));
  const documents = files.map(({ path, content }) => countWords(path, content, query));
  const averageLength = documents.reduce((sum, { length }) => sum + length, 0) / Math.max(1, documents.length);
  const containing = new Map(
    [...query].map((word) => [word, documents.filter(({ counts }) => counts.has(word)).length]),
  );
  const scoreOf = ({ counts, length }: Counted): number => {
    let score = 0;
    for (const [word, count] of counts) {
      const n = containing.get(word) ?? 0;
      const rarity = Math.log(1 + (documents.length - n + 0.5) / (n + 0.5));
      score +=
        (rarity * count * (saturation + 1)) /
        (count + saturation * (1 - lengthWeight + (lengthWeight * length) / averageLength));
    }
    return score;
  };
  const named = namedPaths(
    files.map((file) => file.path),
    text,
  );
  return documents
    .map((document) => ({ path: document.path, score: scoreOf(document) + (named.has(document.path) ? 1_000 : 0) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1));
};

const countWords = (path: string, content: string, query: Set<string>): Counted => {
  const counts = new Map<string, number>();
  const words = splitWords(content.slice(0, maxContent));
  const inPath = splitWords(path);
  const count = (word: string, weight: number): void => {
    if (query.has(word)) counts.set(word, (counts.get(word) ?? 0) + weight);
  };
  for (const word of words) count(word, 1);
  for (const word of inPath) count(word, pathWeight);
  return { path, counts, length: words.length + inPath.length * pathWeight };
};

/** Paths that the text names in full, and file names that occur once in the tree. */
const namedPaths = (paths: string[], text: string): Set<string> => {
  const mentioned = new Set([...text.matchAll(/[\w@$+.\-/]+/g)].map(([token]) => token.replace(/^\.?\/+|[./]+$/g, "")));
  const byName = Map.groupBy(paths, (path) => path.slice(path.lastIndexOf("/") + 1));
  return new Set(
    paths.filter((path) => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      return mentioned.has(path) || (name.includes(".") && mentioned.has(name) && byName.get(name)?.length === 1);
    }),
  );
};
