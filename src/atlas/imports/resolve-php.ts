/** Resolves `use` and includes of PHP: Composer's PSR-4 and PSR-0 rules, then the declared namespace and file name. */
import { type AutoloadRules, readAutoloadRules } from "./composer-autoload.ts";
import { addTo, type CreateLanguageResolver, type TrackedTree } from "./tracked-tree.ts";
import { below, directoryOf, joinInTree, nearestFirst, stemOf } from "./tree-path.ts";

const maxDirectories = 50;

/** Full class name → files, for classes that no autoload rule covers. */
const indexDeclared = (tree: TrackedTree): Map<string, string[]> => {
  const declared = new Map<string, string[]>();
  for (const path of tree.paths) {
    const namespace = path.endsWith(".php") ? tree.namespaceOf(path) : null;
    if (namespace === null) continue;
    for (const name of new Set([stemOf(path), ...tree.symbolsOf(path)])) addTo(declared, `${namespace}\\${name}`, path);
  }
  return declared;
};

const prefixesOf = (name: string): string[] => {
  const prefixes: string[] = [];
  for (let end = name.lastIndexOf("\\"); end > 0; end = name.lastIndexOf("\\", end - 1))
    prefixes.push(name.slice(0, end));
  return [...prefixes, ""];
};

/** In PSR-0 the underscores of the class name are directories too. */
const psr0Path = (name: string): string => {
  const end = name.lastIndexOf("\\") + 1;
  return `${name.slice(0, end).replaceAll("\\", "/")}${name.slice(end).replaceAll("_", "/")}.php`;
};

const byRules = (tree: TrackedTree, rules: AutoloadRules, from: string, name: string): string | null => {
  const nearest = (directories: readonly string[], rest: string): string | null => {
    const paths = directories.slice(0, maxDirectories).map((directory) => below(directory, rest));
    const tracked = paths.filter((path) => tree.has(path));
    return nearestFirst(from, tracked)[0] ?? null;
  };
  for (const prefix of prefixesOf(name)) {
    const psr4 = rules.psr4.get(prefix);
    const rest = name.slice(prefix === "" ? 0 : prefix.length + 1).replaceAll("\\", "/");
    const found = psr4 === undefined ? null : nearest(psr4, `${rest}.php`);
    if (found !== null) return found;
    const psr0 = rules.psr0.get(prefix);
    const older = psr0 === undefined ? null : nearest(psr0, psr0Path(name));
    if (older !== null) return older;
  }
  return null;
};

export const createPhpResolver: CreateLanguageResolver = (tree) => {
  const rules = readAutoloadRules(tree);
  const declared = indexDeclared(tree);

  const outside = new Set<string>();

  const fileOf = (from: string, name: string): string | null => {
    if (outside.has(name)) return null;
    const found = byRules(tree, rules, from, name) ?? nearestFirst(from, declared.get(name) ?? [])[0] ?? null;
    if (found === null) outside.add(name);
    return found;
  };
  const included = (from: string, relative: string): string[] => {
    const places = [joinInTree(directoryOf(from), relative), joinInTree("", relative)];
    return places.filter((path) => path !== null).filter((path) => tree.has(path));
  };

  return (from, { specifier, names }) => {
    if (specifier.startsWith("/")) return [];
    if (specifier.includes("/") || specifier.endsWith(".php")) return included(from, specifier).slice(0, 1);
    const full = specifier.replace(/^\\/, "");
    const wanted = [full, ...names.map((name) => `${full}\\${name}`)];
    return wanted.map((name) => fileOf(from, name)).filter((path) => path !== null);
  };
};
