/** The npm packages that the tree itself holds: every tracked `package.json`, by directory and by name. */
import { z } from "zod";
import { readExports, readPackageImports } from "./package-targets.ts";
import { parseJsonc } from "./parse-jsonc.ts";
import type { TrackedTree } from "./tracked-tree.ts";
import { directoryOf, nearestFirst } from "./tree-path.ts";
import type { WildcardMap } from "./wildcard-map.ts";

const text = z.string().optional().catch(undefined);

const packageSchema = z.object({
  name: text,
  source: text,
  module: text,
  main: text,
  types: text,
  typings: text,
  exports: z.unknown().optional(),
  imports: z.unknown().optional(),
});

export type ScriptPackage = {
  directory: string;
  manifest: z.infer<typeof packageSchema>;
  exports: WildcardMap<unknown>;
  imports: WildcardMap<unknown>;
};

export type ScriptPackages = {
  /** The package whose `package.json` lies in this directory. */
  at: (directory: string) => ScriptPackage | null;
  /** The package and the rest (`.` or `./sub`) that a bare specifier means for a file in a directory. */
  find: (directory: string, specifier: string) => { package: ScriptPackage; subpath: string } | null;
};

const maxOfOneName = 50;

/** `@scope/name/a/b` → `@scope/name` and `./a/b`. */
const splitSpecifier = (specifier: string): { name: string; subpath: string } => {
  const start = specifier.startsWith("@") ? specifier.indexOf("/") + 1 : 0;
  const slash = specifier.indexOf("/", start);
  if (slash < 0) return { name: specifier, subpath: "." };
  return { name: specifier.slice(0, slash), subpath: `.${specifier.slice(slash)}` };
};

/** Packages there are seldom meant by what lies outside, even when they bear the name of a real one. */
const isAside = (directory: string): boolean =>
  /(?:^|\/)(?:(?:__)?(?:tests?|fixtures?|mocks?|examples?|playgrounds?|templates?)(?:__)?)(?:\/|$)/.test(directory);

/** A package below `node_modules` is seen only by what lies beside that folder. */
const isSeenFrom = (directory: string, packageDirectory: string): boolean => {
  const at = `/${packageDirectory}`.lastIndexOf("/node_modules/");
  return at < 0 || `/${directory}/`.startsWith(`/${packageDirectory}`.slice(0, at + 1));
};

export const createScriptPackages = (tree: TrackedTree): ScriptPackages => {
  const byDirectory = new Map<string, ScriptPackage>();
  const byName = new Map<string, string[]>();
  for (const path of tree.named("package.json")) {
    const parsed = packageSchema.safeParse(parseJsonc(tree.read(path) ?? ""));
    if (!parsed.success) continue;
    const directory = directoryOf(path);
    const { name, exports, imports } = parsed.data;
    const maps = { exports: readExports(exports), imports: readPackageImports(imports) };
    byDirectory.set(directory, { directory, manifest: parsed.data, ...maps });
    if (name === undefined || name === "") continue;
    const sameName = byName.get(name) ?? [];
    if (sameName.length < maxOfOneName) sameName.push(directory);
    byName.set(name, sameName);
  }
  const lookUp = (directory: string, name: string): ScriptPackage | null => {
    const seen = (byName.get(name) ?? []).filter((candidate) => isSeenFrom(directory, candidate));
    const usual = isAside(directory) ? [] : seen.filter((candidate) => !isAside(candidate));
    const [nearest] = nearestFirst(directory, usual.length > 0 ? usual : seen);
    return nearest === undefined ? null : (byDirectory.get(nearest) ?? null);
  };
  const known = new Map<string, ScriptPackage | null>();
  return {
    at: (directory) => byDirectory.get(directory) ?? null,
    find: (directory, specifier) => {
      const { name, subpath } = splitSpecifier(specifier);
      if (!byName.has(name)) return null;
      const key = `${directory}:${name}`;
      const before = known.get(key);
      const found = before === undefined ? lookUp(directory, name) : before;
      known.set(key, found);
      return found === null ? null : { package: found, subpath };
    },
  };
};
