/** Finds the file that a path without or with another extension means in TypeScript and JavaScript. */
import type { TrackedTree } from "./tracked-tree.ts";
import { below } from "./tree-path.ts";

/** What the compiler makes → what people write. */
const sourceExtensions: readonly (readonly [string, readonly string[]])[] = [
  [".js", [".ts", ".tsx", ".d.ts", ".jsx"]],
  [".mjs", [".mts", ".d.mts"]],
  [".cjs", [".cts", ".d.cts"]],
  [".jsx", [".tsx"]],
];

const extensions = [
  ..." .ts .tsx .d.ts .js .jsx .mts .cts .mjs .cjs .d.mts .d.cts .json .vue .svelte .astro".split(" "),
];
const indexNames = ".ts .tsx .d.ts .js .jsx .mts .mjs .cts .cjs .vue .svelte".split(" ").map((end) => `index${end}`);

/** The tracked file itself, with a source extension for an emitted one, or with an extension added; null otherwise. */
export const findScriptFile = (tree: TrackedTree, path: string): string | null => {
  if (path === "") return null;
  for (const extension of extensions) {
    if (tree.has(path + extension)) return path + extension;
  }
  for (const [emitted, sources] of sourceExtensions) {
    if (!path.endsWith(emitted)) continue;
    const stem = path.slice(0, -emitted.length);
    const source = sources.find((extension) => tree.has(stem + extension));
    if (source !== undefined) return stem + source;
  }
  return null;
};

/** `index.ts` and its kin in a directory; null where there is none. */
export const findIndexFile = (tree: TrackedTree, directory: string): string | null => {
  if (!tree.hasDirectory(directory)) return null;
  const name = indexNames.find((candidate) => tree.has(below(directory, candidate)));
  return name === undefined ? null : below(directory, name);
};

export const findScriptModule = (tree: TrackedTree, path: string): string | null =>
  findScriptFile(tree, path) ?? findIndexFile(tree, path);
