/** Resolves imports of Go: a package is a directory of a module, and importing it means its files. */
import { addTo, type CreateLanguageResolver, maxPackageFiles, type TrackedTree } from "./tracked-tree.ts";
import { below, directoryOf, nearestFirst, withAncestors } from "./tree-path.ts";

const moduleLine = /^[ \t]*module[ \t]+["`]?([^\s"`]{1,500})/m;

/** Module path → directories with a `go.mod` that says so. */
const readModules = (tree: TrackedTree): Map<string, string[]> => {
  const modules = new Map<string, string[]>();
  for (const path of tree.named("go.mod")) {
    const name = moduleLine.exec(tree.read(path) ?? "")?.[1];
    if (name !== undefined) addTo(modules, name, directoryOf(path));
  }
  return modules;
};

/** The directory for a specifier in the module with the longest fitting path; null outside all modules. */
const createModuleLookup = (tree: TrackedTree): ((from: string, specifier: string) => string | null) => {
  const modules = readModules(tree);
  const lengths = [...new Set([...modules.keys()].map((name) => name.length))].sort((a, b) => b - a);
  return (from, specifier) => {
    for (const length of lengths) {
      const isWhole = length === specifier.length || specifier[length] === "/";
      const directories = isWhole ? modules.get(specifier.slice(0, length)) : undefined;
      if (directories === undefined) continue;
      return below(nearestFirst(from, directories)[0] ?? "", specifier.slice(length + 1));
    }
    return null;
  };
};

/** The Go files of the package without its tests; none when there are more than 40. */
export const createGoResolver: CreateLanguageResolver = (tree) => {
  const inModules = createModuleLookup(tree);
  const hasVendor = tree.paths.some((path) => /(?:^|\/)vendor\//.test(path));
  const packages = new Map<string, readonly string[]>();

  const packageFiles = (directory: string): readonly string[] => {
    const known = packages.get(directory);
    if (known !== undefined) return known;
    const all = tree.filesIn(directory).filter((path) => path.endsWith(".go") && !path.endsWith("_test.go"));
    const files = all.length > maxPackageFiles ? [] : all;
    packages.set(directory, files);
    return files;
  };
  const vendored = (directory: string, specifier: string): string | null => {
    if (!hasVendor || !specifier.includes(".")) return null;
    const places = withAncestors(directory).map((ancestor) => below(below(ancestor, "vendor"), specifier));
    return places.find((place) => tree.filesIn(place).length > 0) ?? null;
  };

  return (from, { specifier }) => {
    const directory = directoryOf(from);
    const found = inModules(directory, specifier) ?? vendored(directory, specifier);
    return found === null ? [] : packageFiles(found);
  };
};
