/** Resolves `using` of C#: a namespace to the files that declare it, an alias or `using static` to the type's file. */
import { addTo, type CreateLanguageResolver, maxPackageFiles, type TrackedTree } from "./tracked-tree.ts";
import { stemOf } from "./tree-path.ts";

const maxDepth = 10;

const indexNamespaces = (tree: TrackedTree): Map<string, string[]> => {
  const files = new Map<string, string[]>();
  for (const path of tree.paths) {
    const namespace = path.endsWith(".cs") ? tree.namespaceOf(path) : null;
    if (namespace !== null) addTo(files, namespace, path);
  }
  return files;
};

/** A file counts for the types that it declares, and for the one that it is named after. */
const indexTypes = (tree: TrackedTree, paths: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const files = new Map<string, string[]>();
  for (const path of paths)
    for (const type of new Set([stemOf(path), ...tree.symbolsOf(path)])) addTo(files, type, path);
  return files;
};

/** A namespace that more than 40 files declare gives none. */
export const createCsharpResolver: CreateLanguageResolver = (tree) => {
  const namespaces = indexNamespaces(tree);
  const typesOf = new Map<string, ReadonlyMap<string, readonly string[]>>();

  const filesOfType = (name: string): readonly string[] => {
    const dot = name.lastIndexOf(".");
    const namespace = name.slice(0, Math.max(dot, 0));
    const paths = namespaces.get(namespace);
    if (paths === undefined) return [];
    const types = typesOf.get(namespace) ?? indexTypes(tree, paths);
    typesOf.set(namespace, types);
    return types.get(name.slice(dot + 1)) ?? [];
  };

  const filesOf = (name: string): readonly string[] => namespaces.get(name) ?? filesOfType(name);

  /** Inside a namespace a name may leave out the beginning that both share. */
  const fromInside = (from: string, specifier: string): readonly string[] => {
    let around = tree.namespaceOf(from) ?? "";
    for (let depth = 0; around !== "" && depth < maxDepth; depth += 1) {
      const files = filesOf(`${around}.${specifier}`);
      if (files.length > 0) return files;
      around = around.slice(0, Math.max(around.lastIndexOf("."), 0));
    }
    return [];
  };

  return (from, { specifier }) => {
    const direct = filesOf(specifier);
    const files = direct.length > 0 ? direct : fromInside(from, specifier);
    return files.length > maxPackageFiles ? [] : files;
  };
};
