/** Finds import cycles between files. */

/** What each file imports, with the line of the import. Targets without an entry of their own are ignored. */
export type ImportGraph = ReadonlyMap<string, readonly { target: string; line: number }[]>;

/** `files` starts with the alphabetically first file of the cycle; `line` is where that file imports the second. */
export type Cycle = { files: string[]; line: number };

const shortestWayBack = (graph: ImportGraph, start: string): string[] | null => {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const file of queue) {
    for (const { target } of graph.get(file) ?? []) {
      if (target === start) {
        const way = [file];
        for (let at = file; at !== start; ) {
          at = cameFrom.get(at) ?? start;
          way.unshift(at);
        }
        return way;
      }
      if (target > start && graph.has(target) && !cameFrom.has(target)) {
        cameFrom.set(target, file);
        queue.push(target);
      }
    }
  }
  return null;
};

/** The shortest cycle through each file that is alphabetically first in one. No result means that there is no cycle. */
export const findCycles = (graph: ImportGraph): Cycle[] =>
  [...graph.keys()].sort().flatMap((start) => {
    const files = shortestWayBack(graph, start);
    if (files === null) return [];
    const next = files[1] ?? start;
    return [{ files, line: graph.get(start)?.find(({ target }) => target === next)?.line ?? 1 }];
  });
