/** The paths below a directory that is no git work tree, bounded, without following links. */
import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";

const maxWalked = 200_000;
const maxDepth = 40;
const skipped = new Set([".git", "node_modules"]);

const readDirectory = (full: string): Dirent[] => {
  try {
    return readdirSync(full, { withFileTypes: true });
  } catch {
    return [];
  }
};

/** Paths relative to `root` of all that is no directory; the nearest to the root first when there are more than `maxEntries`. */
export const walkDirectory = (root: string, maxEntries = maxWalked): { paths: string[]; isWhole: boolean } => {
  const paths: string[] = [];
  let level = [""];
  for (let depth = 0; depth < maxDepth && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const directory of level)
      for (const entry of readDirectory(join(root, directory))) {
        if (paths.length + below.length >= maxEntries) return { paths, isWhole: false };
        if (entry.isDirectory()) {
          if (!skipped.has(entry.name)) below.push(`${directory}${entry.name}/`);
        } else paths.push(`${directory}${entry.name}`);
      }
    level = below;
  }
  return { paths, isWhole: true };
};
