/** Shows what stands around the excerpts: heads of declarations in the unseen parts of shown files, and in files they depend on. */
import type { Atlas, AtlasFile } from "../atlas.ts";
import type { Excerpt } from "./choose-excerpts.ts";

export type Outline = {
  path: string;
  /** `line: head of the declaration`, in file order. */
  heads: string[];
};

/** Files whose surroundings are looked at. */
const mostShown = 8;
const mostNeighbours = 12;
const mostHeads = 40;
const frameBytes = 40;

export const listOutlines = (atlas: Atlas, shown: readonly Excerpt[], maxBytes: number): Outline[] => {
  const byPath = new Map(atlas.files.map((file) => [file.path, file]));
  const paths = [...new Set(shown.map(({ path }) => path))];
  const outlines: Outline[] = [];
  let left = maxBytes;
  const add = (file: AtlasFile | undefined, isSeen: (line: number) => boolean, exportedOnly: boolean): void => {
    const symbols = file?.facts?.parsed.symbols ?? [];
    const heads = symbols
      .filter(({ from, isExported }) => !isSeen(from) && (isExported || !exportedOnly))
      .slice(0, mostHeads)
      .map(({ from, signature }) => `${from}: ${signature}`);
    const bytes = heads.reduce((sum, head) => sum + Buffer.byteLength(head) + 4, frameBytes + (file?.path.length ?? 0));
    if (heads.length === 0 || file === undefined || bytes > left) return;
    left -= bytes;
    outlines.push({ path: file.path, heads });
  };
  for (const path of paths.slice(0, mostShown)) {
    const ranges = shown.filter((excerpt) => excerpt.path === path);
    add(byPath.get(path), (line) => ranges.some(({ from, to }) => from <= line && line <= to), false);
  }
  const seen = new Set(paths);
  const neighbours = paths
    .slice(0, mostShown)
    .flatMap((path) => atlas.importsOf(path))
    .filter((path) => !seen.has(path) && byPath.get(path)?.role === "source");
  for (const path of [...new Set(neighbours)].slice(0, mostNeighbours)) add(byPath.get(path), () => false, true);
  return outlines;
};
