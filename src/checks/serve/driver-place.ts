/** Where a driver, the packages that it needs and the node that runs it stand, so that a sandbox can be given them. */
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { fileURLToPath } from "node:url";

export type DriverPlace = {
  /** What starts the driver; its job is appended. */
  argv: string[];
  /** Host directories that it reads. */
  readOnly: string[];
};

const requireHere = createRequire(import.meta.url);

/** `driver` is the address of the file, `pkg` the package that it drives, which may be part of the file. */
export const placeOfDriver = (driver: URL, pkg: string): DriverPlace => {
  const file = realpathSync(fileURLToPath(driver));
  const node = realpathSync(process.execPath);
  const entry = entryOf(pkg);
  const dirs = [dirname(file), installationOf(node), ...(entry === null ? [] : [packagesOf(entry)])];
  return { argv: [node, "--no-warnings", file], readOnly: dirs.filter((dir, at) => isOutermost(dir, at, dirs)) };
};

const entryOf = (pkg: string): string | null => {
  try {
    return realpathSync(requireHere.resolve(pkg));
  } catch {
    return null;
  }
};

/** `…/bin/node` needs nothing beyond its installation; a node that stands alone needs its directory. */
const installationOf = (node: string): string => {
  const dir = dirname(node);
  return dir.endsWith(`${sep}bin`) ? dirname(dir) : dir;
};

/** The outermost `node_modules`, because a package's dependencies stand beside it or above it. */
const packagesOf = (entry: string): string => {
  const folder = `${sep}node_modules`;
  const at = entry.indexOf(`${folder}${sep}`);
  return at === -1 ? dirname(entry) : entry.slice(0, at + folder.length);
};

const isOutermost = (dir: string, at: number, dirs: string[]): boolean =>
  dirs.indexOf(dir) === at && !dirs.some((other) => other !== dir && dir.startsWith(`${other}${sep}`));
