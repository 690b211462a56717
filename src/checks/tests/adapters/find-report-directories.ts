/** Finds the directories in which build tools leave reports, in a project and its modules. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

const maxDepth = 6;
const maxLooks = 5_000;
const skipped = new Set([".git", "node_modules", "src", "classes", "test-classes", "tmp"]);

/** Gives absolute paths, sorted; links are not followed. `wanted` is asked about paths relative to `cwd`. */
export const findReportDirectories = (cwd: string, wanted: RegExp): string[] => {
  const found: string[] = [];
  const queue: { path: string; depth: number }[] = [{ path: "", depth: 0 }];
  for (let looks = 0; looks < maxLooks; looks++) {
    const next = queue.shift();
    if (next === undefined) break;
    for (const name of directoriesIn(join(cwd, next.path))) {
      const path = next.path === "" ? name : `${next.path}/${name}`;
      if (wanted.test(path)) found.push(join(cwd, path));
      else if (next.depth < maxDepth) queue.push({ path, depth: next.depth + 1 });
    }
  }
  return found.sort();
};

const directoriesIn = (dir: string): string[] => {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !skipped.has(entry.name))
      .map((entry) => entry.name);
  } catch {
    return [];
  }
};
