/** Finds what a text spells out: paths, places in stack traces, modules, and names that only code would have. */
import type { PathBook } from "./path-book.ts";

/** `line` is 1-based; null when the text names the file alone. */
export type PathMention = { path: string; line: number | null };

export type Mentions = {
  /** Tracked paths, in order of first appearance; `isExact` when the text holds enough of the path to mean no other file. */
  paths: (PathMention & { isExact: boolean })[];
  /** Identifiers as written: in backticks, called, or of a shape that prose does not have. */
  names: string[];
};

const maxText = 60_000;
const maxNames = 200;
/** A name that stands for more files than this says nothing. */
const mostMeanings = 4;

/** Runs of characters that paths, modules and identifiers are made of. */
const tokens = /[\w@$+~\-./\\]{2,300}(?::\d{1,7})?/g;

export const findMentions = (book: PathBook, fullText: string): Mentions => {
  const text = fullText.slice(0, maxText);
  const paths = new Map<string, PathMention & { isExact: boolean }>();
  const names = new Set<string>();
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const after = text.slice(index + token.length, index + token.length + 16);
    for (const found of pathsOf(book, token, after)) {
      const known = paths.get(found.path);
      const line = known?.line ?? found.line;
      paths.set(found.path, { ...found, line, isExact: found.isExact || (known?.isExact ?? false) });
    }
    const isMarked = text[index - 1] === "`" || after.startsWith("(") || after.startsWith("`");
    for (const name of namesOf(token, isMarked)) if (names.size < maxNames) names.add(name);
  }
  return { paths: [...paths.values()], names: [...names] };
};

/** `:12`, `(12,3)`, `", line 12`, `#L12` behind a path. */
const lineOf = (token: string, after: string): number | null => {
  const digits = /:(\d+)$/.exec(token)?.[1] ?? /^(?:", line |\(|#L|:|:? line )(\d{1,7})/.exec(after)?.[1];
  return digits === undefined ? null : Number(digits);
};

const pathsOf = (book: PathBook, token: string, after: string): (PathMention & { isExact: boolean })[] => {
  const bare = token
    .replace(/:\d+$/, "")
    .replaceAll("\\", "/")
    .replace(/^.*\/(?:blob|tree|raw)\/[^/]+\//, "")
    .replace(/^(?:[.~]*\/|\.{2,}|-)+/, "")
    .replace(/[./-]+$/, "");
  if (bare.length < 3 || !/[./]/.test(bare)) return [];
  const line = lineOf(token, after);
  const found = matchSuffix(book, bare) ?? matchModule(book, bare);
  return found ? found.map((path) => ({ path, line, isExact: found.length === 1 })) : [];
};

/** Files whose path ends like the token, or like the token's own end: stack traces name absolute paths of other machines. */
const matchSuffix = (book: PathBook, bare: string): readonly string[] | null =>
  bare.includes(".", bare.lastIndexOf("/") + 1) ? book.sharingEnd(bare, mostMeanings) : null;

/** `pkg.sub.module`, `com.shop.Cart.total`, `src/cart/total`: the longest beginning that is a file without its extension. */
const matchModule = (book: PathBook, bare: string): readonly string[] | null => {
  const parts = bare.split(/[./]/).filter((part) => part !== "");
  if (parts.length < 2) return null;
  for (let end = parts.length; end >= 2; end--) {
    const found = book.withoutExtensionEndingIn(parts.slice(0, end).join("/"), mostMeanings);
    if (found.length > 0) return found.length <= mostMeanings ? found : null;
  }
  return null;
};

const isCodeShaped = (name: string): boolean => /[a-z][A-Z]|[A-Z]{2}[a-z]|[A-Za-z0-9]_[A-Za-z0-9]|^_+[a-z]/.test(name);

const namesOf = (token: string, isMarked: boolean): string[] =>
  token
    .split(/[^\w$]+/)
    .filter(
      (name) => name.length >= 3 && name.length <= 100 && /[A-Za-z]/.test(name) && (isMarked || isCodeShaped(name)),
    );
