/** Whether a user has a process that still runs. */
import { readProcesses } from "./read-processes.ts";

export const hasProcessOf = (userId: number): boolean =>
  readProcesses().some((process) => process.userId === userId && !process.isZombie);
