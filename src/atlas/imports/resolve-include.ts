/** Resolves `#include` of C and C++: beside the file, in the include directories around it, then wherever it is unique. */
import { standardHeaders } from "./c-standard-headers.ts";
import { createSearchPath } from "./create-search-path.ts";
import type { CreateLanguageResolver } from "./tracked-tree.ts";
import { baseNameOf, directoryOf, joinInTree } from "./tree-path.ts";

const includeFolders = ["", "include", "inc", "src", "source", "lib"];
const maxSameName = 500;
/** Configured headers are tracked as templates. */
const template = ".in";

export const createIncludeResolver: CreateLanguageResolver = (tree) => {
  const ordinary = createSearchPath(tree, includeFolders);
  const system = createSearchPath(tree, ["include"]);
  const unique = new Map<string, string | null>();

  /** The only tracked path that ends so. */
  const onlyMatch = (wanted: string): string | null => {
    const known = unique.get(wanted);
    if (known !== undefined) return known;
    const sameName = tree.named(baseNameOf(wanted));
    const matches = sameName.length > maxSameName ? [] : sameName.filter((path) => `/${path}`.endsWith(`/${wanted}`));
    const found = matches.length === 1 ? (matches[0] ?? null) : null;
    unique.set(wanted, found);
    return found;
  };
  const find = (directory: string, wanted: string, isQuoted: boolean): string | null => {
    if (tree.named(baseNameOf(wanted)).length === 0) return null;
    const beside = isQuoted ? joinInTree(directory, wanted) : null;
    if (beside !== null && tree.has(beside)) return beside;
    const inner = joinInTree("", wanted);
    if (inner === null) return null;
    const isSystem = !isQuoted && (standardHeaders.has(inner) || !inner.includes("."));
    return isSystem ? system(directory, inner) : (ordinary(directory, inner) ?? onlyMatch(inner));
  };

  return (from, { specifier }) => {
    const wanted = specifier.replace(/^["<]|[">]$/g, "");
    if (wanted === "" || wanted.startsWith("/")) return [];
    const directory = directoryOf(from);
    const isQuoted = specifier.startsWith('"');
    const found = find(directory, wanted, isQuoted) ?? find(directory, wanted + template, isQuoted);
    return found === null ? [] : [found];
  };
};
