/** Computes what speaks for each source file: one number per file and signal, before they are weighed. */
import type { Mentions } from "./find-mentions.ts";
import { exactName } from "./name-words.ts";
import { bestOf, largestOf, normalise } from "./ranks.ts";
import { type CommitScores, scoreCommits } from "./score-commits.ts";
import { scoreWindows } from "./score-windows.ts";
import { type Query, scoreWords } from "./score-words.ts";
import type { Group, Searchable } from "./searchable.ts";
import type { SearchWeights, Signal } from "./weights.ts";
import { fromName } from "./word-index.ts";

export type Signals = {
  values: Record<Signal, Float64Array>;
  /** Scores of the windows of the files that were looked at closely. */
  windows: ReadonlyMap<number, Float64Array>;
  /** The commits that speak for a file, by its number. */
  commits: CommitScores;
};

/** Files that others are compared with. */
const mostSeeds = 8;
const seedDecay = 0.85;
const mostCommits = 200;

export const findSignals = (
  searchable: Searchable,
  query: Query,
  mentions: Mentions,
  weights: SearchWeights,
): Signals => {
  const { source, changes } = searchable;
  const words = normalise(scoreWords(source.index, query, weights.words));
  const windows = scoreWindows(source.index, query, bestOf(words, weights.windowed));
  const commits = scoreCommits(searchable.commits, query, weights.commits);
  const best = new Float64Array(source.files.length);
  for (const [file, scores] of windows) best[file] = largestOf(scores);
  const past = new Float64Array(source.files.length);
  for (const [file, score] of commits.scores) past[file] = score;
  const values = {
    words,
    windows: normalise(best),
    commits: normalise(past),
    paths: markPaths(source, mentions),
    names: markNames(searchable, mentions),
    titles: coverTitles(searchable, query),
    changes,
  };
  const seeds = weigh(values, weights, ["words", "commits", "paths", "names"]);
  return { values: { ...values, together: findTogether(searchable, normalise(seeds)) }, windows, commits };
};

/** The weighed sum of some signals, file by file. */
export const weigh = <Name extends Signal>(
  values: Readonly<Record<Name, Float64Array>>,
  { share }: SearchWeights,
  names: readonly Name[],
): Float64Array => {
  const sum = new Float64Array(values[names[0] as Name].length);
  for (const name of names) {
    const value = values[name];
    const weight = share[name];
    for (let file = 0; file < sum.length; file++) sum[file] = (sum[file] as number) + weight * (value[file] as number);
  }
  return sum;
};

/** Files that the text spells out, the first most. */
export const markPaths = ({ files, numberOf }: Group, { paths }: Mentions): Float64Array => {
  const marks = new Float64Array(files.length);
  for (const [rank, { path, isExact }] of paths.entries()) {
    const file = numberOf.get(path);
    if (file !== undefined) marks[file] = (isExact ? 1 : 0.4) * 0.95 ** rank;
  }
  return marks;
};

/** Files that declare a name of the text; a name that many declare says less. */
const markNames = ({ source: { index, files } }: Searchable, { names }: Mentions): Float64Array => {
  const marks = new Float64Array(files.length);
  for (const name of names) {
    const number = index.find(exactName(name));
    if (number === -1) continue;
    const last = index.starts[number + 1] as number;
    for (let at = index.starts[number] as number; at < last; at++) {
      if (index.postingWord[at] !== fromName) continue;
      const file = index.postingFile[at] as number;
      marks[file] = Math.min(1, (marks[file] as number) + 1 / (index.spread[number] as number));
    }
  }
  return marks;
};

/** A file whose own name the text spells in words is meant more often than one that holds them. */
const coverTitles = ({ titles }: Searchable, query: Query): Float64Array => {
  const scores = new Float64Array(titles.length);
  for (const [file, { words, rarities, rarity }] of titles.entries()) {
    let held = 0;
    for (const [i, hash] of words.entries()) if (query.has(hash)) held += rarities[i] as number;
    scores[file] = held === 0 ? 0 : (held * held) / rarity;
  }
  return normalise(scores);
};

/** Files that used to change together with the likeliest ones. */
const findTogether = ({ commits, commitsOf }: Searchable, seeds: Float64Array): Float64Array => {
  const together = new Float64Array(seeds.length);
  for (const [rank, file] of bestOf(seeds, mostSeeds).entries()) {
    const own = (commitsOf[file] ?? []).slice(0, mostCommits);
    const weight = ((seeds[file] as number) * seedDecay ** rank) / (3 + own.length);
    for (const commit of own) {
      const others = commits.files[commit] ?? [];
      for (const other of others)
        if (other !== file) together[other] = (together[other] as number) + weight / others.length;
    }
  }
  return normalise(together);
};
