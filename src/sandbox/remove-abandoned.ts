/** Clears away what processes that were killed left behind in a directory that many share. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { removeTree } from "./remove-tree.ts";

/** Entries whose name begins with `prefix` and that have stood unchanged for `milliseconds`; what cannot be removed stays. */
export const removeAbandoned = (directory: string, prefix: string, milliseconds: number): void => {
  for (const name of readdirSync(directory)) {
    if (!name.startsWith(prefix)) continue;
    try {
      const path = join(directory, name);
      if (statSync(path).mtimeMs < Date.now() - milliseconds) removeTree(path);
    } catch {
      // Another process was faster, or it is not ours.
    }
  }
};
