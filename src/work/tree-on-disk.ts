/** Keeps files on disk equal to files in memory, below one root, whatever other processes have done there. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  type Stats,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { removeTree } from "../sandbox/remove-tree.ts";
import type { TreeFile } from "./read-commit-tree.ts";

export type TreeOnDisk = {
  /** Writes the file, replacing whatever stands at its path or in place of its directories. */
  put: (path: string, file: TreeFile) => void;
  /** Removes what stands at the path, and the directories that this leaves empty. */
  remove: (path: string) => void;
  /** Writes the file again if somebody changed it since `put`. */
  restore: (path: string, file: TreeFile) => void;
};

/** Paths must be safe already: relative, without `..`; links must be checked by the caller. */
export const createTreeOnDisk = (root: string): TreeOnDisk => {
  const stamps = new Map<string, string>();

  const makeParents = (path: string): void => {
    unlock(root, lstatSync(root));
    for (const directory of parentsOf(root, path)) {
      const found = lstatSync(directory, { throwIfNoEntry: false });
      if (found?.isDirectory()) {
        unlock(directory, found);
        continue;
      }
      if (found) rmSync(directory, { force: true });
      mkdirSync(directory);
    }
  };

  const put = (path: string, file: TreeFile): void => {
    makeParents(path);
    const full = join(root, path);
    if (lstatSync(full, { throwIfNoEntry: false })) removeTree(full);
    if (file.mode === "120000") symlinkSync(file.content.toString("utf8"), full);
    else {
      const mode = modeOf(file);
      writeFileSync(full, file.content, { mode, flag: "wx" });
      chmodSync(full, mode);
    }
    stamps.set(path, stampOf(lstatSync(full)));
  };

  const remove = (path: string): void => {
    stamps.delete(path);
    if (!hasRealParents(root, path)) return;
    removeTree(join(root, path));
    for (let directory = dirname(path); directory !== "."; directory = dirname(directory)) {
      try {
        rmdirSync(join(root, directory));
      } catch {
        return;
      }
    }
  };

  const restore = (path: string, file: TreeFile): void => {
    const full = join(root, path);
    const found = hasRealParents(root, path) ? lstatSync(full, { throwIfNoEntry: false }) : undefined;
    if (found && stampOf(found) === stamps.get(path)) return;
    // The sandbox gives files to another user and back, which leaves their content as it was.
    if (found && holds(full, found, file)) stamps.set(path, stampOf(found));
    else put(path, file);
  };

  return { put, remove, restore };
};

/** Change time cannot be set by a program, so equal stamps mean an untouched file. */
const stampOf = (stats: Stats): string => [stats.ino, stats.mode, stats.size, stats.mtimeMs, stats.ctimeMs].join(" ");

const modeOf = (file: TreeFile): number => (file.mode === "100755" ? 0o755 : 0o644);

/** Whether a path still is the plain file that was put there; a file with a second name is not. */
const holds = (full: string, found: Stats, file: TreeFile): boolean =>
  file.mode !== "120000" &&
  found.isFile() &&
  found.nlink === 1 &&
  (found.mode & 0o7777) === modeOf(file) &&
  found.size === file.content.length &&
  readFileSync(full).equals(file.content);

/** Directories between the root and a path, from above. */
const parentsOf = (root: string, path: string): string[] => {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => join(root, ...names.slice(0, index + 1)));
};

/** Passable on the way, too: a command may have locked its directories, which are ours again. */
const hasRealParents = (root: string, path: string): boolean => {
  unlock(root, lstatSync(root));
  for (const directory of parentsOf(root, path)) {
    const found = lstatSync(directory, { throwIfNoEntry: false });
    if (!found?.isDirectory()) return false;
    unlock(directory, found);
  }
  return true;
};

const unlock = (directory: string, { mode }: Stats): void => {
  if ((mode & 0o700) !== 0o700) chmodSync(directory, (mode & 0o7777) | 0o700);
};
