/** Chooses the part of a repository that a role is given for a text, within a token budget. */
import { bestWindows } from "./best-windows.ts";
import { isReadableByModel } from "./is-readable-by-model.ts";
import { rankFiles } from "./rank.ts";
import { renderTree } from "./render-tree.ts";
import { scanFiles } from "./scan.ts";

const bytesPerToken = 3.5;
/** Files up to this size are given whole; of longer ones the best windows. */
const wholeBytes = 12_000;
const windowsPerFile = 3;
/** Files further down the ranking are noise, even where there is room. */
const maxRanked = 20;
/** Path, line numbers and frame around each excerpt. */
const frameBytes = 60;
const treeShare = 0.1;
const testShare = 0.25;

/** Licences and the settings of editors and services are in the tree, but say nothing about the code. */
const isWorthShowing = (path: string): boolean =>
  !path.startsWith(".") && !/(^|\/)(licen[cs]e|copying|notice)([-.][\w-]*)*$/i.test(path);

export type Excerpt = {
  path: string;
  /** 1-based lines, both included; 0 and 0 for an empty file. */
  from: number;
  to: number;
  /** Lines of the whole file. */
  total: number;
  /** These lines with their ends. */
  text: string;
};

export type AtlasSlice = {
  files: Excerpt[];
  tests: Excerpt[];
  /** All paths, or their number per directory. */
  tree: string;
};

export type SliceOptions = {
  /** Tracked paths. */
  files: string[];
  read: (path: string) => string | null;
  /** What the slice is for: an issue, a plan. */
  text: string;
  budgetTokens: number;
  /** Paths that come first, and whole as long as the budget lasts. */
  pinned?: string[];
};

/** The same input always gives the same slice. Generated, binary and secret files are never in it. */
export const sliceAtlas = ({ files, read, text, budgetTokens, pinned = [] }: SliceOptions): AtlasSlice => {
  const budget = Math.floor(budgetTokens * bytesPerToken);
  const readable = files.filter(isReadableByModel);
  const tree = renderTree(readable, Math.floor(budget * treeShare));
  const scanned = scanFiles(readable.filter(isWorthShowing)).filter(
    ({ kind }) => kind !== "generated" && kind !== "binary",
  );
  const contents = new Map(
    scanned.map(({ path }) => [path, read(path)] as const).filter(([, content]) => content !== null),
  );
  const contentOf = (path: string): string => contents.get(path) ?? "";
  const known = scanned.filter(({ path }) => contents.has(path));
  const rank = (isTest: boolean): string[] => {
    const group = known.filter(({ path, kind }) => (kind === "test") === isTest && !pinned.includes(path));
    const ranked = rankFiles(
      group.map(({ path }) => ({ path, content: contentOf(path) })),
      text,
    );
    const best = ranked.slice(0, maxRanked).map(({ path }) => path);
    // What shares no word with the text may still be a neighbour; in a small repository there is room for it.
    const rest = group.map(({ path }) => path).filter((path) => !best.includes(path));
    return rest.length <= maxRanked ? [...best, ...rest] : best;
  };

  let left = budget - Buffer.byteLength(tree);
  const take = (paths: string[], limit: number, maxWhole: number): Excerpt[] => {
    const taken: Excerpt[] = [];
    let room = Math.min(left, limit);
    for (const path of paths) {
      for (const excerpt of excerptsOf(path, contentOf(path), text, maxWhole)) {
        const cost = Buffer.byteLength(excerpt.text) + Buffer.byteLength(path) + frameBytes;
        if (cost > room) continue;
        taken.push(excerpt);
        room -= cost;
        left -= cost;
      }
    }
    return taken;
  };

  const first = [...new Set(pinned)].filter((path) => contents.has(path));
  const isTest = new Set(known.filter(({ kind }) => kind === "test").map(({ path }) => path));
  const firstTests = take(
    first.filter((path) => isTest.has(path)),
    left * testShare * 2,
    left * testShare,
  );
  const firstFiles = take(
    first.filter((path) => !isTest.has(path)),
    left,
    left / 2,
  );
  const tests = [...firstTests, ...take(rank(true), budget * testShare, wholeBytes)];
  return { files: [...firstFiles, ...take(rank(false), left, wholeBytes)], tests, tree };
};

const excerptsOf = (path: string, content: string, text: string, maxWhole: number): Excerpt[] => {
  const lines = content.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const total = lines.length;
  const ends = lines.map((line, index) => (index + 1 < total || content.endsWith("\n") ? `${line}\n` : line));
  const isWhole = Buffer.byteLength(content) <= maxWhole;
  const ranges = isWhole ? [{ from: Math.min(1, total), to: total }] : bestWindows(lines, text, windowsPerFile);
  return ranges.map(({ from, to }) => ({
    path,
    from,
    to,
    total,
    text: ends.slice(Math.max(0, from - 1), to).join(""),
  }));
};
