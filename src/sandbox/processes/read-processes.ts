/** Reads what Linux tells about running processes; processes that end meanwhile are left out. */
import { readdirSync, readFileSync } from "node:fs";

export type Process = {
  pid: number;
  parent: number;
  /** Process group. */
  group: number;
  /** Real user id. */
  userId: number;
  isZombie: boolean;
  /** Memory of its own and shared memory that it maps, in bytes. */
  memory: number;
};

/** Empty on a system without /proc. */
export const readProcesses = (): Process[] => {
  const found: Process[] = [];
  for (const name of listProc()) {
    if (!/^\d+$/.test(name)) continue;
    try {
      found.push(parseStatus(Number(name), readFileSync(`/proc/${name}/status`, "latin1")));
    } catch {
      // It has ended since the directory was listed.
    }
  }
  return found;
};

const listProc = (): string[] => {
  try {
    return readdirSync("/proc");
  } catch {
    return [];
  }
};

const parseStatus = (pid: number, status: string): Process => {
  const field = (name: string): string => {
    // The name of the process stands first and may hold any text but a line feed.
    const start = status.indexOf(`\n${name}:`);
    return start === -1 ? "" : status.slice(start + name.length + 2, status.indexOf("\n", start + 1)).trim();
  };
  return {
    pid,
    parent: Number(field("PPid")),
    group: Number(field("NSpgid").split("\t")[0]),
    userId: Number(field("Uid").split("\t")[0]),
    isZombie: /^[ZX]/.test(field("State")),
    memory: 1_024 * (Number.parseInt(field("RssAnon") || "0", 10) + Number.parseInt(field("RssShmem") || "0", 10)),
  };
};
