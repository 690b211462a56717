/** Runs a command whose standard output is a document: kept in a file of its own, so that warnings cannot mix with it. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Untrusted } from "../domain/untrusted.ts";
import type { RunOptions, Sandbox, SandboxResult } from "../sandbox/sandbox.ts";
import { isReallyInside, readRegularFile } from "./read-regular-file.ts";

export type Captured = {
  /** `output` has standard error alone. */
  result: SandboxResult;
  /** Null when the command printed more than `maxBytes`, or put something else in place of the file. */
  stdout: Untrusted | null;
};

/** The limit on files is set here too, because the back end `none` has none; the unit of `ulimit -f` is 512 bytes. */
const script = 'out=$1; ulimit -f "$2"; shift 2; exec "$@" > "$out"';

/** `dir` is a directory below the sandbox's reports that its commands may write. */
export const captureStdout = async (
  sandbox: Sandbox,
  argv: string[],
  options: RunOptions & { dir: string; maxBytes: number },
): Promise<Captured> => {
  const { dir, maxBytes, ...run } = options;
  const path = join(dir, "stdout");
  const blocks = Math.ceil(maxBytes / 512) + 1;
  const result = await sandbox.run(["sh", "-c", script, "sh", sandbox.seenAt(path), String(blocks), ...argv], {
    ...run,
    limits: { ...run.limits, fileBytes: blocks * 512 },
  });
  const stdout = isReallyInside(path, dir) ? readRegularFile(path, maxBytes) : null;
  rmSync(path, { recursive: true, force: true });
  return { result, stdout };
};
