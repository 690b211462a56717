/** Finds the rules of CODEOWNERS that match no tracked file, such as those for a directory that has moved. */
import type { CodeownersRule } from "./parse-codeowners.ts";

/** In their order. Plain paths are looked up; of the others, those that have matched are not asked again. */
export const findUnmatchedRules = (rules: readonly CodeownersRule[], paths: readonly string[]): CodeownersRule[] => {
  const places = new Set<string>(paths);
  let wildcards = rules.filter(({ plainPath }) => plainPath === null);
  for (const path of paths) {
    for (let slash = path.lastIndexOf("/"); slash >= 0; slash = path.lastIndexOf("/", slash - 1)) {
      if (places.has(path.slice(0, slash + 1))) break;
      places.add(path.slice(0, slash + 1)).add(path.slice(0, slash));
      if (slash === 0) break;
    }
    if (wildcards.length === 0) continue;
    const names = path.split("/");
    wildcards = wildcards.filter(({ matches }) => !matches(names));
  }
  const unmatched = new Set(wildcards);
  return rules.filter((rule) => (rule.plainPath === null ? unmatched.has(rule) : !places.has(rule.plainPath)));
};
