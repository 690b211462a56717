/** Changes of files printed as the canonical unified diff, the only form of a patch that is kept, shown and published. */
import { structuredPatch } from "diff";
import type { FileChange } from "../domain/patch.ts";
import { quotePath } from "./quote-path.ts";
import { splitLines } from "./text-lines.ts";

/** Edits up to which the smallest diff is searched, in one file and in all: the cost grows with their square. */
const maxEditsOfFile = 1_200;
const maxEdits = 3_600;

type RenderedHunk = { oldStart: number; oldLines: number; newStart: number; newLines: number; lines: string[] };

const allOf = (text: string, marker: "-" | "+"): string[] => {
  const { lines, endsWithNewline } = splitLines(text);
  const marked = lines.map((line) => marker + line);
  return endsWithNewline ? marked : [...marked, "\\ No newline at end of file"];
};

/** One hunk that removes all lines and adds all lines. */
const replaceAll = (before: string, after: string): RenderedHunk => {
  const [oldLines, newLines] = [splitLines(before).lines.length, splitLines(after).lines.length];
  return { oldStart: 1, oldLines, newStart: 1, newLines, lines: [...allOf(before, "-"), ...allOf(after, "+")] };
};

type Compare = (before: string, after: string) => RenderedHunk[];

const countEdits = (hunks: RenderedHunk[]): number =>
  hunks.reduce(
    (sum, { lines }) => sum + lines.filter((line) => line.startsWith("-") || line.startsWith("+")).length,
    0,
  );

/** Compares texts line by line as long as the edits last; after that, whole texts replace each other. */
const createComparison = (): Compare => {
  let left = maxEdits;
  return (before, after) => {
    if (before === after) return [];
    if (before === "" || after === "" || left <= 0) return [replaceAll(before, after)];
    const maxEditLength = Math.min(left, maxEditsOfFile);
    const patch = structuredPatch("", "", before, after, undefined, undefined, { context: 3, maxEditLength });
    left -= patch ? countEdits(patch.hunks) : maxEditLength;
    return patch?.hunks ?? [replaceAll(before, after)];
  };
};

/** A side without lines starts one line earlier: that is how unified diffs count. */
const range = (start: number, count: number): string => {
  const from = count === 0 ? start - 1 : start;
  return count === 1 ? `${from}` : `${from},${count}`;
};

const renderHunk = (hunk: RenderedHunk): string[] => [
  `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
  ...hunk.lines,
];

/** Like git, ends a name that has spaces with a tab, so that no reader takes its end for a timestamp. */
const nameLine = (marker: "---" | "+++", path: string): string => {
  const name = quotePath(path);
  return `${marker} ${name}${name.includes(" ") && !name.startsWith('"') ? "\t" : ""}`;
};

type Entry = { from: string; to: string; mode: string[]; isNew: boolean; isGone: boolean; hunks: RenderedHunk[] };

const renderEntry = ({ from, to, mode, isNew, isGone, hunks }: Entry): string[] => [
  `diff --git ${quotePath(`a/${from}`)} ${quotePath(`b/${to}`)}`,
  ...mode,
  ...(hunks.length === 0
    ? []
    : [nameLine("---", isNew ? "/dev/null" : `a/${from}`), nameLine("+++", isGone ? "/dev/null" : `b/${to}`)]),
  ...hunks.flatMap(renderHunk),
];

const renderFile = ({ path, before, after }: FileChange, compare: Compare): string[] => {
  const [isNew, isGone] = [before === null, after === null];
  const mode = isNew ? ["new file mode 100644"] : isGone ? ["deleted file mode 100644"] : [];
  return renderEntry({ from: path, to: path, mode, isNew, isGone, hunks: compare(before ?? "", after ?? "") });
};

const isAlike = (before: string, after: string): boolean => {
  const known = new Set(splitLines(before).lines);
  const lines = splitLines(after).lines;
  return lines.filter((line) => known.has(line)).length * 2 >= Math.max(lines.length, known.size);
};

/** A file that goes, directly followed by a new one that shares at least half of its lines, is shown as a rename. */
const renderRename = (gone: FileChange, added: FileChange | undefined, compare: Compare): string[] | null => {
  if (!gone.before || gone.after !== null || !added?.after || added.before !== null) return null;
  if (!isAlike(gone.before, added.after)) return null;
  const mode = [`rename from ${quotePath(gone.path)}`, `rename to ${quotePath(added.path)}`];
  const hunks = compare(gone.before, added.after);
  return renderEntry({ from: gone.path, to: added.path, mode, isNew: false, isGone: false, hunks });
};

/**
 * Prints changes in their order with three lines of context, as `git apply` and `parsePatch` read them;
 * both give exactly these changes again on the same base. The text is empty when nothing changes.
 */
export const renderPatch = (changes: FileChange[]): string => {
  const real = changes.filter(({ before, after }) => before !== after);
  const compare = createComparison();
  const lines: string[][] = [];
  for (let i = 0; i < real.length; i++) {
    const change = real[i];
    if (!change) break;
    const rename = renderRename(change, real[i + 1], compare);
    if (rename) i++;
    lines.push(rename ?? renderFile(change, compare));
  }
  return lines.length === 0 ? "" : `${lines.flat().join("\n")}\n`;
};
