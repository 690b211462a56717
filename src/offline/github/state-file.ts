/** Keeps the state in one JSON file that is replaced whole, so that a process killed at any moment leaves old or new. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emptyState, type State } from "./state.ts";

export type StateFile = {
  state: State;
  /** The state as it stands on disk. */
  text: string;
  /** Writes the state when it changed since the last call; true when it did. */
  save: () => boolean;
};

/** Opens `dir/state.json`, or starts empty. Synchronous: a mutation is on disk before its answer is sent. */
export const openStateFile = (dir: string): StateFile => {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, "state.json");
  const state: State = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : emptyState();
  const file: StateFile = {
    state,
    text: JSON.stringify(state),
    save: () => {
      const next = JSON.stringify(state);
      if (next === file.text) return false;
      writeFileSync(`${path}.new`, next);
      renameSync(`${path}.new`, path);
      file.text = next;
      return true;
    },
  };
  return file;
};
