/** What an entry point hands to a command: the only door to the process's environment, clock and streams. */

export type Host = {
  env: Record<string, string | undefined>;
  cwd: string;
  /** Directory that holds `prompts/` and `examples/`. */
  home: string;
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  stdin: () => Promise<string>;
  clock: () => Date;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Where workspaces and offline worlds are made. */
  scratch: string;
};
