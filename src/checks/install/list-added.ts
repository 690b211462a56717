/** Finds what a command added to a directory. */
import { walkTree } from "./walk-tree.ts";

/** Every path below `root`. */
export const listPaths = (root: string): Set<string> => new Set([...walkTree(root)].map(({ path }) => path));

/** The outermost paths below `root` that are not in `before`, sorted. */
export const listAdded = (root: string, before: ReadonlySet<string>): string[] =>
  [...walkTree(root, (path) => before.has(path))]
    .map(({ path }) => path)
    .filter((path) => !before.has(path))
    .sort();
