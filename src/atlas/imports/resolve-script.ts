/** Resolves imports of TypeScript and JavaScript: relative paths, tsconfig paths and packages of the same tree. */
import { findBuildSource } from "./find-build-source.ts";
import { createBareResolver } from "./resolve-bare-script.ts";
import { resolveInPackage } from "./resolve-in-package.ts";
import { createConfigReader } from "./script-configs.ts";
import { findIndexFile, findScriptFile } from "./script-files.ts";
import { createScriptPackages } from "./script-packages.ts";
import { createSurroundings } from "./script-surroundings.ts";
import type { CreateLanguageResolver } from "./tracked-tree.ts";
import { below, directoryOf, joinInTree } from "./tree-path.ts";

const isRelative = (specifier: string): boolean => /^\.\.?(?:\/|$)/.test(specifier);

export const createScriptResolver: CreateLanguageResolver = (tree) => {
  const packages = createScriptPackages(tree);
  const surroundingsOf = createSurroundings({
    configsAt: createConfigReader(tree, packages),
    packageAt: packages.at,
    hasModules: (directory) => tree.hasDirectory(below(directory, "node_modules")),
  });

  /** A directory with a package.json of its own means what that file says. */
  const findInDirectory = (path: string): string | null => {
    const own = packages.at(path);
    return (own === null ? null : resolveInPackage(tree, own, ".")) ?? findIndexFile(tree, path);
  };
  const findModule = (path: string): string | null => findScriptFile(tree, path) ?? findInDirectory(path);
  const resolveBare = createBareResolver(tree, packages, findModule);

  const relative = (directory: string, specifier: string): string | null => {
    const path = joinInTree(directory, specifier);
    if (path === null) return null;
    const found = specifier.endsWith("/") ? findInDirectory(path) : findModule(path);
    if (found !== null) return found;
    const base = surroundingsOf(directory).package?.directory ?? "";
    const inside = base === "" ? path : path.startsWith(`${base}/`) ? path.slice(base.length + 1) : null;
    return inside === null ? null : findBuildSource(tree, base, inside);
  };
  const bare = (directory: string, specifier: string): string | null => {
    const around = surroundingsOf(directory);
    const known = around.known.get(specifier);
    if (known !== undefined) return known;
    const found = resolveBare(around, specifier);
    around.known.set(specifier, found);
    return found;
  };
  const resolve = (directory: string, specifier: string): string | null =>
    isRelative(specifier) ? relative(directory, specifier) : bare(directory, specifier);

  return (from, { specifier }) => {
    if (specifier === "" || specifier.startsWith("/") || specifier.startsWith("node:")) return [];
    const directory = directoryOf(from);
    const query = specifier.indexOf("?");
    const found = resolve(directory, specifier) ?? (query > 0 ? resolve(directory, specifier.slice(0, query)) : null);
    return found === null ? [] : [found];
  };
};
