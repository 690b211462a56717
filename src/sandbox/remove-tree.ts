/** Removes what commands of a repository left, whatever rights they took away from it and however deep they dug. */
import { spawnSync } from "node:child_process";
import { lstatSync, rmSync } from "node:fs";

/** Does nothing where nothing stands; throws when something stays. */
export const removeTree = (path: string): void => {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    // Go keeps its modules in directories without the right to write. These two need no path that the kernel finds too long.
    const options = { stdio: "ignore", env: { PATH: "/usr/bin:/bin" } } as const;
    if (!lstatSync(path).isSymbolicLink()) spawnSync("chmod", ["-R", "u+rwX", "--", path], options);
    spawnSync("rm", ["-rf", "--", path], options);
    if (lstatSync(path, { throwIfNoEntry: false })) throw error;
  }
};
