/** Looks into the workspace after a command had its way with it: plain files only, none through a link that leads out. */
import { lstatSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import type { Untrusted } from "../../domain/untrusted.ts";
import { isReallyInside, readRegularFile } from "../read-regular-file.ts";

const maxBytes = 1_000_000;
const maxLooks = 5_000;
const maxNames = 2_000;

/** Paths are relative to the workspace. */
export type Source = {
  isFile: (path: string) => boolean;
  /** Null for what is no plain file of at most 1 MB. */
  read: (path: string) => Untrusted | null;
  /** Names in a directory, sorted; empty for what is none. */
  list: (dir: string) => string[];
};

/** `root` is a host path. After 5,000 different paths every other one counts as missing. */
export const openSource = (root: string): Source => {
  const known = new Map<string, boolean>();
  const look = (path: string): boolean => {
    if (!isLocal(path)) return false;
    try {
      return lstatSync(join(root, path)).isFile() && isReallyInside(join(root, path), root);
    } catch {
      return false;
    }
  };
  const isFile = (path: string): boolean => {
    const found = known.get(path);
    if (found !== undefined || known.size >= maxLooks) return found ?? false;
    const result = look(path);
    known.set(path, result);
    return result;
  };
  return {
    isFile,
    read: (path) => (isFile(path) ? readRegularFile(join(root, path), maxBytes) : null),
    list: (dir) => {
      if (!isLocal(dir) || !isReallyInside(join(root, dir), root)) return [];
      try {
        return readdirSync(join(root, dir)).sort().slice(0, maxNames);
      } catch {
        return [];
      }
    },
  };
};

const isLocal = (path: string): boolean =>
  path.length <= 500 && !path.includes("\0") && !path.startsWith("/") && !posix.normalize(path).startsWith("..");
