/** Looks every so often at the memory that a command uses and at the disk that it fills. */
import type { ChildProcess } from "node:child_process";
import { readFileSync, statfsSync } from "node:fs";
import type { Launch } from "./backends/launch.ts";
import type { SandboxLimits, SandboxResult } from "./sandbox.ts";

const intervalMilliseconds = 200;
/** Whatever is left for the rest of the machine. */
const spareMemory = 200_000_000;
const spareDisk = 500_000_000;
const spareFiles = 10_000;

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
  const start = freeOn(disk);
  const timer = setInterval(() => {
    if ((measureMemory(child) ?? 0) > limits.memoryBytes || availableMemory() < spareMemory) exceed("memory");
    const free = freeOn(disk);
    const isFull =
      free.bytes < Math.min(spareDisk, start.bytes / 2) || free.files < Math.min(spareFiles, start.files / 2);
    if (isFull || start.bytes - free.bytes > limits.writtenBytes) exceed("disk");
  }, intervalMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
};

/** File systems without a fixed number of files say 0 free. */
const freeOn = (path: string): { bytes: number; files: number } => {
  const { bavail, bsize, ffree } = statfsSync(path);
  return { bytes: bavail * bsize, files: ffree };
};

const availableMemory = (): number => {
  const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync("/proc/meminfo", "utf8"))?.[1];
  return kilobytes === undefined ? Number.POSITIVE_INFINITY : Number(kilobytes) * 1_024;
};
