/** The file of the baseline in the directory that the operator keeps between runs. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { saveText } from "./save-text.ts";

const maxBytes = 100_000;

const pathIn = (dir: string): string => join(dir, "regressions.json");

/** Null when there is none; a file that is too large, or no file, reads as damaged. */
export const readBaselineFile = (dir: string): string | null => {
  const path = pathIn(dir);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return null;
  if (!found.isFile() || found.size > maxBytes) return "";
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

export const saveBaselineFile = (dir: string, baseline: unknown): void =>
  saveText(pathIn(dir), `${JSON.stringify(baseline)}\n`);
