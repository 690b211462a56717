/** Finds processes by their command line. */
import { readFileSync } from "node:fs";
import { readProcesses } from "./read-processes.ts";

/** Gives process ids. */
export const findProcesses = (matches: (argv: string[]) => boolean): number[] =>
  readProcesses()
    .filter(({ pid, isZombie }) => !isZombie && matches(readCommandLine(pid)))
    .map(({ pid }) => pid);

const readCommandLine = (pid: number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
};
