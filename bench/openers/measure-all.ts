/** Measures functions in a few processes, each of which is killed when a call does not come back in time. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Answer } from "./measure-child.ts";

/** Milliseconds of processor time for one text; `isOver` says that the call was killed and took at least that long, `threw` what it threw. */
export type Measured = { name: string; opener: number; ms: number; isOver: boolean; threw: string | null };

export type Plan = {
  names: readonly string[];
  openers: number;
  processes: number;
  /** Milliseconds of processor time that a call, tried twice, may take. */
  patience: number;
  onFunction: (measured: Measured[]) => void;
};

/** A function that was killed so often is not asked further: it is slow, and what else is shows when it is mended. */
const mostKilled = 3;
const ticksPerSecond = 100;
/** How often a call is waited for that comes late on a busy machine. */
const mostRounds = 20;

const child = new URL("./measure-child.ts", import.meta.url).pathname;

/** Resolves when the process has loaded what it calls. */
const start = async (): Promise<ChildProcess> => {
  const process = fork(child, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(process, "message");
  return process;
};

const stop = async (process: ChildProcess): Promise<void> => {
  if (process.exitCode !== null || process.signalCode !== null) return;
  process.kill("SIGKILL");
  await once(process, "exit");
};

/** Milliseconds of processor time that a process has used; null where the system does not tell. */
const usedBy = (pid: number | undefined): number | null => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * (1_000 / ticksPerSecond);
  } catch {
    return null;
  }
};

/** A busy machine makes a call late, not slow: the process must have worked all that time itself. */
const hasWorked = (process: ChildProcess, before: number | null, patience: number): boolean => {
  const now = usedBy(process.pid);
  return before === null || now === null || now - before >= patience;
};

/** Null when the process died or did not answer in time. */
const ask = async (process: ChildProcess, order: object, patience: number): Promise<Answer | null> => {
  const ended = new AbortController();
  const { signal } = ended;
  const before = usedBy(process.pid);
  process.send(order);
  const answer = Promise.race([
    once(process, "message", { signal }).then(([one]: Answer[]) => one ?? null),
    once(process, "exit", { signal }).then(() => null),
  ]);
  try {
    for (let round = 0; round < mostRounds; round += 1) {
      const first = await Promise.race([answer, setTimeout(patience, "late" as const, { signal })]);
      if (first !== "late") return first;
      if (hasWorked(process, before, patience)) return null;
    }
    return null;
  } finally {
    answer.catch(() => {});
    ended.abort();
  }
};

/** Takes names off the queue until there are none. */
const work = async (queue: string[], { openers, patience, onFunction }: Plan): Promise<void> => {
  let process = await start();
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const measured: Measured[] = [];
    let killed = 0;
    for (let opener = 0; opener < openers && killed < mostKilled; opener += 1) {
      const answer = await ask(process, { name, opener }, patience);
      measured.push({ name, opener, ...(answer ?? { ms: patience, threw: null }), isOver: answer === null });
      if (answer !== null) continue;
      killed += 1;
      await stop(process);
      process = await start();
    }
    onFunction(measured);
  }
  await stop(process);
};

/** Resolves when every function was measured; each is handed to `onFunction` as soon as it is. */
export const measureAll = async (plan: Plan): Promise<void> => {
  const queue = [...plan.names];
  await Promise.all(Array.from({ length: plan.processes }, () => work(queue, plan)));
};
