/** The directories in which a language looks for a file: some folders of the file's own directory and of all around it. */
import type { TrackedTree } from "./tracked-tree.ts";
import { below, withAncestors } from "./tree-path.ts";

/** Gives the tracked path for `wanted`, which may not hold dots for directories; the nearest one; null when there is none. */
export type FindOnPath = (directory: string, wanted: string) => string | null;

/** An empty folder name stands for the directory itself. */
export const createSearchPath = (tree: TrackedTree, folders: readonly string[]): FindOnPath => {
  const known = new Map<string, readonly string[]>();
  const placesAround = (directory: string): readonly string[] => {
    const places = withAncestors(directory).flatMap((ancestor) => folders.map((folder) => below(ancestor, folder)));
    return places.filter((place) => tree.hasDirectory(place));
  };
  return (directory, wanted) => {
    const places = known.get(directory) ?? placesAround(directory);
    known.set(directory, places);
    for (const place of places) {
      const path = below(place, wanted);
      if (tree.has(path)) return path;
    }
    return null;
  };
};
