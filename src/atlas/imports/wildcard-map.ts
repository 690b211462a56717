/** A map whose keys may hold one `*`, as in `paths` of a tsconfig and `exports` of a package. */

export type WildcardMatch<Value> = {
  value: Value /** What the `*` stands for; empty for an exact key. */;
  star: string;
};

/** Finds what a text matches: the exact key first, then the longest beginning. */
export type WildcardMap<Value> = (text: string) => WildcardMatch<Value>[];

const maxEndings = 50;

/** A look-up costs one step for each different length before the `*`, however many keys there are. */
export const createWildcardMap = <Value>(entries: Iterable<readonly [string, Value]>): WildcardMap<Value> => {
  const exact = new Map<string, Value>();
  const beginnings = new Map<string, { ending: string; value: Value }[]>();
  for (const [key, value] of entries) {
    const star = key.indexOf("*");
    if (star < 0) exact.set(key, value);
    if (star < 0 || key.includes("*", star + 1)) continue;
    const beginning = key.slice(0, star);
    const endings = beginnings.get(beginning) ?? [];
    if (endings.length < maxEndings) endings.push({ ending: key.slice(star + 1), value });
    beginnings.set(beginning, endings);
  }
  const lengths = [...new Set([...beginnings.keys()].map((key) => key.length))].sort((a, b) => b - a);
  return (text) => {
    const found: WildcardMatch<Value>[] = [];
    const only = exact.get(text);
    if (only !== undefined) found.push({ value: only, star: "" });
    for (const length of lengths) {
      if (length > text.length) continue;
      for (const { ending, value } of beginnings.get(text.slice(0, length)) ?? []) {
        const end = text.length - ending.length;
        if (end >= length && text.endsWith(ending)) found.push({ value, star: text.slice(length, end) });
      }
    }
    return found;
  };
};

const maxLength = 1_000;

/** Puts the text in the place of every `*`; null when the result would be longer than any path. */
export const fillStars = (target: string, star: string): string | null => {
  if (target.length > maxLength) return null;
  const parts = target.split("*");
  return target.length + (parts.length - 1) * star.length > maxLength ? null : parts.join(star);
};
