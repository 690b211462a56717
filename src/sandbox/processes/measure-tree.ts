/** The memory of a process and everything below it. */
import { type Process, readProcesses } from "./read-processes.ts";

/** In bytes. Shared memory counts once for each process that maps it. */
export const measureTree = (root: number): number => {
  const children = new Map<number, Process[]>();
  let sum = 0;
  for (const process of readProcesses()) {
    if (process.pid === root) sum += process.memory;
    const siblings = children.get(process.parent);
    if (siblings) siblings.push(process);
    else children.set(process.parent, [process]);
  }
  const waiting = [root];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    for (const child of children.get(pid) ?? []) {
      sum += child.memory;
      waiting.push(child.pid);
    }
  }
  return sum;
};
