/** Runs a command that makes a box as root, directly or through sudo, and keeps hold of it by a pipe. */
import type { ChildProcess } from "node:child_process";
import { awaitEndOf } from "../processes/await-end-of.ts";
import { measureTree } from "../processes/measure-tree.ts";
import type { SandboxLimits } from "../sandbox.ts";
import type { Places } from "./backend.ts";
import { decodeShellExit } from "./decode-shell-exit.ts";
import type { Launch } from "./launch.ts";
import { custodyScript, guardScript } from "./root-scripts.ts";

/** Version 2; where an older one is in use, the file that is looked for is not there. */
const groupRoot = "/sys/fs/cgroup";
/** Those of a box's group that are not the command's. */
const ownProcesses = 16;
/** After this long without an end, killing by the pipe has not worked. */
const lastResortMilliseconds = 15_000;

export type Custody = {
  places: Places;
  /** User of the box, who has no other process. */
  userId: number;
  /** Ours. */
  owner: { uid: number; gid: number };
  /** Of the box as a whole, where a control group can be had; null makes none. */
  limits: Pick<SandboxLimits, "memoryBytes" | "processes"> | null;
  /** For the process that makes the box; the command itself does not get it. */
  env: Record<string, string>;
};

export const launchAsRoot = (argv: string[], { places, userId, owner, limits, env }: Custody): Launch => {
  const custody = [
    ...["/bin/sh", "-c", custodyScript, "sh", String(userId), `${owner.uid}:${owner.gid}`],
    ...[places.tree, places.home, places.reports],
    ...(limits === null
      ? ["", "", ""]
      : [groupRoot, String(limits.memoryBytes), String(limits.processes + ownProcesses)]),
    ...[guardScript, ...argv],
  ];
  const [file = "", ...args] = owner.uid === 0 ? custody : ["sudo", "-n", "--", ...custody];
  return {
    file,
    args,
    cwd: "/",
    env,
    input: "pipe",
    hasStatus: false,
    stop: closePipe,
    isEmptied: () => awaitEndOf((process) => process.userId === userId),
    decodeExit: decodeShellExit,
    measureMemory: (child) => (child.pid === undefined ? null : measureTree(child.pid)),
  };
};

const closePipe = (child: ChildProcess): void => {
  child.stdin?.destroy();
  setTimeout(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  }, lastResortMilliseconds).unref();
};
