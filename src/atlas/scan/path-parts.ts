/** Takes a path apart once, for all the rules that judge it by its names. */
import { languageOf } from "../language.ts";

export type PathParts = {
  path: string;
  /** Names of the directories from the top, as spelled and in lower case. */
  directories: readonly string[];
  lowerDirectories: readonly string[];
  /** Where the outermost directory that holds a project's sources stands; infinite without one. */
  sourceAt: number;
  /** The file's own name, as spelled and in lower case. */
  name: string;
  lowerName: string;
  /** Lower case, without the point; empty when the name has none. */
  extension: string;
  language: string | null;
};

export const splitPath = (path: string): PathParts => {
  const slash = path.lastIndexOf("/");
  const directories = slash < 0 ? [] : path.slice(0, slash).split("/");
  const name = path.slice(slash + 1);
  const lowerName = name.toLowerCase();
  const lowerDirectories = slash < 0 ? directories : path.slice(0, slash).toLowerCase().split("/");
  const sourceAt = lowerDirectories.findIndex((directory) => sourceRoots.has(directory));
  return {
    path,
    directories,
    lowerDirectories,
    sourceAt: sourceAt < 0 ? Number.POSITIVE_INFINITY : sourceAt,
    name,
    lowerName,
    extension: lowerName.slice(lowerName.lastIndexOf(".") + 1 || lowerName.length),
    language: languageOf(path),
  };
};

/** Whether one of the directories above index `end` holds a project's sources, so that names below it are the product's own words. */
export const isBelowSource = ({ sourceAt }: PathParts, end: number): boolean => sourceAt < end;

const sourceRoots = new Set(["src", "lib", "app", "internal"]);

/** Whether the directory at `at` is a package of a monorepo that has sources of its own: `packages/testing/src`. */
export const isPackage = (lowerDirectories: readonly string[], at: number): boolean =>
  isPackageRoot(lowerDirectories[at - 1]) && sourceRoots.has(lowerDirectories[at + 1] ?? "");

export const isPackageRoot = (lowerName: string | undefined): boolean => packageRoots.has(lowerName ?? "");

const packageRoots = new Set(["packages", "crates", "libs", "modules", "plugins", "apps"]);

export const wordSet = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));
