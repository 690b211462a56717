/** Resolves `source` and `.` of shell scripts: literal paths from the script's directory or from the root. */
import type { CreateLanguageResolver } from "./tracked-tree.ts";
import { directoryOf, joinInTree } from "./tree-path.ts";

export const createBashResolver: CreateLanguageResolver =
  (tree) =>
  (from, { specifier }) => {
    if (specifier.startsWith("/")) return [];
    const places = [joinInTree(directoryOf(from), specifier), joinInTree("", specifier)];
    return places
      .filter((path) => path !== null)
      .filter((path) => tree.has(path))
      .slice(0, 1);
  };
