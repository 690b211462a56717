/** The limits of a command where its caller named none. */
import { availableParallelism, totalmem } from "node:os";
import type { RunOptions, SandboxLimits } from "./sandbox.ts";

const megabyte = 1_000_000;
const leastMemory = 2_000 * megabyte;

/** Every limit but the wall clock has a default that an ordinary build keeps. */
export const fillLimits = (limits: RunOptions["limits"]): SandboxLimits => ({
  cpuSeconds: Math.ceil(limits.seconds * availableParallelism()),
  processes: 1_024,
  fileBytes: 2_000 * megabyte,
  memoryBytes: Math.max(leastMemory, Math.floor(totalmem() / 2)),
  writtenBytes: 10_000 * megabyte,
  outputBytes: 2 * megabyte,
  ...limits,
});
