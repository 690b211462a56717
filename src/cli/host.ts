/** What an entry point hands to a command: the only door to the process's environment, clock and streams. */

export type Host = {
  env: Record<string, string | undefined>;
  cwd: string;
  /** Directory that holds `prompts/` and `examples/`. */
  home: string;
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Writes to standard output and waits until that is taken; false when nobody reads it any more. */
  send: (text: string) => Promise<boolean>;
  /** Standard input, in the chunks in which it comes. */
  stdin: () => AsyncIterable<Uint8Array>;
  clock: () => Date;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Where workspaces and offline worlds are made. */
  scratch: string;
};
