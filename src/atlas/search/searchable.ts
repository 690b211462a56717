/** A map made ready for searching: indexes over the words of each kind of file, and over the messages of its history. */
import { posix } from "node:path";
import type { Atlas, AtlasFile } from "../atlas.ts";
import type { FileRole } from "../scan/file-role.ts";
import { createPathBook, type PathBook } from "./path-book.ts";
import { wordsOf } from "./scan-words.ts";
import { type CommitIndex, createCommitIndex } from "./score-commits.ts";
import { rarityOf } from "./score-words.ts";
import { createWordIndex, type WordIndex } from "./word-index.ts";

/** Files of some roles, ranked among themselves and numbered from 0. */
export type Group = {
  files: readonly AtlasFile[];
  index: WordIndex;
  numberOf: ReadonlyMap<string, number>;
};

/** The words of a file's own name, without directories and extension, how rare each is, and the sum of that. */
export type Title = { words: Uint32Array; rarities: Float64Array; rarity: number };

export type Searchable = {
  /** Source and settings. */
  source: Group;
  tests: Group;
  docs: Group;
  /** Examples, benchmarks and files of no known kind: answers only where a text names them. */
  others: Group;
  /** Commits that touched files of `source`, newest first. */
  commits: CommitIndex;
  /** The small commits of each file of `source`. */
  commitsOf: readonly (readonly number[])[];
  /** How often each file of `source` changes, lately more, as a share of the most changed one. */
  changes: Float64Array;
  book: PathBook;
  /** Of each file of `source`. */
  titles: readonly Title[];
};

/** After this many commits a change counts half. */
const halfLife = 500;
/** A larger commit says little about what belongs together. */
const mostTogether = 12;

export const createSearchable = (atlas: Atlas): Searchable => {
  const source = createGroup(atlas, ["source", "config"]);
  const commits = createCommitIndex(atlas.history.commits, (path) => source.numberOf.get(path));
  const commitsOf: number[][] = source.files.map(() => []);
  for (const [commit, files] of commits.files.entries())
    if (files.length <= mostTogether) for (const file of files) commitsOf[file]?.push(commit);
  return {
    source,
    tests: createGroup(atlas, ["test"]),
    docs: createGroup(atlas, ["docs"]),
    others: createGroup(atlas, ["example", "other"]),
    commits,
    commitsOf,
    changes: countChanges(atlas, source),
    book: createPathBook(atlas.files.map(({ path }) => path)),
    titles: source.files.map(({ path }) => createTitle(source, path)),
  };
};

const createTitle = ({ index }: Group, path: string): Title => {
  const words = Uint32Array.from(new Set(wordsOf(posix.parse(path).name)));
  const rarities = Float64Array.from(words, (hash) => rarityOf(index, index.find(hash)));
  return { words, rarities, rarity: rarities.reduce((sum, one) => sum + one, 0) };
};

const createGroup = (atlas: Atlas, roles: readonly FileRole[]): Group => {
  const files = atlas.files.filter(({ role, facts }) => facts !== null && roles.includes(role));
  const index = createWordIndex(
    files.map(({ facts }) => facts?.words ?? null),
    files.map(({ path }) => path),
  );
  return { files, index, numberOf: new Map(files.map(({ path }, i) => [path, i])) };
};

const countChanges = ({ history }: Atlas, { files, numberOf }: Group): Float64Array => {
  const counts = new Float64Array(files.length);
  for (const [age, commit] of history.commits.entries())
    for (const path of commit.files) {
      const file = numberOf.get(path);
      if (file !== undefined) counts[file] = (counts[file] as number) + 0.5 ** (age / halfLife);
    }
  const most = Math.log1p(counts.reduce((a, b) => Math.max(a, b), 0)) || 1;
  return counts.map((count) => Math.log1p(count) / most);
};
