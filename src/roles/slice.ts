/** The part of the repository that a role is shown: files, tests and the tree, best first. */
import type { Untrusted } from "../domain/untrusted.ts";
import type { JsonObject } from "./encode-document.ts";
import { linesField, splitLines } from "./untrusted-field.ts";

/** Lines `from` to `to` (1-based, inclusive) of a file of `total` lines; `text` holds these lines with their ends. */
export type FileSlice = { path: string; from: number; to: number; total: number; text: Untrusted };

/** What a file declares outside the lines that are shown; `heads` are `line: head of the declaration`. */
export type OutlineSlice = { path: string; heads: Untrusted[] };

/** `tree` lists paths; `files` and `tests` are ranked, the most relevant first. */
export type Slice = { files: FileSlice[]; tests: FileSlice[]; outlines: OutlineSlice[]; tree: string[] };

/** A longer line is shown cut: no patch may touch it anyway. */
const maxLine = 2_000;

export const renderFile = ({ path, from, to, total, text }: FileSlice): JsonObject => ({
  source: "file",
  author: "repository",
  path,
  from,
  to,
  total,
  ...(to === total && text !== "" && !text.endsWith("\n") ? { endsWithNewline: false } : {}),
  lines: splitLines(text).map((line, index) => `${from + index}|${shortenLine(line)}`),
});

const shortenLine = (line: string): string =>
  line.length > maxLine ? `${line.slice(0, maxLine)} (cut: ${line.length - maxLine} more characters)` : line;

export const renderTree = (paths: string[]): JsonObject =>
  linesField("paths of the repository", "repository", paths.join("\n"));

const renderOutline = ({ path, heads }: OutlineSlice): JsonObject => ({
  source: "outline",
  author: "repository",
  path,
  declares: heads,
});

export const renderSlice = ({ files, tests, outlines, tree }: Slice): JsonObject => ({
  tree: renderTree(tree),
  files: files.map(renderFile),
  tests: tests.map(renderFile),
  outlines: outlines.map(renderOutline),
});

/** The better half of each list; null when each is down to one entry. */
export const shrinkSlice = (slice: Slice): Slice | null => {
  const smaller = {
    files: betterHalf(slice.files),
    tests: betterHalf(slice.tests),
    outlines: betterHalf(slice.outlines),
    tree: betterHalf(slice.tree),
  };
  const isSame = sizeOf(smaller) === sizeOf(slice);
  return isSame ? null : smaller;
};

const sizeOf = ({ files, tests, outlines, tree }: Slice): number =>
  files.length + tests.length + outlines.length + tree.length;

export const betterHalf = <T>(ranked: T[]): T[] => ranked.slice(0, Math.ceil(ranked.length / 2));
