/** Answers a text with ranked files, the lines to read in each, and why; tests and documents in lists of their own. */
import type { Atlas, AtlasFile } from "../atlas.ts";
import { chooseWindows, type Window } from "./choose-windows.ts";
import { type Explanation, explainFile } from "./explain-file.ts";
import { findMentions, type Mentions } from "./find-mentions.ts";
import { findSignals, markPaths, type Signals, weigh } from "./find-signals.ts";
import { bestOf, normalise } from "./ranks.ts";
import { type ReadQuery, readQuery } from "./read-query.ts";
import { scoreWindows } from "./score-windows.ts";
import { scoreWords } from "./score-words.ts";
import { createSearchable, type Group, type Searchable } from "./searchable.ts";
import { defaultWeights, type SearchWeights, signals } from "./weights.ts";

export type Hit = {
  path: string;
  /** Larger is better; comparable within one list of one answer. */
  score: number;
  reasons: string[];
  /** The most telling first; they do not overlap. */
  windows: Window[];
};

export type SearchOptions = {
  /** Files of each list. */
  limit: number;
  /** Keeps a file in the answer; all when left out. */
  accept?: (file: AtlasFile) => boolean;
};

/** Best first. `results` holds source and settings. */
export type SearchResult = { results: Hit[]; tests: Hit[]; docs: Hit[] };

export type Searcher = {
  atlas: Atlas;
  /** The first line of the text counts most, as the title of an issue does. */
  search: (text: string, options: SearchOptions) => SearchResult;
  /** What `text` finds in one file, wherever it would stand in the ranking. */
  hitOf: (path: string, text: string) => Hit;
};

/** What a test that depends on a likely file gains of that file's score. */
const testShare = 0.3;
/** From this share of the largest on, changing together is a reason to name. */
const companionShare = 0.3;

type Habits = Pick<Explanation, "subjectOf" | "isCompanion">;
const noHabits: Habits = { subjectOf: () => null, isCompanion: () => false };

/** Indexes are made at the first question. */
export const createSearcher = (atlas: Atlas, weights: SearchWeights = defaultWeights): Searcher => {
  let made: Searchable | null = null;
  const searchable = (): Searchable => {
    made ??= createSearchable(atlas);
    return made;
  };
  let latest: Understood | null = null;
  const understand = (text: string): Understood => {
    if (latest?.text !== text)
      latest = { text, query: readQuery(text, weights.query), mentions: findMentions(searchable().book, text) };
    return latest;
  };
  return {
    atlas,
    search: (text, options) => search(atlas, searchable(), weights, understand(text), options),
    hitOf: (path, text) => findHit(searchable(), path, understand(text)),
  };
};

/** What a text says; one text is asked about many files. */
type Understood = { text: string; query: ReadQuery; mentions: Mentions };

const combine = (found: Signals, { files }: Group, weights: SearchWeights): Float64Array => {
  const scores = weigh(found.values, weights, signals);
  for (const [file, { role }] of files.entries()) {
    // Changing often is no answer by itself.
    if (scores[file] === weights.share.changes * (found.values.changes[file] as number)) scores[file] = 0;
    else if (role === "config") scores[file] = (scores[file] as number) * weights.config;
  }
  return scores;
};

const search = (
  atlas: Atlas,
  searchable: Searchable,
  weights: SearchWeights,
  { query, mentions }: Understood,
  { limit, accept = () => true }: SearchOptions,
): SearchResult => {
  const { source, tests, docs, others, commits } = searchable;
  const found = findSignals(searchable, query.words, mentions, weights);
  const scores = combine(found, source, weights);
  const answer = (group: Group, groupScores: Float64Array, habits: Habits): Hit[] => {
    const best = bestOf(groupScores, limit, (file) => accept(group.files[file] as AtlasFile));
    const unseen = best.filter((file) => group !== source || !found.windows.has(file));
    const windows = scoreWindows(group.index, query.words, unseen);
    return best.map((file) => ({
      path: (group.files[file] as AtlasFile).path,
      score: groupScores[file] as number,
      reasons: explainFile(group, file, { query, mentions, ...habits }),
      windows: windowsOf(group, file, mentions, windows.get(file) ?? found.windows.get(file)),
    }));
  };
  const habits: Habits = {
    subjectOf: (file) => {
      const commit = found.commits.best.get(file);
      return commit === undefined ? null : (commits.subjects[commit] ?? null);
    },
    isCompanion: (file) => (found.values.together[file] as number) >= companionShare,
  };
  const weighNamed = (group: Group): Float64Array =>
    markPaths(group, mentions).map((mark) => weights.share.paths * mark);
  return {
    results: [...answer(source, scores, habits), ...answer(others, weighNamed(others), noHabits)]
      .sort((a, b) => b.score - a.score)
      .slice(0, limit),
    tests: answer(tests, add(scoreTests(atlas, searchable, weights, query, scores), weighNamed(tests)), noHabits),
    docs: answer(docs, scoreWords(docs.index, query.words, weights.words), noHabits),
  };
};

const add = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value + (b[i] as number));

/** Tests by their words, and by what they test. */
const scoreTests = (
  atlas: Atlas,
  { source, tests }: Searchable,
  weights: SearchWeights,
  query: ReadQuery,
  sourceScores: Float64Array,
): Float64Array => {
  const scores = normalise(scoreWords(tests.index, query.words, weights.words));
  const likely = normalise(sourceScores);
  const gain = new Float64Array(scores.length);
  for (const file of bestOf(likely, 10))
    for (const path of atlas.dependentsOf((source.files[file] as AtlasFile).path)) {
      const test = tests.numberOf.get(path);
      if (test !== undefined) gain[test] = Math.max(gain[test] as number, likely[file] as number);
    }
  return scores.map((score, test) => score + testShare * (gain[test] as number));
};

const windowsOf = (
  { files }: Group,
  file: number,
  { paths, names }: Mentions,
  scores: Float64Array | undefined,
): Window[] => {
  const { path, facts } = files[file] as AtlasFile;
  return chooseWindows({
    lines: facts?.lines ?? 0,
    symbols: facts?.parsed.symbols ?? [],
    scores,
    places: paths.flatMap((mention) => (mention.path === path && mention.line !== null ? [mention.line] : [])),
    names: new Set(names),
  });
};

const findHit = (searchable: Searchable, path: string, { query, mentions }: Understood): Hit => {
  for (const group of [searchable.source, searchable.tests, searchable.docs, searchable.others]) {
    const file = group.numberOf.get(path);
    if (file === undefined) continue;
    const windows = scoreWindows(group.index, query.words, [file]).get(file);
    const reasons = explainFile(group, file, { query, mentions, ...noHabits });
    return { path, score: 0, reasons, windows: windowsOf(group, file, mentions, windows) };
  }
  return { path, score: 0, reasons: [], windows: [] };
};
