/** Looks every so often at the memory that a command uses and at the disk that it fills. */
import type { ChildProcess } from "node:child_process";
import { readFileSync, statfsSync } from "node:fs";
import type { Launch } from "./backends/launch.ts";
import type { SandboxLimits, SandboxResult } from "./sandbox.ts";

const intervalMilliseconds = 200;
/** Whatever is left for the rest of the machine. */
const spareMemory = 200_000_000;
const spareDisk = 500_000_000;

export type Watched = {
  child: ChildProcess;
  launch: Launch;
  limits: SandboxLimits;
  /** A directory on the disk that the command writes to. */
  disk: string;
};

/** Calls `exceed` at most once per look; gives a function that ends the watch. */
export const watchUse = (
  { child, launch, limits, disk }: Watched,
  exceed: (what: NonNullable<SandboxResult["exceeded"]>) => void,
): (() => void) => {
  const { measureMemory } = launch;
  if (measureMemory === null) return () => {};
  const freeAtStart = freeBytes(disk);
  const timer = setInterval(() => {
    if ((measureMemory(child) ?? 0) > limits.memoryBytes || availableMemory() < spareMemory) exceed("memory");
    const free = freeBytes(disk);
    if (freeAtStart - free > limits.writtenBytes || free < Math.min(spareDisk, freeAtStart / 2)) exceed("disk");
  }, intervalMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
};

const freeBytes = (path: string): number => {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
};

const availableMemory = (): number => {
  const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync("/proc/meminfo", "utf8"))?.[1];
  return kilobytes === undefined ? Number.POSITIVE_INFINITY : Number(kilobytes) * 1_024;
};
