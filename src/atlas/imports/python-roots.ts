/** Where Python would find a top-level package: the directories of the tree that hold it, best first. */
import { pythonStandardLibrary } from "./python-standard-library.ts";
import type { TrackedTree } from "./tracked-tree.ts";
import { baseNameOf, below, directoryOf, nearestFirst, stemOf, withAncestors } from "./tree-path.ts";

export type PythonRoots = (directory: string, top: string, isDotted: boolean) => readonly string[];

const sourceFolders = ["", "src", "lib", "python"];
const maxDistantRoots = 50;

/** For each name, the directories that hold it as a module or package and are not inside a package themselves. */
const indexTops = (tree: TrackedTree): Map<string, Set<string>> => {
  const holders = new Map<string, Set<string>>();
  const isPackage = (directory: string): boolean => directory !== "" && tree.has(`${directory}/__init__.py`);
  const add = (name: string, directory: string): void => {
    const known = holders.get(name);
    if (known !== undefined) known.add(directory);
    else holders.set(name, new Set([directory]));
  };
  const seen = new Set<string>([""]);
  for (const path of tree.paths) {
    if (!/\.py[ix]?$/.test(path)) continue;
    const directory = directoryOf(path);
    if (!isPackage(directory)) add(stemOf(path), directory);
    for (let at = directory; !seen.has(at); at = directoryOf(at)) {
      seen.add(at);
      const parent = directoryOf(at);
      if (!isPackage(parent)) add(baseNameOf(at), parent);
    }
  }
  return holders;
};

/**
 * Around the importing file every directory counts. Elsewhere in the tree only packages count, modules that exist
 * once, and no name of the standard library.
 */
export const createPythonRoots = (tree: TrackedTree): PythonRoots => {
  const tops = indexTops(tree);

  const around = (directory: string, holders: ReadonlySet<string>): string[] =>
    withAncestors(directory).flatMap((ancestor) =>
      sourceFolders.map((folder) => below(ancestor, folder)).filter((at) => holders.has(at)),
    );
  const distant = (
    directory: string,
    top: string,
    isDotted: boolean,
    holders: ReadonlySet<string>,
  ): readonly string[] => {
    if (pythonStandardLibrary.has(top) || holders.size > maxDistantRoots) return [];
    const fit = [...holders].filter((holder) => {
      const inner = below(holder, top);
      if (tree.has(`${inner}/__init__.py`) || tree.has(`${inner}/__init__.pyi`)) return true;
      return tree.hasDirectory(inner) ? isDotted : holders.size === 1;
    });
    return nearestFirst(directory, fit);
  };

  return (directory, top, isDotted) => {
    const holders = tops.get(top);
    if (holders === undefined) return [];
    return [...new Set([...around(directory, holders), ...distant(directory, top, isDotted, holders)])];
  };
};
