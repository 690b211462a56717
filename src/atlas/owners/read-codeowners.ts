/** Reads who owns which path by the repository's CODEOWNERS file. */
import { type CodeownersFault, type CodeownersRule, parseCodeowners } from "./parse-codeowners.ts";

export type Codeowners = {
  /** The file that counts; null when there is none. */
  path: string | null;
  rules: readonly CodeownersRule[];
  /** Lines that GitHub does not take, and why; mail addresses are hidden. */
  faults: CodeownersFault[];
  /** Owners by the last rule that matches; empty when none does or when it names nobody. */
  ownersOf: (path: string) => string[];
};

/** Where GitHub looks; the first that is there counts. */
const codeownersPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

const maxBytes = 3 * 1024 * 1024;

/** More patterns with wildcards than this are faults, so that paths × patterns stays bounded. */
export const maxWildcardRules = 2_000;

/** `read` gives the text of a tracked file, null when it is not there. */
export const readCodeowners = (read: (path: string) => string | null): Codeowners => {
  for (const path of codeownersPaths) {
    const text = read(path);
    if (text === null) continue;
    if (Buffer.byteLength(text) > maxBytes) {
      const fault = { line: 1, text: "", reason: "The file is larger than 3 MB, so GitHub ignores it" };
      return { path, rules: [], faults: [fault], ownersOf: () => [] };
    }
    return { path, ...createOwners(text) };
  }
  return { path: null, rules: [], faults: [], ownersOf: () => [] };
};

const createOwners = (text: string): Omit<Codeowners, "path"> => {
  const { rules, faults } = parseCodeowners(text);
  const plain = new Map<string, number>();
  const wildcards: number[] = [];
  const kept: CodeownersRule[] = [];
  for (const rule of rules) {
    const { pattern, line, plainPath } = rule;
    if (plainPath !== null) plain.set(plainPath, kept.length);
    else if (wildcards.length < maxWildcardRules) wildcards.push(kept.length);
    else {
      faults.push({
        line,
        text: pattern.slice(0, 200),
        reason: `More than ${maxWildcardRules} patterns with wildcards`,
      });
      break;
    }
    kept.push(rule);
  }
  wildcards.reverse();
  const ownersOf = (path: string): string[] => {
    let last = plain.get(path) ?? -1;
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
      last = Math.max(last, plain.get(path.slice(0, slash)) ?? -1, plain.get(path.slice(0, slash + 1)) ?? -1);
    const names = path.split("/");
    for (const index of wildcards) {
      if (index < last) break;
      if (kept[index]?.matches(names)) {
        last = index;
        break;
      }
    }
    return [...(kept[last]?.owners ?? [])];
  };
  return { rules: kept, faults, ownersOf };
};
