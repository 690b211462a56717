/** What counts how much in the ranking. The numbers were found on fixes of public repositories; `bench/atlas` measures them. */
import type { QueryWeights } from "./read-query.ts";
import type { CommitWeights } from "./score-commits.ts";
import type { WordWeights } from "./score-words.ts";

/** Each gives a file 0 to 1, the best file of an answer 1. */
export const signals = ["words", "windows", "commits", "paths", "names", "titles", "changes", "together"] as const;

export type Signal = (typeof signals)[number];

export type SearchWeights = {
  query: QueryWeights;
  words: WordWeights;
  commits: CommitWeights;
  /** Files whose windows are looked at, best by words first. */
  windowed: number;
  share: Readonly<Record<Signal, number>>;
  /** Settings (manifests, YAML) share many words with issues and are seldom meant: their scores count this much. */
  config: number;
};

export const defaultWeights: SearchWeights = {
  query: { title: 4, repetition: 1 },
  words: { saturation: 2, lengthShare: 0.75, name: 2, path: 15 },
  commits: { commits: 25, sharpness: 2, crowd: 0.5 },
  windowed: 200,
  share: {
    words: 1,
    windows: 0.4,
    commits: 0.5,
    paths: 1.8,
    names: 0.3,
    titles: 0.4,
    changes: 0.15,
    together: 0.15,
  },
  config: 0.7,
};
