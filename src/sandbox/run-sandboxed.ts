/** Runs one command for a repository: fixed argv, listed environment, closed input, bounded time and output, no leftovers. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Log, silentLog } from "../domain/log.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { buildEnvironment } from "./build-environment.ts";
import { createTail } from "./create-tail.ts";
import { removeAnsi } from "./remove-ansi.ts";

const defaultOutputBytes = 2_000_000;
/** How long a group has between SIGTERM and SIGKILL, and closed pipes after its end. */
const graceMilliseconds = 1_000;

export type SandboxOptions = {
  cwd: string;
  /** `PATH` and extra names; names that could carry secrets are left out and logged. */
  env?: Record<string, string>;
  /** Wall clock until the process group is ended. */
  seconds: number;
  /** More output than this ends the command. Default 2 MB. */
  outputBytes?: number;
  /** A directory outside the tree that becomes `HOME`; made when missing. */
  home: string;
  log?: Log;
};

export type SandboxResult = {
  /** Null when a signal ended the command; 127 when it could not be started. */
  exitCode: number | null;
  signal: string | null;
  timedOut: boolean;
  /** The command printed more than it may; `output` holds the last part. */
  truncated: boolean;
  /** Standard output and error as they came, without terminal sequences. */
  output: Untrusted;
  milliseconds: number;
  /** The same user, file system and network as ours: only environment, time, output and the process group are bounded. */
  isolation: "process";
};

/** Resolves however the command ends; throws only when `home` cannot be made. */
export const runSandboxed = async (argv: string[], options: SandboxOptions): Promise<SandboxResult> => {
  const log = options.log ?? silentLog;
  const { env, refused } = buildEnvironment(options.home, options.env);
  if (refused.length > 0) log.warn("sandbox.env-refused", { names: refused.join(" ") });
  mkdirSync(env.TMPDIR ?? options.home, { recursive: true });

  const [command = "", ...args] = argv;
  const started = performance.now();
  const end = await runGroup(
    command,
    args,
    { cwd: options.cwd, env },
    options.seconds,
    options.outputBytes ?? defaultOutputBytes,
  );
  const result: SandboxResult = {
    ...end,
    output: removeAnsi(end.output),
    milliseconds: performance.now() - started,
    isolation: "process",
  };
  log.info("sandbox.ran", {
    command,
    exitCode: result.exitCode,
    signal: result.signal,
    timedOut: result.timedOut,
    truncated: result.truncated,
    milliseconds: Math.round(result.milliseconds),
  });
  return result;
};

type GroupEnd = Omit<SandboxResult, "milliseconds" | "isolation">;

const runGroup = (
  command: string,
  args: string[],
  where: { cwd: string; env: Record<string, string> },
  seconds: number,
  outputBytes: number,
): Promise<GroupEnd> =>
  new Promise((resolve) => {
    const tail = createTail(outputBytes);
    let timedOut = false;
    const child = spawn(command, args, { ...where, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const timer = setTimeout(() => {
      timedOut = true;
      void endGroup(child);
    }, seconds * 1_000);

    const take = (chunk: Buffer): void => {
      if (!tail.isOver()) {
        tail.push(chunk);
        if (tail.isOver()) signalGroup(child, "SIGKILL");
      }
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", (error) => {
      clearTimeout(timer);
      const output = `Could not start ${command}: ${error.message}\n`;
      resolve({ exitCode: 127, signal: null, timedOut: false, truncated: false, output });
    });
    child.on("exit", async () => {
      clearTimeout(timer);
      signalGroup(child, "SIGKILL");
      await sleep(graceMilliseconds, undefined, { ref: false });
      // A grandchild that left the group may hold the pipes open for ever.
      child.stdout.destroy();
      child.stderr.destroy();
    });
    child.on("close", (exitCode, signal) =>
      resolve({ exitCode, signal, timedOut, truncated: tail.isOver(), output: tail.text() }),
    );
  });

const endGroup = async (child: ChildProcess): Promise<void> => {
  signalGroup(child, "SIGTERM");
  await sleep(graceMilliseconds);
  if (child.exitCode === null && child.signalCode === null) signalGroup(child, "SIGKILL");
};

const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
};
