/** Makes a directory for one command below the sandbox's reports, under a name that nothing in the sandbox could have taken before. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** Gives the directory to `use` and removes it afterwards. Commands may write it, whichever user they run as. */
export const withReportDirectory = async <T>(sandbox: Sandbox, use: (dir: string) => Promise<T>): Promise<T> => {
  const dir = mkdtempSync(join(sandbox.reports, "check-"));
  chmodSync(dir, 0o777);
  try {
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

/** Writes files below `dir` before any command ran there; keys are relative paths without `..`. */
export const writeFiles = (dir: string, files: ReadonlyMap<string, string>): void => {
  for (const [path, text] of files) {
    const target = join(dir, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
};
