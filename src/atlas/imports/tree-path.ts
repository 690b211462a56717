/** Paths inside the tree: relative to its root, with `/`; the root itself is the empty path. */

export const directoryOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

export const baseNameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** `a/b.test.ts` → `b.test`. */
export const stemOf = (path: string): string => {
  const name = baseNameOf(path);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
};

/** Puts a path behind a directory; either may be empty, and nothing is normalised. */
export const below = (directory: string, rest: string): string => {
  if (directory === "") return rest;
  return rest === "" ? directory : `${directory}/${rest}`;
};

/** Follows `.` and `..`; null when the way leaves the tree, even if it would come back. */
export const joinInTree = (directory: string, relative: string): string | null => {
  const parts = directory === "" ? [] : directory.split("/");
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
};

/** The directory itself, then each one around it, the root last. */
export const withAncestors = (directory: string): string[] => {
  const found = [directory];
  for (let at = directory; at !== ""; ) {
    at = directoryOf(at);
    found.push(at);
  }
  return found;
};

const sharedDirectories = (one: string, other: string): number => {
  let shared = 0;
  const end = Math.min(one.length, other.length);
  for (let at = 0; at < end && one.charCodeAt(at) === other.charCodeAt(at); at += 1) {
    if (one.charCodeAt(at) === 47) shared += 1;
  }
  return shared;
};

/** More of one name than that are fixtures; the others are not looked at. */
const maxCandidates = 50;

/** Those that share most leading directories with `from` come first, then the shorter ones, then by alphabet. */
export const nearestFirst = (from: string, candidates: readonly string[]): readonly string[] => {
  if (candidates.length < 2) return candidates;
  return candidates
    .slice(0, maxCandidates)
    .map((path) => ({ path, shared: sharedDirectories(`${from}/`, `${path}/`) }))
    .sort((a, b) => b.shared - a.shared || a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
};
