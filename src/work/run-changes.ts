/** What the run has changed against its base, kept while the workspace moves on. */
import type { FileChange } from "../domain/patch.ts";
import { renderPatch } from "../patch/render.ts";
import type { Workspace } from "./workspace.ts";

export type RunChanges = {
  /** Writes to the workspace and remembers how the files stood on the base. */
  write: (changes: FileChange[]) => void;
  /** Every file that differs from the base now. */
  list: () => FileChange[];
  /** Canonical diff from the base to the present state. */
  diff: () => string;
};

export const createRunChanges = (workspace: Workspace): RunChanges => {
  const base = new Map<string, string | null>();
  const list = (): FileChange[] =>
    [...base]
      .map(([path, before]) => ({ path, before, after: workspace.read(path) }))
      .filter(({ before, after }) => before !== after)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    write: (changes) => {
      for (const { path } of changes) if (!base.has(path)) base.set(path, workspace.read(path));
      workspace.write(changes);
    },
    list,
    diff: () => renderPatch(list()),
  };
};
