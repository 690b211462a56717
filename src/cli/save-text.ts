/** Writes a file whole or not at all, and says in words why it cannot. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { FailureError } from "../domain/failure.ts";
import { errorCodeOf } from "./error-code.ts";

const discard = (path: string): void => {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where no file can be, none was left.
  }
};

/** Writes beside the target and renames. Throws a usage failure when the place cannot be written; then nothing is left. */
export const saveText = (path: string, text: string): void => {
  const draft = `${path}.${process.pid}.partial`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    discard(draft);
    throw new FailureError({
      kind: "usage",
      message: `${path} cannot be written (${errorCodeOf(error)})`,
      hint: "Name a file in a directory that you may write to.",
    });
  }
};
