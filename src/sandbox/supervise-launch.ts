/** Starts what a back end made of a command, keeps it within time, output, memory and disk, and sees it end. */
import { type ChildProcess, type IOType, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Launch } from "./backends/launch.ts";
import { createTail } from "./create-tail.ts";
import { listInherited } from "./list-inherited.ts";
import type { SandboxLimits, SandboxResult } from "./sandbox.ts";
import { watchUse } from "./watch-use.ts";

/** How long pipes may stay open after the end: a process that escaped its group may hold them for ever. */
const drainMilliseconds = 1_000;
/** How long the end may take once it was asked for; what lives then cannot be ended. */
const lastMilliseconds = 60_000;
const maxStatusBytes = 4_096;

export type LaunchEnd = Pick<SandboxResult, "exitCode" | "signal" | "timedOut" | "exceeded" | "output"> & {
  /** Some process of the command could not be ended. */
  leftover: boolean;
};

export type Supervision = {
  limits: SandboxLimits;
  /** A directory on the disk that the command writes to. */
  disk: string;
  onOutput: ((chunk: Buffer) => void) | undefined;
};

/** Resolves however the command ends. */
export const superviseLaunch = (launch: Launch, { limits, disk, onOutput }: Supervision): Promise<LaunchEnd> =>
  new Promise((resolve) => {
    const tail = createTail(limits.outputBytes);
    let timedOut = false;
    let exceeded: SandboxResult["exceeded"] = null;
    let status = "";
    const child = spawnAlone(launch);
    const stop = (): void => {
      launch.stop(child);
      setTimeout(() => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        closeOutputs(child);
        child.unref();
        resolve({ exitCode: null, signal: null, timedOut, exceeded, output: tail.text(), leftover: true });
      }, lastMilliseconds).unref();
    };
    const exceed = (what: NonNullable<SandboxResult["exceeded"]>): void => {
      if (exceeded !== null || timedOut) return;
      exceeded = what;
      stop();
    };
    const timer = setTimeout(() => {
      timedOut = exceeded === null;
      stop();
    }, limits.seconds * 1_000);
    const unwatch = watchUse({ child, launch, limits, disk }, exceed);

    const take = (chunk: Buffer): void => {
      if (tail.isOver()) return;
      tail.push(chunk);
      onOutput?.(chunk);
      if (tail.isOver()) exceed("output");
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.stdin?.on("error", () => {});
    (child.stdio[3] as Readable | null | undefined)?.on("data", (chunk: Buffer) => {
      if (status.length < maxStatusBytes) status += chunk.toString("utf8");
    });

    child.on("error", (error) => {
      // A signal that we may not send is reported here too.
      if (child.pid !== undefined) return;
      clearTimeout(timer);
      unwatch();
      const output = `Could not start ${launch.file}: ${error.message}\n`;
      resolve({ exitCode: 127, signal: null, timedOut: false, exceeded: null, output, leftover: false });
    });
    child.on("exit", async () => {
      clearTimeout(timer);
      unwatch();
      launch.stop(child);
      await sleep(drainMilliseconds, undefined, { ref: false });
      closeOutputs(child);
    });
    child.on("close", async (code, signal) => {
      const isEmpty = await launch.isEmptied(child, status);
      resolve({ ...launch.decodeExit(code, signal), timedOut, exceeded, output: tail.text(), leftover: !isEmpty });
    });
  });

/** A directory that whoever started us had open would lead out of every box: `/dev/null` takes the place of what would be inherited. */
const spawnAlone = (launch: Launch): ChildProcess => {
  const stdio: (IOType | number)[] = [
    ...([launch.input === "pipe" ? "pipe" : "ignore", "pipe", "pipe"] as const),
    launch.hasStatus ? "pipe" : "ignore",
  ];
  const empty = openSync("/dev/null", "r");
  try {
    for (const number of listInherited()) {
      while (stdio.length < number) stdio.push("ignore");
      if (stdio[number] !== "pipe") stdio[number] = empty;
    }
    return spawn(launch.file, launch.args, { cwd: launch.cwd, env: launch.env, stdio, detached: true });
  } finally {
    closeSync(empty);
  }
};

const closeOutputs = (child: ChildProcess): void => {
  for (const stream of child.stdio) stream?.destroy();
};
