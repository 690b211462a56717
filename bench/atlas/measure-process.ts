/** Runs a program to its end and says what it used, the processes that it started included. */
import { spawnSync } from "node:child_process";

export type Usage = {
  wallSeconds: number;
  /** User and system time of all its processes. */
  cpuSeconds: number;
  /** Peak resident memory of the largest of its processes. */
  megabytes: number;
};

const format = "@%e %U %S %M";

/** By `/usr/bin/time`; throws when the program fails. */
export const measureProcess = (
  argv: readonly string[],
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Usage => {
  const start = performance.now();
  const { status, stderr, error } = spawnSync("/usr/bin/time", ["-f", format, ...argv], {
    cwd,
    env,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const wallSeconds = (performance.now() - start) / 1_000;
  if (error) throw error;
  const [, user, system, kilobytes] = /@[\d.]+ ([\d.]+) ([\d.]+) (\d+)\s*$/.exec(stderr) ?? [];
  if (status !== 0 || user === undefined) throw new Error(`${argv.join(" ")}: ${stderr.slice(-500)}`);
  return { wallSeconds, cpuSeconds: Number(user) + Number(system), megabytes: Number(kilobytes) / 1_024 };
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
};

export const medianOf = (usages: readonly Usage[]): Usage => ({
  wallSeconds: median(usages.map(({ wallSeconds }) => wallSeconds)),
  cpuSeconds: median(usages.map(({ cpuSeconds }) => cpuSeconds)),
  megabytes: median(usages.map(({ megabytes }) => megabytes)),
});
