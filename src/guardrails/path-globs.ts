/** Paths matched by globs: as they are written, or as every file system could read them. */
import { matchGlobs } from "../config/match-globs.ts";
import { foldPath } from "../patch/validate.ts";

export type PathTest = (path: string) => boolean;

/** Globs for files of these names, separated by white space, in any directory. */
export const filesAnywhere = (names: string): string[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `**/${name}`);

/** For what a path is allowed by: the case must fit. */
export const matchPaths = (globs: string[]): PathTest => matchGlobs(globs);

/** For what a path is denied by: case and Unicode disguises do not help. */
export const matchFoldedPaths = (globs: string[]): PathTest => {
  const isMatch = matchGlobs(globs.map(foldPath));
  return (path) => isMatch(foldPath(path));
};
