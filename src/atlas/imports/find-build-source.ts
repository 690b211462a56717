/** Guesses the source of a build output that is not tracked: `dist/esm/x.d.mts` → `src/x.ts`. */
import { findScriptModule } from "./script-files.ts";
import type { TrackedTree } from "./tracked-tree.ts";
import { below, joinInTree } from "./tree-path.ts";

const buildFolders = new Set(
  "dist build lib libs out output .output esm cjs es es6 umd mjs commonjs module modern legacy types typings declarations browser node _esm _cjs _types".split(
    " ",
  ),
);
const sourceFolders = ["src", "source", "lib", ""];
const emitted = /(?:\.d)?\.[cm]?[jt]sx?$/;
const maxFolders = 4;

/** `target` is relative to the package; null when no habit leads to a tracked file. */
export const findBuildSource = (tree: TrackedTree, packageDirectory: string, target: string): string | null => {
  const inside = joinInTree("", target);
  if (inside === null) return null;
  const parts = inside.replace(emitted, "").split("/");
  for (let from = 1; from <= Math.min(parts.length - 1, maxFolders); from += 1) {
    if (!buildFolders.has(parts[from - 1] ?? "")) return null;
    const rest = parts.slice(from).join("/");
    for (const folder of sourceFolders) {
      const found = findScriptModule(tree, below(packageDirectory, below(folder, rest)));
      if (found !== null) return found;
    }
  }
  return null;
};
