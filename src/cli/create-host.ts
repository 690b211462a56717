/** The host of a real process, for the two entry points. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import type { Host } from "./host.ts";
import { takeEnvironment } from "./take-environment.ts";

const gone = new Set(["EPIPE", "ERR_STREAM_DESTROYED"]);

/** A reader that went away is no fault; the error event, which comes beside the callback's, would end the process. */
const createSend = (open: () => Writable): Host["send"] => {
  let stream: Writable | null = null;
  return (text) => {
    const target = stream ?? open().on("error", () => {});
    stream = target;
    return new Promise((resolve, reject) => {
      target.write(text, (error) => {
        if (!error) resolve(true);
        else if ("code" in error && gone.has(String(error.code))) resolve(false);
        else reject(error);
      });
    });
  };
};

/** The same for text that nobody waits for: `draftsmith … | head` ends without a fault. */
const createWrite = (open: () => Writable): Host["stdout"] => {
  let stream: Writable | null = null;
  return (text) => {
    stream ??= open().on("error", (error) => {
      if (!("code" in error && gone.has(String(error.code)))) throw error;
    });
    stream.write(text);
  };
};

/** `home` is the directory that holds `prompts/` and `examples/`. */
export const createHost = (home: string): Host => ({
  env: takeEnvironment(process.env),
  cwd: process.cwd(),
  home,
  stdout: createWrite(() => process.stdout),
  stderr: (chunk) => process.stderr.write(chunk),
  send: createSend(() => process.stdout),
  stdin: () => process.stdin,
  clock: () => new Date(),
  now: () => performance.now(),
  scratch: join(process.env.RUNNER_TEMP ?? tmpdir(), "draftsmith"),
});
