/** Compiles one name of a path pattern: `*` and `?`, `\` before a character that stands for itself, and sets where they exist. */

export type NameMatcher = (name: string) => boolean;

/** What one character of a name must be; null stands for any number of any characters. */
type Unit = ((char: string) => boolean) | null;

/** A name without wildcards as it is; null when a set or an escape is not closed. The matcher needs at most name × pattern steps. */
export const compileName = (pattern: string, hasSets: boolean): NameMatcher | string | null => {
  if (!/[*?\\[]/.test(pattern)) return pattern;
  if (/^\*[^*?\\[]*$/.test(pattern)) {
    const end = pattern.slice(1);
    return (name) => name.endsWith(end);
  }
  const units = readUnits(pattern, hasSets);
  return units && ((name) => matchUnits(units, name));
};

const readUnits = (pattern: string, hasSets: boolean): Unit[] | null => {
  const units: Unit[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === "*") {
      if (units.at(-1) !== null) units.push(null);
    } else if (char === "?") units.push(() => true);
    else if (char === "[" && hasSets) {
      const set = readSet(pattern, at);
      if (set === null) return null;
      units.push(set.matches);
      at = set.end;
    } else {
      const literal = char === "\\" ? pattern.charAt(++at) : char;
      if (literal === "") return null;
      units.push((found) => found === literal);
    }
  }
  return units;
};

/** `[abc]`, `[a-z]`, `[!a]`, `[^a]`; a `]` that comes first belongs to the set. Classes (`[:alpha:]`) are not known. */
const readSet = (pattern: string, start: number): { matches: (char: string) => boolean; end: number } | null => {
  const isNegated = /[!^]/.test(pattern.charAt(start + 1));
  const first = start + (isNegated ? 2 : 1);
  const end = pattern.indexOf("]", first + 1);
  if (end < 0 || pattern.startsWith("[:", first)) return null;
  const ranges: [string, string][] = [];
  for (let at = first; at < end; at++) {
    const from = pattern.charAt(at);
    const isRange = pattern.charAt(at + 1) === "-" && at + 2 < end;
    ranges.push([from, isRange ? pattern.charAt(at + 2) : from]);
    if (isRange) at += 2;
  }
  return { end, matches: (char) => ranges.some(([from, to]) => from <= char && char <= to) !== isNegated };
};

/** The last `*` takes one character more whenever the rest does not fit; earlier ones never need to be tried again. */
const matchUnits = (units: readonly Unit[], name: string): boolean => {
  let unit = 0;
  let at = 0;
  let retryUnit = -1;
  let retryAt = 0;
  while (at < name.length) {
    const expected = units[unit];
    if (expected === null) {
      retryUnit = ++unit;
      retryAt = at;
    } else if (expected?.(name.charAt(at))) {
      unit++;
      at++;
    } else if (retryUnit >= 0) {
      unit = retryUnit;
      at = ++retryAt;
    } else return false;
  }
  while (units[unit] === null) unit++;
  return unit === units.length;
};
