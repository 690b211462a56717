/** Finds a program of this machine that can run inside a sandbox. */
import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

export type Command = {
  /** The executable, with links followed. */
  path: string;
  /** The directory that it stands in. */
  dir: string;
};

/** `path` is the `PATH` of commands. Snaps count as missing, because they do not start in a sandbox. */
export const findCommand = (name: string, path: string): Command | null => {
  for (const dir of path.split(delimiter)) {
    const found = dir.startsWith("/") ? executableAt(join(dir, name)) : null;
    if (found !== null) return found;
  }
  return null;
};

export const executableAt = (path: string): Command | null => {
  try {
    const real = realpathSync(path);
    accessSync(real, constants.X_OK);
    return /^\/snap\/|\/snap$/.test(real) ? null : { path: real, dir: dirname(real) };
  } catch {
    return null;
  }
};
