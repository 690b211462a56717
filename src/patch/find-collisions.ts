/** New names that some file system takes for a name of the tree, or that lead through one of its files. */
import type { FileChange, Refusal } from "../domain/patch.ts";
import { refusal } from "./refusal.ts";
import { ancestorsOf, foldPath } from "./validate.ts";

/** `tree` holds every path before the change, links and submodules included. */
export const findCollisions = (changes: FileChange[], tree: Iterable<string>): Refusal[] => {
  const added = changes.filter((change) => change.before === null && change.after !== null);
  if (added.length === 0) return [];
  const gone = new Set(changes.filter((change) => change.after === null).map((change) => change.path));
  const files = new Map<string, string>();
  const directories = new Map<string, string>();
  for (const path of tree) {
    if (gone.has(path)) continue;
    files.set(foldPath(path), path);
    for (const directory of ancestorsOf(path)) directories.set(foldPath(directory), directory);
  }
  return added.flatMap(({ path }) => {
    const same = files.get(foldPath(path)) ?? directories.get(foldPath(path));
    const through = ancestorsOf(path).find((directory) => {
      const folded = foldPath(directory);
      return files.has(folded) || (directories.has(folded) && directories.get(folded) !== directory);
    });
    if (same !== undefined)
      return [refusal("unsafe-path", `it collides with \`${same}\` of the tree on some file systems`, { path })];
    if (through !== undefined)
      return [
        refusal("unsafe-path", `its directory \`${through}\` is a file, or another spelling of one, in the tree`, {
          path,
        }),
      ];
    return [];
  });
};
