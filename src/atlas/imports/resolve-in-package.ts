/** Finds the source file that a subpath of an npm package in the tree means. */
import { findBuildSource } from "./find-build-source.ts";
import { targetsFor } from "./package-targets.ts";
import { findScriptModule } from "./script-files.ts";
import type { ScriptPackage } from "./script-packages.ts";
import type { TrackedTree } from "./tracked-tree.ts";
import { below, joinInTree } from "./tree-path.ts";

const isDeclaration = (path: string): boolean => /\.d\.[cm]?ts$/.test(path);

const mainFields = ({ manifest }: ScriptPackage): string[] =>
  [manifest.source, manifest.module, manifest.main, manifest.types, manifest.typings].filter(
    (field) => field !== undefined,
  );

const habits = (found: ScriptPackage, subpath: string): string[] => {
  if (subpath !== ".") return [subpath, `src/${subpath}`, `source/${subpath}`, `lib/${subpath}`];
  const name = found.manifest.name?.split("/").at(-1) ?? "index";
  return ["src/index", "index", "source/index", "src/main", "lib/index", "mod", `src/${name}`];
};

/** A tracked target that people write, else the source of a build output, else a tracked declaration file. */
export const resolveTargets = (
  tree: TrackedTree,
  packageDirectory: string,
  targets: readonly string[],
): string | null => {
  const tracked = targets.flatMap((target) => {
    const path = joinInTree(packageDirectory, target);
    return (path === null ? null : findScriptModule(tree, path)) ?? [];
  });
  const written = tracked.find((path) => !isDeclaration(path));
  if (written !== undefined) return written;
  for (const target of targets) {
    const source = findBuildSource(tree, packageDirectory, target);
    if (source !== null) return source;
  }
  return tracked[0] ?? null;
};

/** `subpath` is `.` or `./sub`; what `exports` hides is found too, since tests and tools reach for it. */
export const resolveInPackage = (tree: TrackedTree, found: ScriptPackage, subpath: string): string | null => {
  const { directory } = found;
  const exported = resolveTargets(tree, directory, targetsFor(found.exports, subpath));
  if (exported !== null) return exported;
  const named = subpath === "." ? resolveTargets(tree, directory, mainFields(found)) : null;
  if (named !== null) return named;
  for (const habit of habits(found, subpath)) {
    const inside = joinInTree("", habit);
    const usual = inside === null ? null : findScriptModule(tree, below(directory, inside));
    if (usual !== null) return usual;
  }
  return subpath === "." ? null : findBuildSource(tree, directory, subpath);
};
