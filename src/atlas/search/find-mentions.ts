/** Finds what a text spells out: paths, places in stack traces, modules, and names that only code would have. */

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

/** Paths by their last name and by their last name without extension. */
export type PathBook = { paths: readonly string[]; byName: ReadonlyMap<string, readonly string[]> };

const baseOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const withoutExtension = (path: string): string => {
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/") + 1 ? path.slice(0, dot) : path;
};

export const createPathBook = (paths: readonly string[]): PathBook => {
  const byName = new Map<string, string[]>();
  const add = (name: string, path: string): void => {
    const list = byName.get(name);
    if (!list) byName.set(name, [path]);
    else if (list.at(-1) !== path) list.push(path);
  };
  for (const path of paths) {
    const base = baseOf(path).toLowerCase();
    add(base, path);
    const stem = withoutExtension(base);
    if (stem !== base) add(`${stem}.`, path);
  }
  return { paths, byName };
};

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
const matchSuffix = (book: PathBook, bare: string): readonly string[] | null => {
  const lower = bare.toLowerCase();
  const base = baseOf(lower);
  const candidates = book.byName.get(base);
  if (!candidates || !base.includes(".")) return null;
  let best: string[] = [];
  let bestShared = 0;
  for (const path of candidates) {
    const shared = sharedNames(path.toLowerCase(), lower);
    if (shared > bestShared) [best, bestShared] = [[path], shared];
    else if (shared === bestShared) best.push(path);
  }
  return best.length <= mostMeanings ? best : null;
};

/** How many names at the end two paths have in common. */
const sharedNames = (a: string, b: string): number => {
  const left = a.split("/").reverse();
  const right = b.split("/").reverse();
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared]) shared++;
  return shared;
};

/** `pkg.sub.module`, `com.shop.Cart.total`, `src/cart/total`: the longest beginning that is a file without its extension. */
const matchModule = (book: PathBook, bare: string): readonly string[] | null => {
  const parts = bare.split(/[./]/).filter((part) => part !== "");
  if (parts.length < 2) return null;
  for (let end = parts.length; end >= 2; end--) {
    const wanted = parts.slice(0, end).join("/").toLowerCase();
    const candidates = book.byName.get(`${parts[end - 1]?.toLowerCase()}.`) ?? [];
    const found = candidates.filter((path) => {
      const stem = withoutExtension(path).toLowerCase();
      return stem === wanted || stem.endsWith(`/${wanted}`);
    });
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
