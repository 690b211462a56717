/** Finds what an OpenAPI document refers to outside itself; a scan of the text, since parsing 5 MB of YAML takes seconds. */
import { posix } from "node:path";
import type { Untrusted } from "../../domain/untrusted.ts";
import { decodePercent } from "./decode-percent.ts";

export type References = {
  /** Other files, as paths from the repository's root, sorted; some may not exist. */
  files: string[];
  /** Addresses that would have to be fetched, and paths that lead out of the repository, as they are written. */
  outside: string[];
};

/** The value is in quotes, or ends somewhere before the end of the line. */
const reference = /\$ref['"]?\s*:\s*(?:'([^'#\n][^'\n]{0,999})'|"([^"#\n][^"\n]{0,999})"|(?=([^\s'"#][^\n]{0,299})))/g;
/** Different ones; of what goes beyond it, the comparison names the first file that it misses. */
const maxReferences = 20_000;

/** Places inside another file, wherever they stand: the values of a discriminator's `mapping` have any key. */
const pointer = /\.(?:ya?ml|json)(?=#\/)/gi;
const maxPointers = 100_000;
const maxPointer = 300;
const delimiters = " \t\r\n'\"{}[],";

const scheme = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** `path` is the document's own. Text that only looks like a reference, in a description, names a file too many at worst. */
export const findReferences = (text: Untrusted, path: string): References => {
  const files = new Set<string>();
  const outside = new Set<string>();
  for (const [, single, double, bare = ""] of distinct(text.matchAll(reference))) {
    const quoted = single ?? double;
    const written = quoted ?? endOfFlow(bare);
    const target = withoutFragment(written);
    if (isOutside(target, path)) outside.add(written);
    else if (target !== "") files.add(resolve(target, path));
    // A plain scalar of a block may hold spaces, commas and brackets.
    const longer = quoted === undefined ? withoutFragment(bare).trim() : "";
    if (longer !== "" && !isOutside(longer, path)) files.add(resolve(longer, path));
  }
  const words = text.matchAll(pointer).map(({ index, 0: ending }) => wordBefore(text, index) + ending);
  for (const target of new Set(words.take(maxPointers))) {
    if (!isOutside(target, path)) files.add(resolve(target, path));
  }
  return { files: [...files].sort(), outside: [...outside].sort() };
};

/** The first match of each text. */
const distinct = (matches: Iterable<RegExpExecArray>): RegExpExecArray[] => {
  const byText = new Map<string, RegExpExecArray>();
  for (const match of matches) {
    const key = match.slice(1).join("\0");
    if (!byText.has(key)) byText.set(key, match);
    if (byText.size === maxReferences) break;
  }
  return [...byText.values()];
};

const wordBefore = (text: string, end: number): string => {
  let start = end;
  while (start > Math.max(0, end - maxPointer) && !delimiters.includes(text.charAt(start - 1))) start -= 1;
  return text.slice(start, end);
};

const endOfFlow = (bare: string): string => /^[^\s,\]}]*/.exec(bare)?.[0] ?? "";

const withoutFragment = (written: string): string => written.split("#", 1)[0] ?? "";

const isOutside = (target: string, from: string): boolean => {
  if (scheme.test(target) || target.startsWith("/")) return true;
  const path = resolve(target, from);
  return path === ".." || path.startsWith("../");
};

const resolve = (target: string, from: string): string => posix.join(posix.dirname(from), decodePercent(target));
