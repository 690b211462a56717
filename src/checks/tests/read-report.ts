/** Reads the reports that a test run left; the run could have put anything in their place. */
import { lstatSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { isReallyInside, readRegularFile } from "../read-regular-file.ts";
import type { ReportFile } from "./adapters/adapter.ts";

const maxBytes = 32_000_000;
const maxFiles = 2_000;

export type Reports = {
  documents: ReportFile[];
  /** Why a report that is there was not read; null when all were. */
  reason: string | null;
};

/** Gives the reports at the paths, which are files or directories of `*.xml` files below `within`. */
export const readReports = (paths: string[], within: string): Reports => {
  const files = paths.filter((path) => isReallyInside(path, within)).flatMap(filesAt);
  const documents: ReportFile[] = [];
  let left = maxBytes;
  for (const path of files.slice(0, maxFiles)) {
    const text = readRegularFile(path, left);
    if (text === null)
      return { documents, reason: `the report is no plain file of at most ${maxBytes / 1_000_000} MB` };
    if (text === "") continue;
    documents.push({ path: relative(within, path), text });
    left -= Buffer.byteLength(text);
  }
  const isCut = files.length > maxFiles;
  return { documents, reason: isCut ? `there are more than ${maxFiles} reports` : null };
};

const filesAt = (path: string): string[] => {
  try {
    if (!lstatSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => name.endsWith(".xml"));
    return names.sort().map((name) => join(path, name));
  } catch {
    return [];
  }
};

/**
 * Removes the report of an earlier run, unless a link leads out of `within` on the way to it. False when something is
 * left there that the coming run would be credited with.
 */
export const removeReport = (path: string, within: string): boolean => {
  if (!isReallyInside(dirname(path), within)) return true;
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
};
