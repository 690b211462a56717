/** Descriptors that a child would get of us although nobody gave it any: Node closes low ones alone when it starts. */
import { readdirSync, readFileSync } from "node:fs";

const closeOnExec = 0o2000000;

/** Numbers from 3 on, sorted; empty on a system without /proc. */
export const listInherited = (): number[] => {
  try {
    return readdirSync("/proc/self/fd")
      .map(Number)
      .filter((number) => number > 2 && isInherited(number))
      .sort((a, b) => a - b);
  } catch {
    return [];
  }
};

const isInherited = (number: number): boolean => {
  try {
    const flags = /^flags:\s+([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${number}`, "utf8"))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0;
  } catch {
    // It was the listing's own, and is closed.
    return false;
  }
};
