/** Reads the JUnit report that a test run left; the run could have put anything in its place. */
import { lstatSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Untrusted } from "../domain/untrusted.ts";
import { isReallyInside, readRegularFile } from "./read-regular-file.ts";

const maxBytes = 16_000_000;
const maxFiles = 500;

/** Gives the documents of a file, or of the `*.xml` files of a directory; nothing when there is none that may be read. */
export const readReport = (path: string, within: string): Untrusted[] => {
  if (!isReallyInside(path, within)) return [];
  const isDirectory = lstatSync(path).isDirectory();
  const names = isDirectory ? readdirSync(path).filter((name) => name.endsWith(".xml")) : [];
  const paths = isDirectory
    ? names
        .sort()
        .slice(0, maxFiles)
        .map((name) => join(path, name))
    : [path];
  const documents: Untrusted[] = [];
  let left = maxBytes;
  for (const each of paths) {
    const document = readRegularFile(each, left);
    if (document === null || document === "") continue;
    documents.push(document);
    left -= Buffer.byteLength(document);
  }
  return documents;
};

/** Removes the report of an earlier run, unless a link leads out of `within` on the way to it. */
export const removeReport = (path: string, within: string): void => {
  if (isReallyInside(dirname(path), within)) rmSync(path, { recursive: true, force: true });
};
