/** Finds git repositories in folders: a checkout, a bare repository, or a folder of either, one or two levels down. */
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

export type Repository = { repo: string; gitDir: string };

const gitDirOf = (directory: string): string | null => {
  const inner = join(directory, ".git");
  if (existsSync(join(inner, "HEAD"))) return inner;
  return existsSync(join(directory, "HEAD")) && existsSync(join(directory, "objects")) ? directory : null;
};

/** `owner/name` from a folder `owner+name` or `owner__name`, else the folder's own name. */
const nameOf = (gitDir: string): string => {
  let folder = gitDir;
  while (/^(?:repo|repo\.git|\.git)$/.test(basename(folder))) folder = dirname(folder);
  return basename(folder)
    .replace(/\.git$/, "")
    .replace(/\+|__/, "/");
};

const find = (directory: string, depth: number): string[] => {
  const gitDir = gitDirOf(directory);
  if (gitDir !== null) return [gitDir];
  if (depth === 0) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => find(join(directory, entry.name), depth - 1));
};

/** In the order of the names; a folder without any repository is an error. */
export const findRepositories = (directories: string[]): Repository[] => {
  const found = directories.flatMap((directory) => {
    if (!existsSync(directory)) throw new Error(`${directory}: no such folder`);
    const gitDirs = find(resolve(directory), 2);
    if (gitDirs.length === 0) throw new Error(`${directory}: holds no git repository`);
    return gitDirs.map((gitDir) => ({ repo: nameOf(gitDir), gitDir }));
  });
  return found.toSorted((one, other) => (one.repo < other.repo ? -1 : one.repo > other.repo ? 1 : 0));
};
