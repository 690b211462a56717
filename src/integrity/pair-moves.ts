/** Brings together the two ends of files that moved, so that what moved does not count as gone here and new there. */
import type { FileChange } from "../domain/patch.ts";

const maxPairs = 400;
/** Share of lines of the old file that the new one must hold. */
const enough = 0.5;

const countLines = (text: string): Map<string, number> => {
  const lines = new Map<string, number>();
  for (const line of text.split("\n")) {
    const key = line.trim();
    if (key !== "") lines.set(key, (lines.get(key) ?? 0) + 1);
  }
  return lines;
};

const sharedPart = (old: Map<string, number>, now: Map<string, number>): number => {
  let [all, shared] = [0, 0];
  for (const [line, count] of old) {
    all += count;
    shared += Math.min(count, now.get(line) ?? 0);
  }
  return all === 0 ? 0 : shared / all;
};

/** Moved files are given once, below their new name, with name and text from before; without `from`, files that share most lines count as moved. */
export const pairMoves = (changes: FileChange[]): FileChange[] => {
  const gone = changes.filter(({ before, after }) => before !== null && after === null);
  const fresh = changes.filter(({ before, after }) => before === null && after !== null);
  if (gone.length === 0 || fresh.length === 0) return changes;
  const sources = new Map<FileChange, FileChange>();
  for (const change of fresh) {
    const source = gone.find(({ path }) => path === change.from);
    if (source) sources.set(change, source);
  }
  if (gone.length * fresh.length <= maxPairs) {
    const lines = new Map(gone.map((change) => [change, countLines(change.before ?? "")]));
    for (const change of fresh) {
      if (sources.has(change)) continue;
      const now = countLines(change.after ?? "");
      const taken = new Set(sources.values());
      const best = gone
        .filter((source) => !taken.has(source))
        .map((source) => ({ source, share: sharedPart(lines.get(source) ?? new Map(), now) }))
        .sort((a, b) => b.share - a.share)[0];
      if (best && best.share >= enough) sources.set(change, best.source);
    }
  }
  const moved = new Set(sources.values());
  return changes
    .filter((change) => !moved.has(change))
    .map((change) => {
      const source = sources.get(change);
      return source === undefined ? change : { ...change, before: source.before, from: source.path };
    });
};
