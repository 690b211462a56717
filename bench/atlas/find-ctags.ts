/** Finds universal-ctags; the older Exuberant Ctags has the same name and reads no TypeScript. */
import { spawnSync } from "node:child_process";

export const findCtags = (): string | null => {
  const { status, stdout } = spawnSync("ctags", ["--version"], { encoding: "utf8" });
  return status === 0 && stdout.includes("Universal Ctags") ? "ctags" : null;
};
