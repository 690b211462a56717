/** Starts a server of the repository as a child and keeps the last part of what it prints. */
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

const keptCharacters = 6_000;
/** How long the server has between SIGTERM and SIGKILL. */
const graceMilliseconds = 2_000;

export type Server = {
  /** How it ended, as the end of a sentence; null while it lives. */
  end: () => string | null;
  /** Resolves when it has ended, whatever the cause. */
  ended: Promise<void>;
  /** The last part of standard output and error. */
  output: () => string;
  /** Ends the command; what it left behind ends with the sandbox. */
  stop: () => Promise<void>;
};

export const startServer = (argv: string[]): Server => {
  const [command = "", ...args] = argv;
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const take = (chunk: string): void => {
    output = (output + chunk).slice(-keptCharacters);
  };
  child.stdout.setEncoding("utf8").on("data", take);
  child.stderr.setEncoding("utf8").on("data", take);
  let end: string | null = null;
  const ended = new Promise<void>((resolve) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      end ??= error.code === "ENOENT" ? `could not be started: there is no ${command}` : `failed: ${error.message}`;
      resolve();
    });
    child.on("exit", (code, signal) => {
      end ??= signal === null ? `ended with exit status ${code}` : `was ended by ${signal}`;
      resolve();
    });
  });
  return { end: () => end, ended, output: () => output, stop: () => stop(child, ended) };
};

const stop = async (child: ChildProcess, ended: Promise<void>): Promise<void> => {
  child.kill("SIGTERM");
  await Promise.race([ended, sleep(graceMilliseconds)]);
  child.kill("SIGKILL");
};
