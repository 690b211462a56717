/** The host of a real process, for the two entry points. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Host } from "./host.ts";

/** `home` is the directory that holds `prompts/` and `examples/`. */
export const createHost = (home: string): Host => ({
  env: process.env,
  cwd: process.cwd(),
  home,
  stdout: (chunk) => process.stdout.write(chunk),
  stderr: (chunk) => process.stderr.write(chunk),
  stdin: () => text(process.stdin),
  clock: () => new Date(),
  now: () => performance.now(),
  scratch: join(process.env.RUNNER_TEMP ?? tmpdir(), "draftsmith"),
});
