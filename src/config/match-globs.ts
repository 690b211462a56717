/** Matches paths by globs in time that grows with path times glob, whatever either holds: no pattern here is tried twice over. */
import { expandBraces } from "./expand-braces.ts";

/** A character, any one of a set, any one (`?`), or any number (`*`). */
type Token = string | RegExp | "any" | "star";

type Segment = { isDeep: boolean; tokens: Token[]; literal: string | null };

const set = /^\[([!^]?)((?:\]|\[:\w{1,10}:\])?[^\]]{0,100})\]/;

const readSet = (text: string): { token: RegExp; length: number } | null => {
  const match = set.exec(text);
  if (!match) return null;
  const [whole, negation, members = ""] = match;
  try {
    const token = new RegExp(`^[${negation ? "^/" : ""}${members.replace(/[[\]\\^]/g, "\\$&")}]$`);
    return { token, length: whole.length };
  } catch {
    return null;
  }
};

const readSegment = (text: string): Segment => {
  if (text === "**") return { isDeep: true, tokens: [], literal: null };
  if (!/[*?[\\]/.test(text)) return { isDeep: false, tokens: [], literal: text };
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    const found = char === "[" ? readSet(text.slice(at)) : null;
    if (found) {
      tokens.push(found.token);
      at += found.length - 1;
    } else if (char === "*") {
      if (tokens.at(-1) !== "star") tokens.push("star");
    } else if (char === "?") tokens.push("any");
    else if (char === "\\" && at + 1 < text.length) tokens.push(text[++at] ?? "");
    else tokens.push(char);
  }
  return { isDeep: false, tokens, literal: null };
};

/** Goes back to the last star alone, which is enough: what stood before it is settled. */
const matchParts = <Item, Pattern>(
  items: readonly Item[] | string,
  patterns: readonly Pattern[],
  isStar: (pattern: Pattern) => boolean,
  fits: (pattern: Pattern, item: Item | string) => boolean,
): boolean => {
  let [at, next, star, mark] = [0, 0, -1, 0];
  while (at < items.length) {
    const pattern = patterns[next];
    const item = items[at];
    if (pattern !== undefined && isStar(pattern)) {
      star = next++;
      mark = at;
    } else if (pattern !== undefined && item !== undefined && fits(pattern, item)) {
      at++;
      next++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++mark;
    } else return false;
  }
  return patterns.slice(next).every(isStar);
};

const fitsToken = (token: Token, char: string): boolean =>
  token instanceof RegExp ? token.test(char) : token === "any" || token === char;

const fitsSegment = ({ literal, tokens }: Segment, part: string): boolean =>
  literal === null
    ? part !== "" && matchParts<string, Token>(part, tokens, (token) => token === "star", fitsToken)
    : literal === part;

const anyName = readSegment("*");

/** What ends in `**` lies below something, and is not that itself. */
const readGlob = (glob: string): Segment[] => {
  const segments = glob.split("/").map(readSegment);
  const last = segments.at(-1);
  return segments.length > 1 && last?.isDeep ? [...segments.slice(0, -1), anyName, last] : segments;
};

const isDeep = (segment: Segment): boolean => segment.isDeep;

/**
 * `*`, `?`, `[a-z]`, `{a,b}` and `**` between slashes; dots are like other characters, and nothing is a negation.
 * A glob with too many alternatives matches nothing: configuration refuses it before.
 */
export const matchGlobs = (globs: readonly string[]): ((path: string) => boolean) => {
  const all = globs.flatMap((glob) => expandBraces(glob.replace(/^\.\//, "")) ?? []);
  const plain = new Set(all.filter((glob) => !/[*?[\\]/.test(glob)));
  const patterns = all.filter((glob) => !plain.has(glob)).map(readGlob);
  return (path) => {
    if (plain.has(path)) return true;
    const parts = path.split("/");
    return patterns.some((segments) => matchParts<string, Segment>(parts, segments, isDeep, fitsSegment));
  };
};
