/** Waits for a process that was killed already. */
import { setTimeout as sleep } from "node:timers/promises";
import { readProcesses } from "./read-processes.ts";

const tries = 500;
const intervalMilliseconds = 10;

/** The first process of a namespace is gone only after every other one of it. False when it stays. */
export const isProcessGone = async (pid: number): Promise<boolean> => {
  for (let tried = 0; tried < tries; tried += 1) {
    const found = readProcesses().find((process) => process.pid === pid);
    if (!found || found.isZombie) return true;
    await sleep(intervalMilliseconds);
  }
  return false;
};
