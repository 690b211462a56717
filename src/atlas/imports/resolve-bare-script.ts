/** Resolves specifiers that do not begin with a dot: tsconfig paths, packages of the tree, `#imports`, usual aliases. */
import { targetsFor } from "./package-targets.ts";
import { resolveInPackage, resolveTargets } from "./resolve-in-package.ts";
import type { ScriptConfig } from "./script-configs.ts";
import { findScriptModule } from "./script-files.ts";
import type { ScriptPackages } from "./script-packages.ts";
import type { Surroundings } from "./script-surroundings.ts";
import type { TrackedTree } from "./tracked-tree.ts";
import { below, joinInTree } from "./tree-path.ts";
import { fillStars } from "./wildcard-map.ts";

const configDirectory = /^\$\{configDir\}\//;
const aliasFolders = ["src", "", "app"];

const firstOf = <Item>(items: readonly Item[], find: (item: Item) => string | null): string | null => {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
};

/** `findModule` gives the file for a path of the tree. */
export const createBareResolver = (
  tree: TrackedTree,
  packages: ScriptPackages,
  findModule: (path: string) => string | null,
): ((around: Surroundings, specifier: string) => string | null) => {
  const byTarget = (config: ScriptConfig, target: string, star: string): string | null => {
    const base = configDirectory.test(target) ? config.directory : (config.paths?.directory ?? "");
    const filled = fillStars(target.replace(configDirectory, ""), star);
    if (filled === null || filled.startsWith("/")) return null;
    const path = joinInTree(base, filled);
    return path === null ? null : (findModule(path) ?? resolveTargets(tree, base, [filled]));
  };
  const byConfig = (config: ScriptConfig, specifier: string): string | null =>
    firstOf(config.paths?.targets(specifier) ?? [], ({ value, star }) =>
      firstOf(value, (target) => byTarget(config, target, star)),
    ) ?? (config.baseUrl === null ? null : findScriptModule(tree, below(config.baseUrl, specifier)));

  /** `@/x` and `~/x` are the bundlers' habit for the sources where no configuration says so. */
  const byAlias = (around: Surroundings, specifier: string): string | null => {
    if (!/^[@~]\//.test(specifier)) return null;
    const base = around.package?.directory ?? "";
    return firstOf(aliasFolders, (folder) => findScriptModule(tree, below(base, below(folder, specifier.slice(2)))));
  };
  const byPackageImports = (around: Surroundings, specifier: string): string | null => {
    const own = around.package;
    if (own === null || !specifier.startsWith("#")) return null;
    const targets = targetsFor(own.imports, specifier);
    const inside = targets.filter((target) => target.startsWith("."));
    return resolveTargets(tree, own.directory, inside) ?? firstOf(targets, (target) => byPackage(around, target));
  };
  const byPackage = (around: Surroundings, specifier: string): string | null => {
    const found = packages.find(around.directory, specifier);
    return found === null ? null : resolveInPackage(tree, found.package, found.subpath);
  };

  return (around, specifier) =>
    byPackageImports(around, specifier) ??
    firstOf(around.configs, (config) => byConfig(config, specifier)) ??
    byPackage(around, specifier) ??
    byAlias(around, specifier);
};
