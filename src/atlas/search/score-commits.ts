/** What was once changed for a like reason is likely to be changed again: scores files by the messages of commits that touched them. */
import { countWords, type FileWords } from "./file-words.ts";
import { bestOf } from "./ranks.ts";
import { type Query, scoreWords } from "./score-words.ts";
import { createWordIndex, type WordIndex } from "./word-index.ts";

export type CommitText = { subject: string; body: string; files: readonly string[] };

export type CommitIndex = {
  index: WordIndex;
  /** Files of each commit that still exist, as numbers. */
  files: readonly (readonly number[])[];
  subjects: readonly string[];
};

/** `numberOf` gives a file's number, undefined when it is gone. Commits without files that are left count for nothing. */
export const createCommitIndex = (
  commits: readonly CommitText[],
  numberOf: (path: string) => number | undefined,
): CommitIndex => {
  const words: FileWords[] = [];
  const files: number[][] = [];
  const subjects: string[] = [];
  for (const commit of commits) {
    const numbers = commit.files.map(numberOf).filter((number) => number !== undefined);
    if (numbers.length === 0) continue;
    words.push(countWords(`${commit.subject}\n${commit.body}`, []));
    files.push(numbers);
    subjects.push(commit.subject);
  }
  return {
    index: createWordIndex(
      words,
      words.map(() => ""),
    ),
    files,
    subjects,
  };
};

export type CommitWeights = {
  /** Messages that are looked at, best first. */
  commits: number;
  /** The best message counts 1, others their share of its score to this power. */
  sharpness: number;
  /** A commit of n files gives each 1 / n to this power. */
  crowd: number;
};

const bm25 = { saturation: 1.2, lengthShare: 0.5, name: 0, path: 0 };

export type CommitScores = {
  /** By file number. */
  scores: Map<number, number>;
  /** The commit, by its place in the index, that gave each file most. */
  best: Map<number, number>;
};

export const scoreCommits = ({ index, files }: CommitIndex, query: Query, weights: CommitWeights): CommitScores => {
  const raw = scoreWords(index, query, bm25);
  const order = bestOf(raw, weights.commits);
  const most = raw[order[0] ?? 0] ?? 0;
  const scores = new Map<number, number>();
  const gains = new Map<number, number>();
  const best = new Map<number, number>();
  for (const commit of order) {
    const touched = files[commit] ?? [];
    const gain = ((raw[commit] as number) / most) ** weights.sharpness / touched.length ** weights.crowd;
    for (const file of touched) {
      scores.set(file, (scores.get(file) ?? 0) + gain);
      if (gain > (gains.get(file) ?? 0)) {
        gains.set(file, gain);
        best.set(file, commit);
      }
    }
  }
  return { scores, best };
};
