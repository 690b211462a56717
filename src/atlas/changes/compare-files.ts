/** The files that one map has and another has not, and those that only stand elsewhere now. */
import type { AtlasDocumentFile } from "../store/atlas-document.ts";
import type { AtlasChanges } from "./atlas-changes.ts";

export type FilesByPath = ReadonlyMap<string, AtlasDocumentFile>;

const linesOf = ({ lines }: AtlasDocumentFile): number => lines ?? 0;

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

const byLines = (a: AtlasDocumentFile, b: AtlasDocumentFile): number =>
  linesOf(b) - linesOf(a) || (a.path < b.path ? -1 : 1);

/** Files by name and size; null where several share both. Empty files look all the same. */
const bySignature = (files: AtlasDocumentFile[]): Map<string, AtlasDocumentFile | null> => {
  const found = new Map<string, AtlasDocumentFile | null>();
  for (const file of files.filter(({ bytes }) => bytes > 0)) {
    const signature = `${file.bytes} ${linesOf(file)} ${nameOf(file.path)}`;
    found.set(signature, found.has(signature) ? null : file);
  }
  return found;
};

/** The map keeps no digests, so a file that was moved and edited counts as removed and added. */
export const compareFiles = (
  before: FilesByPath,
  after: FilesByPath,
): Pick<AtlasChanges, "added" | "removed" | "moved" | "grown"> => {
  const added = [...after.values()].filter(({ path }) => !before.has(path));
  const removed = [...before.values()].filter(({ path }) => !after.has(path));
  const gone = bySignature(removed);
  const moves = [...bySignature(added)].flatMap(([signature, to]) => {
    const from = gone.get(signature);
    return to != null && from != null ? [{ from, to }] : [];
  });
  const isMoved = new Set(moves.flatMap(({ from, to }) => [from, to]));
  const grown = [...after.values()].flatMap((file) => {
    const lines = before.get(file.path)?.lines;
    return lines !== undefined && linesOf(file) > lines
      ? [{ path: file.path, before: lines, after: linesOf(file) }]
      : [];
  });
  return {
    added: added.filter((file) => !isMoved.has(file)).sort(byLines),
    removed: removed.filter((file) => !isMoved.has(file)).sort(byLines),
    moved: moves.map(({ from, to }) => ({ from: from.path, to: to.path })),
    grown: grown.sort((a, b) => b.after - b.before - (a.after - a.before) || (a.path < b.path ? -1 : 1)),
  };
};
