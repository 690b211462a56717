/** Names the tree that a commit leaves by what differs from the run's base, so that a tree that comes back is recognised. */
import { createHash } from "node:crypto";
import type { FileChange } from "../domain/patch.ts";

/** 16 hex digits. `changes` are all files that differ from the base, in any order. */
export const hashTree = (changes: readonly Pick<FileChange, "path" | "after">[]): string => {
  const files = changes.map(({ path, after }) => [path, after]).sort(([a], [b]) => ((a ?? "") < (b ?? "") ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
};

/** The tree of the base itself: a run that comes back to it has undone all its work. */
export const baseTree = hashTree([]);
