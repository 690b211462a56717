/** The contract of the sandbox: one command at a time, with no network, no secrets and another user, where the machine allows it. */
import type { Untrusted } from "../domain/untrusted.ts";

/** What one command may use; whoever goes over it is ended with everything that it started. */
export type SandboxLimits = {
  /** Wall clock, in seconds. */
  seconds: number;
  /** CPU time of one process, in seconds. */
  cpuSeconds: number;
  /** Processes and threads at once. */
  processes: number;
  /** Largest file that a process may write, in bytes. */
  fileBytes: number;
  /** Memory of the whole command, in bytes. */
  memoryBytes: number;
  /** What the command may add to the disk, in bytes, all files together. */
  writtenBytes: number;
  /** Standard output and error together, in bytes; the last part is kept. */
  outputBytes: number;
};

export type RunOptions = {
  /** A host path in the tree, the home or the reports. */
  cwd: string;
  /** `PATH` and extra names; names that could carry secrets are left out and logged. */
  env?: Record<string, string>;
  limits: Pick<SandboxLimits, "seconds"> & Partial<SandboxLimits>;
  /** Lets the command reach the network; for the install phase alone, before any model-written code exists. */
  network?: boolean;
  /** Host directories that the command sees read-only, at the same path. */
  readOnly?: string[];
  /** Called with what the command prints, while it prints. */
  onOutput?: (chunk: Buffer) => void;
};

export type SandboxResult = {
  /** Null when a signal ended the command; 127 when it could not be started. */
  exitCode: number | null;
  signal: string | null;
  timedOut: boolean;
  /** The limit other than time that ended the command; null when none did. */
  exceeded: "output" | "memory" | "disk" | null;
  /** Standard output and error as they came, without terminal sequences. */
  output: Untrusted;
  milliseconds: number;
};

export type SandboxBackend = "bubblewrap" | "unshare" | "none";

export type Sandbox = {
  /** `namespace` only when the self test saw every layer hold. */
  level: "namespace" | "none";
  backend: SandboxBackend;
  /** One sentence on what was found, for people. */
  note: string;
  /** The repository's tree, read and write: `/workspace` inside. */
  tree: string;
  /** Home of the commands, kept between them: `/home/sandbox` inside. */
  home: string;
  /** Where commands leave reports for us: `/reports` inside. */
  reports: string;
  /** Resolves however the command ends; no process of it lives then. */
  run: (argv: string[], options: RunOptions) => Promise<SandboxResult>;
  /** The path at which a command sees a host path below `tree`, `home` or `reports`; the same path at level `none`. */
  seenAt: (path: string) => string;
};

/** `auto` takes the first back end whose self test passes; `none` is the operator's word that commands may run without one. */
export type SandboxChoice = "auto" | "bubblewrap" | "unshare" | "none";
