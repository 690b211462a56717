/** Counts what a checkout tracks: files, scripts and their size on disk. */
import { execFileSync } from "node:child_process";
import { lstatSync } from "node:fs";
import { join } from "node:path";

export type TreeSize = { files: number; scripts: number; megabytes: number; scriptMegabytes: number };

const isScript = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path);

export const describeTree = (repository: string): TreeSize => {
  const paths = execFileSync("git", ["-C", repository, "ls-files", "-z"], { encoding: "utf8", maxBuffer: 2 ** 28 })
    .split("\0")
    .filter(Boolean);
  const sizeOf = (list: readonly string[]): number =>
    list.reduce((sum, path) => sum + (lstatSync(join(repository, path), { throwIfNoEntry: false })?.size ?? 0), 0) /
    1e6;
  const scripts = paths.filter(isScript);
  return {
    files: paths.length,
    scripts: scripts.length,
    megabytes: sizeOf(paths),
    scriptMegabytes: sizeOf(scripts),
  };
};
