/** Reads `baseUrl` and `paths` of tsconfig.json and jsconfig.json with all that they extend and refer to. */
import { z } from "zod";
import { parseJsonc } from "./parse-jsonc.ts";
import type { ScriptPackages } from "./script-packages.ts";
import type { TrackedTree } from "./tracked-tree.ts";
import { below, directoryOf, joinInTree } from "./tree-path.ts";
import { createWildcardMap, type WildcardMap } from "./wildcard-map.ts";

/** How a configuration turns bare specifiers into paths; all directories are those of the tree. */
export type ScriptConfig = {
  /** Where the project's own configuration lies, which `${configDir}` means. */
  directory: string;
  baseUrl: string | null;
  paths: { targets: WildcardMap<string[]>; directory: string } | null;
};

const text = z.string().optional().catch(undefined);
const optionsSchema = z.object({
  baseUrl: text,
  paths: z.record(z.string(), z.array(z.string()).catch([])).optional().catch(undefined),
});
const configSchema = z.object({
  extends: z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]),
  compilerOptions: optionsSchema.catch({ baseUrl: undefined, paths: undefined }),
  references: z.array(z.object({ path: z.string() })).catch([]),
});
type ConfigFile = { extends: string[]; references: string[]; own: Pick<ScriptConfig, "baseUrl" | "paths"> };

const configNames = ["tsconfig.json", "jsconfig.json", "tsconfig.base.json"];
const maxFiles = 50;
const maxReferences = 20;

export const createConfigReader = (
  tree: TrackedTree,
  packages: ScriptPackages,
): ((directory: string) => ScriptConfig[]) => {
  const files = new Map<string, ConfigFile | null>();

  const readFile = (path: string): ConfigFile | null => {
    const parsed = configSchema.safeParse(parseJsonc(tree.read(path) ?? ""));
    if (!parsed.success) return null;
    const { baseUrl, paths } = parsed.data.compilerOptions;
    const base = baseUrl === undefined || baseUrl.startsWith("/") ? null : joinInTree(directoryOf(path), baseUrl);
    const targets = paths && createWildcardMap(Object.entries(paths));
    return {
      extends: parsed.data.extends,
      references: parsed.data.references.slice(0, maxReferences).map((reference) => reference.path),
      own: { baseUrl: base, paths: targets ? { targets, directory: base ?? directoryOf(path) } : null },
    };
  };
  const fileAt = (path: string): ConfigFile | null => {
    const known = files.get(path);
    if (known !== undefined) return known;
    const read = readFile(path);
    files.set(path, read);
    return read;
  };
  const locate = (from: string, wanted: string): string | null => {
    const found = wanted.startsWith(".") ? null : packages.find(from, wanted);
    const path = found
      ? joinInTree(found.package.directory, found.subpath)
      : wanted.startsWith(".")
        ? joinInTree(from, wanted)
        : null;
    if (path === null) return null;
    return [path, `${path}.json`, below(path, "tsconfig.json")].find((candidate) => tree.has(candidate)) ?? null;
  };

  /** What is extended comes first, so that later and own settings overrule it; each file counts once. */
  const settle = (start: string): ScriptConfig => {
    const settled: ScriptConfig = { directory: directoryOf(start), baseUrl: null, paths: null };
    const seen = new Set<string>();
    const visit = (path: string): void => {
      if (seen.has(path) || seen.size >= maxFiles) return;
      seen.add(path);
      const file = fileAt(path);
      if (file === null) return;
      for (const wanted of file.extends) {
        const parent = locate(directoryOf(path), wanted);
        if (parent !== null) visit(parent);
      }
      settled.baseUrl = file.own.baseUrl ?? settled.baseUrl;
      settled.paths = file.own.paths ?? settled.paths;
    };
    visit(start);
    return settled;
  };

  return (directory) => {
    const name = configNames.find((candidate) => tree.has(below(directory, candidate)));
    if (name === undefined) return [];
    const start = below(directory, name);
    const referred = (fileAt(start)?.references ?? []).flatMap((wanted) => locate(directory, `./${wanted}`) ?? []);
    const starts = [start, ...referred.filter((path) => directoryOf(path) === directory)];
    return starts.map(settle).filter(({ baseUrl, paths }) => baseUrl !== null || paths !== null);
  };
};
