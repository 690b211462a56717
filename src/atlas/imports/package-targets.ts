/** Reads `exports` and `imports` of a package.json: which targets a subpath or a `#name` may mean, best first. */
import { createWildcardMap, fillStars, type WildcardMap } from "./wildcard-map.ts";

const maxDepth = 8;
const maxTargets = 50;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Conditions that name the sources themselves stand before those for a build. */
const isSourceCondition = (name: string): boolean => /^(?:.*[/:-])?(?:source|src|development|ts)$/.test(name);

/** The strings of a target with its conditions and alternatives, in the order in which they should be tried. */
const stringsOf = (value: unknown): string[] => {
  const found: string[] = [];
  const visit = (part: unknown, depth: number): void => {
    if (found.length >= maxTargets || depth > maxDepth) return;
    if (typeof part === "string") found.push(part);
    else if (Array.isArray(part)) for (const item of part.slice(0, maxTargets)) visit(item, depth + 1);
    else if (isObject(part)) {
      const conditions = Object.entries(part).slice(0, maxTargets);
      for (const [name, item] of conditions) if (isSourceCondition(name)) visit(item, depth + 1);
      for (const [name, item] of conditions) if (!isSourceCondition(name)) visit(item, depth + 1);
    }
  };
  visit(value, 0);
  return found;
};

/** Keys are subpaths (`.`, `./sub/*`); a bare target or bare conditions stand for `.`. */
export const readExports = (exports: unknown): WildcardMap<unknown> => {
  if (isObject(exports) && Object.keys(exports).some((key) => key.startsWith(".")))
    return createWildcardMap(Object.entries(exports));
  return createWildcardMap(exports === undefined ? [] : [[".", exports]]);
};

/** Keys begin with `#`. */
export const readPackageImports = (imports: unknown): WildcardMap<unknown> =>
  createWildcardMap(isObject(imports) ? Object.entries(imports) : []);

/** The targets of the best match, stars filled in; relative ones keep their `./`. */
export const targetsFor = (map: WildcardMap<unknown>, key: string): string[] => {
  const [match] = map(key);
  if (match === undefined) return [];
  return stringsOf(match.value).flatMap((target) => fillStars(target, match.star) ?? []);
};
