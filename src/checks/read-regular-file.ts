/** Reads files that an untrusted command may have replaced by links, pipes or something endless. */
import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from "node:fs";
import type { Untrusted } from "../domain/untrusted.ts";

/** Gives the bytes of a plain file of at most `maxBytes`; null for everything else. */
export const readRegularBytes = (path: string, maxBytes: number): Buffer | null => {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(file);
      return stats.isFile() && stats.size <= maxBytes ? readFileSync(file) : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
};

/** Gives the text of a plain file of at most `maxBytes`; null for everything else. */
export const readRegularFile = (path: string, maxBytes: number): Untrusted | null =>
  readRegularBytes(path, maxBytes)?.toString("utf8") ?? null;

/** Whether the path exists and, with every link followed, stands at or below `within`. */
export const isReallyInside = (path: string, within: string): boolean => {
  try {
    return `${realpathSync(path)}/`.startsWith(`${realpathSync(within)}/`);
  } catch {
    return false;
  }
};
