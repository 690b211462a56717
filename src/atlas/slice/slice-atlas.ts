/** Chooses the part of a repository that a role is given for a text, within a token budget. */
import { isReadableByModel } from "../is-readable-by-model.ts";
import type { FileRole } from "../scan/file-role.ts";
import type { Hit, Searcher } from "../search/search-atlas.ts";
import { type Candidate, chooseExcerpts, costOf, type Excerpt } from "./choose-excerpts.ts";
import { listOutlines, type Outline } from "./list-outlines.ts";
import { renderTree } from "./render-tree.ts";

/** An estimate that is near enough for code and prose. */
export const bytesPerToken = 3.5;
/** Files further down the ranking are noise, even where there is room. */
const mostFiles = 40;
const mostTests = 12;
const mostDocs = 3;
const treeShare = 0.06;
const usualTestShare = 0.12;
const outlineShare = 0.05;
const docShare = 0.05;
/** What the caller names may fill the budget up to here. */
const pinnedShare = 0.6;

/** The text of a file may say that a program wrote it. */
const unshown: ReadonlySet<FileRole | undefined> = new Set(["generated", "binary"]);

export type AtlasSlice = {
  /** What was pinned, then source by rank, then documents; several excerpts of a file in the order of its lines. */
  files: Excerpt[];
  tests: Excerpt[];
  /** What files around the shown ones declare, without their bodies. */
  outlines: Outline[];
  /** All paths, or their number per directory. */
  tree: string;
};

export type SliceOptions = {
  /** What the slice is for: an issue, a plan. */
  text: string;
  budgetTokens: number;
  /** The text of a file as it is now; null where there is none. */
  read: (path: string) => string | null;
  /** Paths that come first, and whole as long as the budget lasts. */
  pinned?: readonly string[];
  /** The part of the budget that tests may take. */
  testShare?: number;
};

/** The same map and options always give the same slice. Generated, binary and secret files are never in it. */
export const sliceAtlas = (
  searcher: Searcher,
  { text, budgetTokens, read, pinned = [], testShare = usualTestShare }: SliceOptions,
): AtlasSlice => {
  const { atlas } = searcher;
  const budget = Math.floor(budgetTokens * bytesPerToken);
  const tree = renderTree(
    atlas.files.map(({ path }) => path).filter(isReadableByModel),
    Math.floor(budget * treeShare),
  );
  const found = searcher.search(text, { limit: mostFiles + pinned.length });
  const roles = new Map(atlas.files.flatMap(({ path, role, facts }) => (facts === null ? [] : [[path, role]])));
  const first = [...new Set(pinned)].filter((path) => roles.has(path) && !unshown.has(roles.get(path)));
  const isTest = (path: string): boolean => roles.get(path) === "test";
  let left = budget - Buffer.byteLength(tree);

  const take = (candidates: Candidate[], limit: number): Excerpt[] => {
    const excerpts = chooseExcerpts(candidates, Math.min(left, Math.floor(limit)));
    left -= excerpts.reduce((sum, excerpt) => sum + costOf(excerpt), 0);
    return excerpts;
  };
  const candidatesOf = (hits: readonly Hit[]): Candidate[] =>
    hits.flatMap(({ path, windows }) => {
      const lines = splitLines(read(path));
      return lines ? [{ path, lines, windows }] : [];
    });
  const pin = (paths: readonly string[]): Candidate[] => candidatesOf(paths.map((path) => searcher.hitOf(path, text)));

  const pinnedFiles = take(pin(first.filter((path) => !isTest(path))), left * pinnedShare);
  const pinnedTests = take(pin(first.filter(isTest)), left * testShare * 2);
  const isNew = ({ path }: Hit): boolean => !first.includes(path);
  const tests = take(candidatesOf(found.tests.filter(isNew).slice(0, mostTests)), budget * testShare);
  const outlineRoom = Math.min(left, Math.floor(budget * outlineShare));
  left -= outlineRoom;
  const docs = take(candidatesOf(found.docs.filter(isNew).slice(0, mostDocs)), budget * docShare);
  const files = take(candidatesOf(found.results.filter(isNew).slice(0, mostFiles)), left);
  const shown = [...pinnedFiles, ...files, ...docs];
  return {
    files: shown,
    tests: [...pinnedTests, ...tests],
    outlines: listOutlines(atlas, [...shown, ...pinnedTests, ...tests], outlineRoom),
    tree,
  };
};

/** Each line with its end; null for a file without text. */
const splitLines = (text: string | null): string[] | null => {
  if (text === null) return null;
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  return [...lines.map((line) => `${line}\n`), ...(last === "" ? [] : [last])];
};
