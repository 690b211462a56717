/** Who depends on whom, worked out when it is first asked for. */
import type { Atlas, AtlasFile } from "../atlas.ts";
import { createImportResolver } from "../imports/create-import-resolver.ts";
import { dependentsOf } from "../imports/dependents-of.ts";
import { isParsed } from "../language.ts";

export const createEdges = (
  files: readonly AtlasFile[],
  settings: ReadonlyMap<string, string>,
): Pick<Atlas, "importsOf" | "dependentsOf"> => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const resolve = createImportResolver({
    paths: files.map(({ path }) => path),
    read: (path) => settings.get(path) ?? null,
    namespaceOf: (path) => byPath.get(path)?.facts?.parsed.namespace ?? null,
    symbolsOf: (path) =>
      (byPath.get(path)?.facts?.parsed.symbols ?? []).filter(({ parent }) => parent === "").map(({ name }) => name),
  });
  const known = new Map<string, readonly string[]>();
  const importsOf = (path: string): readonly string[] => {
    const before = known.get(path);
    if (before) return before;
    const file = byPath.get(path);
    const language = file?.language ?? null;
    const found = file?.facts && isParsed(language) ? resolve(path, language, file.facts.parsed.imports) : [];
    known.set(path, found);
    return found;
  };
  let reverse: ReadonlyMap<string, readonly string[]> | null = null;
  return {
    importsOf,
    dependentsOf: (path) => {
      reverse ??= dependentsOf(new Map(files.map((file) => [file.path, importsOf(file.path)])));
      return reverse.get(path) ?? [];
    },
  };
};
