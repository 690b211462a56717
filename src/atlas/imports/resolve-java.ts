/** Resolves imports of Java: a type to its file, nested types to the file of the outer one, `*` to a package. */
import { indexJvmTypes } from "./jvm-types.ts";
import { type CreateLanguageResolver, maxPackageFiles } from "./tracked-tree.ts";
import { nearestFirst } from "./tree-path.ts";

const maxNesting = 4;

export const createJavaResolver: CreateLanguageResolver = (tree) => {
  const { filesOfType, filesOfPackage } = indexJvmTypes(tree);

  const fileOfType = (from: string, name: string): readonly string[] => {
    let outer = name;
    for (let depth = 0; depth <= maxNesting; depth += 1) {
      const files = filesOfType(outer);
      if (files.length > 0) return nearestFirst(from, files).slice(0, 1);
      const dot = outer.lastIndexOf(".");
      if (dot < 0) return [];
      outer = outer.slice(0, dot);
    }
    return [];
  };

  return (from, { specifier, names }) => {
    if (!names.includes("*")) return fileOfType(from, specifier);
    const files = filesOfPackage(specifier);
    if (files.length === 0) return fileOfType(from, specifier);
    return files.length > maxPackageFiles ? [] : files;
  };
};
