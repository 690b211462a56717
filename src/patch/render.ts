/** Changes of files printed as the canonical unified diff, the only form of a patch that is kept, shown and published. */
import type { FileChange } from "../domain/patch.ts";
import { compareLines, createEffort } from "./compare-lines.ts";
import { quotePath } from "./quote-path.ts";
import { groupEdits, markEnd, renderHunk } from "./render-hunk.ts";
import { splitLines } from "./text-lines.ts";

/** Compares all texts of a patch with one effort, so that many costly files cost no more than one. */
type Render = (before: string, after: string) => string[];

const createRender = (): Render => {
  const effort = createEffort();
  return (before, after) => {
    const [oldLines, newLines] = [markEnd(before), markEnd(after)];
    const edits = compareLines(oldLines, newLines, effort);
    return groupEdits(edits).flatMap((group) => renderHunk(group, oldLines, newLines));
  };
};

/** Like git, ends a name that has spaces with a tab, so that no reader takes its end for a timestamp. */
const nameLine = (marker: "---" | "+++", path: string): string => {
  const name = quotePath(path);
  return `${marker} ${name}${name.includes(" ") && !name.startsWith('"') ? "\t" : ""}`;
};

type Entry = { from: string; to: string; mode: string[]; isNew: boolean; isGone: boolean; hunks: string[] };

const renderEntry = ({ from, to, mode, isNew, isGone, hunks }: Entry): string[] => [
  `diff --git ${quotePath(`a/${from}`)} ${quotePath(`b/${to}`)}`,
  ...mode,
  ...(hunks.length === 0
    ? []
    : [nameLine("---", isNew ? "/dev/null" : `a/${from}`), nameLine("+++", isGone ? "/dev/null" : `b/${to}`)]),
  ...hunks,
];

const renderFile = ({ path, before, after }: FileChange, render: Render): string[] => {
  const [isNew, isGone] = [before === null, after === null];
  const mode = isNew ? ["new file mode 100644"] : isGone ? ["deleted file mode 100644"] : [];
  return renderEntry({ from: path, to: path, mode, isNew, isGone, hunks: render(before ?? "", after ?? "") });
};

const isAlike = (before: string, after: string): boolean => {
  const known = new Set(splitLines(before).lines);
  const lines = splitLines(after).lines;
  return lines.length > 0 && lines.filter((line) => known.has(line)).length * 2 >= Math.max(lines.length, known.size);
};

/** A file that goes, directly followed by what it became or by a new one with at least half of its lines, is shown as a rename. */
const renderRename = (gone: FileChange, added: FileChange | undefined, render: Render): string[] | null => {
  if (gone.before === null || gone.after !== null || added?.before !== null || added.after === null) return null;
  if (added.from !== gone.path && !isAlike(gone.before, added.after)) return null;
  const mode = [`rename from ${quotePath(gone.path)}`, `rename to ${quotePath(added.path)}`];
  const hunks = render(gone.before, added.after);
  return renderEntry({ from: gone.path, to: added.path, mode, isNew: false, isGone: false, hunks });
};

/**
 * Prints changes in their order with three lines of context, as `git apply` and `parsePatch` read them;
 * both give exactly these changes again on the same base. The text is empty when nothing changes.
 */
export const renderPatch = (changes: FileChange[]): string => {
  const real = changes.filter(({ before, after }) => before !== after);
  const render = createRender();
  const lines: string[][] = [];
  for (let i = 0; i < real.length; i++) {
    const change = real[i];
    if (!change) break;
    const rename = renderRename(change, real[i + 1], render);
    if (rename) i++;
    lines.push(rename ?? renderFile(change, render));
  }
  return lines.length === 0 ? "" : `${lines.flat().join("\n")}\n`;
};
