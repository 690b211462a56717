/** Back end `none`: a process group of its own, and nothing else between the command and this machine. */
import type { ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { awaitEndOf } from "../processes/await-end-of.ts";
import type { Backend, Places } from "./backend.ts";

/** How long a group has between SIGTERM and SIGKILL. */
const graceMilliseconds = 1_000;

export const createPlainBackend = (places: Places): Backend => {
  const temporary = join(places.home, "tmp");
  return {
    name: "none",
    seen: { ...places, temporary },
    isVisible: () => true,
    launch: ({ argv: [file = "", ...args], cwd, env }) => {
      mkdirSync(temporary, { recursive: true });
      return {
        file,
        args,
        cwd,
        env,
        input: "closed",
        hasStatus: false,
        stop: stopGroup,
        isEmptied: (child) => awaitEndOf(({ group }) => group === child.pid),
        decodeExit: (exitCode, signal) => ({ exitCode, signal }),
        measureMemory: null,
      };
    },
  };
};

const stopGroup = (child: ChildProcess): void => {
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  signalGroup(child, hasEnded() ? "SIGKILL" : "SIGTERM");
  setTimeout(() => {
    if (!hasEnded()) signalGroup(child, "SIGKILL");
  }, graceMilliseconds).unref();
};

const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
};
