/** What every back end of the sandbox offers. */
import type { SandboxBackend } from "../sandbox.ts";
import type { BoxCommand, Launch } from "./launch.ts";

export type Places = {
  /** Host paths of what a command may write. */
  tree: string;
  home: string;
  reports: string;
};

/** A back end bound to the directories of one sandbox. */
export type Backend = {
  name: SandboxBackend;
  /** Where a command sees the three places, and what becomes its `TMPDIR`. */
  seen: Places & { temporary: string };
  /** Whether a command without further mounts sees a host path that is in none of the three places. */
  isVisible: (path: string) => boolean;
  /** Throws when the directory for the view cannot be made. */
  launch: (command: BoxCommand) => Launch;
};
