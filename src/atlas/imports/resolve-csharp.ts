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

/** A namespace that more than 40 files declare gives none. */
export const createCsharpResolver: CreateLanguageResolver = (tree) => {
  const namespaces = indexNamespaces(tree);
  const types = new Map<string, readonly string[]>();

  const filesOfType = (name: string): readonly string[] => {
    const known = types.get(name);
    if (known !== undefined) return known;
    const dot = name.lastIndexOf(".");
    const type = name.slice(dot + 1);
    const files = namespaces.get(name.slice(0, Math.max(dot, 0))) ?? [];
    const found = files.filter((path) => stemOf(path) === type || tree.symbolsOf(path).includes(type));
    types.set(name, found);
    return found;
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
