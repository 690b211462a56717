/** What decides about bare specifiers in a directory: the configurations and the package around it. */
import type { ScriptConfig } from "./script-configs.ts";
import type { ScriptPackage } from "./script-packages.ts";
import { withAncestors } from "./tree-path.ts";

export type Surroundings = {
  /** Where the innermost of them lies. */
  directory: string;
  /** Nearest first: what the nearest does not know is looked for in those around it. */
  configs: readonly ScriptConfig[];
  package: ScriptPackage | null;
  /** What each specifier was found to mean here. */
  known: Map<string, string | null>;
};

type Sources = {
  configsAt: (directory: string) => ScriptConfig[];
  packageAt: (directory: string) => ScriptPackage | null;
  /** Whether a directory has tracked packages of its own in `node_modules`. */
  hasModules: (directory: string) => boolean;
};

/** Directories without a configuration or package of their own share the surroundings of their parent. */
export const createSurroundings = ({
  configsAt,
  packageAt,
  hasModules,
}: Sources): ((directory: string) => Surroundings) => {
  const settled = new Map<string, Surroundings>();
  return (start) => {
    const before = settled.get(start);
    if (before !== undefined) return before;
    let around: Surroundings = { directory: "", configs: [], package: null, known: new Map() };
    for (const directory of withAncestors(start).reverse()) {
      const known = settled.get(directory);
      const configs = known ? [] : configsAt(directory);
      const own = known ? null : packageAt(directory);
      if (known) around = known;
      else if (configs.length > 0 || own !== null || hasModules(directory))
        around = {
          directory,
          configs: [...configs, ...around.configs],
          package: own ?? around.package,
          known: new Map(),
        };
      settled.set(directory, around);
    }
    return around;
  };
};
