/** What stands at a path of a tree, looked at without following any link. */
import { lstatSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { errorCodeOf } from "./error-code.ts";

export type Place =
  | { kind: "none" }
  | { kind: "file"; stats: Stats }
  | { kind: "directory" }
  /** `at` is the path itself or one of its directories. */
  | { kind: "link" | "other"; at: string }
  | { kind: "file-above"; at: string }
  | { kind: "hidden"; code: string };

const lookAtStats = (full: string): Stats | undefined => lstatSync(full, { throwIfNoEntry: false });

const lookDown = (root: string, path: string): Place => {
  const names = path.split("/");
  for (let depth = 1; depth < names.length; depth += 1) {
    const at = names.slice(0, depth).join("/");
    const stats = lookAtStats(join(root, at));
    if (stats === undefined) return { kind: "none" };
    if (stats.isFile()) return { kind: "file-above", at };
    if (!stats.isDirectory()) return { kind: stats.isSymbolicLink() ? "link" : "other", at };
  }
  const stats = lookAtStats(join(root, path));
  if (stats === undefined) return { kind: "none" };
  if (stats.isFile()) return { kind: "file", stats };
  if (stats.isDirectory()) return { kind: "directory" };
  return { kind: stats.isSymbolicLink() ? "link" : "other", at: path };
};

/** `path` must be one that `validatePath` accepts; it is hidden when the file system refuses to say what stands there. */
export const lookAt = (root: string, path: string): Place => {
  try {
    return lookDown(root, path);
  } catch (error) {
    return { kind: "hidden", code: errorCodeOf(error) };
  }
};

/** Whether a path that the user gave leads to a directory, through links or not. */
export const isDirectory = (full: string): boolean => {
  try {
    return statSync(full).isDirectory();
  } catch {
    return false;
  }
};
