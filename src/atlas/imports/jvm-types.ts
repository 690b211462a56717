/** The types of Java and its kin in the tree, by their full names and by their packages. */
import { addTo, type TrackedTree } from "./tracked-tree.ts";
import { directoryOf, stemOf } from "./tree-path.ts";

export type JvmTypes = {
  /** Files that declare `a.b.C`; several where source sets repeat it. */
  filesOfType: (name: string) => readonly string[];
  filesOfPackage: (name: string) => readonly string[];
};

const maxSameName = 50;
const maxDepth = 20;

/** Every package that a directory could stand for, since nothing says where the sources begin. */
const possiblePackages = (directory: string): string[] => {
  const parts = directory.split("/").slice(-maxDepth);
  return parts.map((_, from) => parts.slice(from).join("."));
};

export const indexJvmTypes = (tree: TrackedTree): JvmTypes => {
  const types = new Map<string, string[]>();
  const packages = new Map<string, string[]>();
  const addType = (name: string, path: string): void => {
    const known = types.get(name) ?? [];
    if (known.length < maxSameName && known.at(-1) !== path) known.push(path);
    types.set(name, known);
  };
  for (const path of tree.paths) {
    if (!/\.(?:java|kt|scala|groovy)$/.test(path)) continue;
    const declared = tree.namespaceOf(path);
    for (const name of declared === null ? possiblePackages(directoryOf(path)) : [declared]) {
      addTo(packages, name, path);
      addType(`${name}.${stemOf(path)}`, path);
      for (const type of tree.symbolsOf(path)) addType(`${name}.${type}`, path);
    }
  }
  return {
    filesOfType: (name) => types.get(name) ?? [],
    filesOfPackage: (name) => packages.get(name) ?? [],
  };
};
