/** Finds what nobody looks after: rules of CODEOWNERS that match nothing or name nobody, and files whose people have gone. */
import type { Commit } from "./history.ts";
import type { CodeownersRule } from "./parse-codeowners.ts";

export type Orphans = {
  /** Rules whose pattern matches no tracked file. */
  unmatchedRules: { line: number; pattern: string }[];
  /** Rules that name nobody and so take owners away. */
  emptyRules: { line: number; pattern: string }[];
  /** Files that only people have touched who have committed nothing for a year; files without known people are not judged. */
  quietFiles: string[];
};

export type OrphanInput = {
  rules: readonly CodeownersRule[];
  paths: readonly string[];
  commits: readonly Commit[];
  /** Seconds since 1970. */
  now: number;
};

const quietSeconds = 365 * 86_400;

/** Rules in their order, files in the order of `paths`. */
export const findOrphans = ({ rules, paths, commits, now }: OrphanInput): Orphans => ({
  unmatchedRules: findUnmatched(rules, paths).map(place),
  emptyRules: rules.filter(({ owners }) => owners.length === 0).map(place),
  quietFiles: findQuiet(paths, commits, now),
});

const place = ({ line, pattern }: CodeownersRule) => ({ line, pattern });

/** Plain paths are looked up; of the others, those that have matched are not asked again. */
const findUnmatched = (rules: readonly CodeownersRule[], paths: readonly string[]): CodeownersRule[] => {
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

const findQuiet = (paths: readonly string[], commits: readonly Commit[], now: number): string[] => {
  const lastSeen = new Map<string, number>();
  const people = new Map<string, Set<string>>();
  for (const { author, isBot, time, files } of commits) {
    if (isBot) continue;
    lastSeen.set(author, Math.max(time, lastSeen.get(author) ?? 0));
    for (const path of files) people.set(path, (people.get(path) ?? new Set()).add(author));
  }
  const isQuiet = (author: string): boolean => now - (lastSeen.get(author) ?? 0) > quietSeconds;
  return paths.filter((path) => {
    const known = people.get(path);
    return known !== undefined && [...known].every(isQuiet);
  });
};
