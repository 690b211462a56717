/** Resolves `require` and `require_relative` of Ruby: relative paths, and the `lib` folders of the gems in the tree. */
import { createSearchPath } from "./create-search-path.ts";
import { addTo, type CreateLanguageResolver, type TrackedTree } from "./tracked-tree.ts";
import { directoryOf, joinInTree, nearestFirst } from "./tree-path.ts";

const loadFolders = ["lib", "test", "spec"];

/** What stands behind a `lib/` in a path → the paths. */
const indexLibraries = (tree: TrackedTree): Map<string, string[]> => {
  const libraries = new Map<string, string[]>();
  for (const path of tree.paths) {
    const at = path.endsWith(".rb") ? `/${path}`.indexOf("/lib/") : -1;
    if (at >= 0) addTo(libraries, path.slice(at + 4), path);
  }
  return libraries;
};

export const createRubyResolver: CreateLanguageResolver = (tree) => {
  const libraries = indexLibraries(tree);
  const onLoadPath = createSearchPath(tree, loadFolders);

  const inLoadPath = (directory: string, wanted: string): string | null => {
    if (tree.named(wanted.slice(wanted.lastIndexOf("/") + 1)).length === 0) return null;
    const found = onLoadPath(directory, wanted);
    if (found !== null) return found;
    return nearestFirst(directory, libraries.get(wanted) ?? [])[0] ?? null;
  };

  return (from, { specifier }) => {
    if (specifier.startsWith("/")) return [];
    const directory = directoryOf(from);
    const file = specifier.endsWith(".rb") ? specifier : `${specifier}.rb`;
    if (!specifier.startsWith(".")) {
      const found = inLoadPath(directory, file);
      return found === null ? [] : [found];
    }
    const candidates = [file, specifier].map((relative) => joinInTree(directory, relative));
    return candidates
      .filter((path) => path !== null)
      .filter((path) => tree.has(path))
      .slice(0, 1);
  };
};
