/** Reads the autoload rules of every tracked composer.json: which directories hold the classes of a namespace. */
import { z } from "zod";
import { parseJsonc } from "./parse-jsonc.ts";
import { addTo, type TrackedTree } from "./tracked-tree.ts";
import { directoryOf, joinInTree } from "./tree-path.ts";

/** Prefixes without a backslash at the end → directories of the tree. */
export type AutoloadRules = { psr4: Map<string, string[]>; psr0: Map<string, string[]> };

const rules = z
  .record(z.string(), z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]))
  .catch({});
const autoload = z.object({ "psr-4": rules, "psr-0": rules }).catch({ "psr-4": {}, "psr-0": {} });
const composerSchema = z.object({ autoload, "autoload-dev": autoload });

export const readAutoloadRules = (tree: TrackedTree): AutoloadRules => {
  const found: AutoloadRules = { psr4: new Map(), psr0: new Map() };
  const add = (into: Map<string, string[]>, root: string, stated: Record<string, string[]>): void => {
    for (const [prefix, directories] of Object.entries(stated)) {
      for (const relative of directories) {
        const directory = relative.startsWith("/") ? null : joinInTree(root, relative);
        if (directory !== null) addTo(into, prefix.replace(/\\$/, ""), directory);
      }
    }
  };
  for (const path of tree.named("composer.json")) {
    const parsed = composerSchema.safeParse(parseJsonc(tree.read(path) ?? ""));
    if (!parsed.success) continue;
    for (const section of [parsed.data.autoload, parsed.data["autoload-dev"]]) {
      add(found.psr4, directoryOf(path), section["psr-4"]);
      add(found.psr0, directoryOf(path), section["psr-0"]);
    }
  }
  return found;
};
