/** Builds a resolver over files given as texts, for the tables of the resolvers' tests. */
import type { ParsedLanguage } from "../language.ts";
import type { Import } from "../parsed-file.ts";
import { createImportResolver } from "./create-import-resolver.ts";

export type TestTree = {
  files: readonly string[];
  configs?: Readonly<Record<string, string | object>>;
  namespaces?: Readonly<Record<string, string>>;
  symbols?: Readonly<Record<string, readonly string[]>>;
};

/** `a.b: x y` is the specifier `a.b` with the names `x` and `y`; a table row needs no more. */
const parseImport = (text: string): Import => {
  const at = text.indexOf(": ");
  if (at < 0) return { specifier: text, names: [] };
  return { specifier: text.slice(0, at), names: text.slice(at + 2).split(" ") };
};

export const resolveInTestTree = (
  language: ParsedLanguage,
  { files, configs = {}, namespaces = {}, symbols = {} }: TestTree,
): ((from: string, wanted: string) => string[]) => {
  const texts = new Map(
    Object.entries(configs).map(([path, value]) => [path, typeof value === "string" ? value : JSON.stringify(value)]),
  );
  const namespaceOf = new Map(Object.entries(namespaces));
  const symbolsOf = new Map(Object.entries(symbols));
  const resolve = createImportResolver({
    paths: [...new Set([...files, ...texts.keys()])].sort(),
    read: (path) => texts.get(path) ?? null,
    namespaceOf: (path) => namespaceOf.get(path) ?? null,
    symbolsOf: (path) => symbolsOf.get(path) ?? [],
  });
  return (from, wanted) => resolve(from, language, [parseImport(wanted)]);
};
