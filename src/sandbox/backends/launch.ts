/** What a back end makes of one command: the process to start, how to end it, and when nothing of it is left. */
import type { ChildProcess } from "node:child_process";
import type { SandboxLimits } from "../sandbox.ts";

/** A command whose environment, working directory and limits are settled. */
export type BoxCommand = {
  argv: string[];
  /** The host's path. */
  cwd: string;
  /** The whole environment, with paths as the command sees them. */
  env: Record<string, string>;
  limits: SandboxLimits;
  network: boolean;
  /** Host paths that this command sees read-only, at the same path. */
  readOnly: string[];
};

export type Launch = {
  file: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** `pipe`: as long as our end of standard input is open, the command may live. */
  input: "closed" | "pipe";
  /** An extra output at descriptor 3, whose text is given to `hasEnded`. */
  hasStatus: boolean;
  /** Ends the command and whatever it started, also when it ignores signals. */
  stop: (child: ChildProcess) => void;
  /** Resolves when no process of the command is left; false when some could not be ended. */
  isEmptied: (child: ChildProcess, status: string) => Promise<boolean>;
  /** Exit status of the started process → how the command itself ended. */
  decodeExit: (
    code: number | null,
    signal: NodeJS.Signals | null,
  ) => { exitCode: number | null; signal: string | null };
  /** Bytes of memory that the command uses now; null when it cannot be told. */
  measureMemory: ((child: ChildProcess) => number | null) | null;
};
