/** Waits for processes that were killed already. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Process, readProcesses } from "./read-processes.ts";

const tries = 250;
const intervalMilliseconds = 20;

/** True as soon as no process that matches runs; false when one stays. */
export const awaitEndOf = async (matches: (process: Process) => boolean): Promise<boolean> => {
  for (let tried = 0; tried < tries; tried += 1) {
    if (!readProcesses().some((process) => !process.isZombie && matches(process))) return true;
    await sleep(intervalMilliseconds);
  }
  return false;
};
