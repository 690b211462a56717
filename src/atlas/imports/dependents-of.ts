/** Turns "depends on" around: who depends on each file. */
import { addTo } from "./tracked-tree.ts";

/** Each target with the files that depend on it, both sorted. */
export const dependentsOf = (edges: ReadonlyMap<string, readonly string[]>): Map<string, string[]> => {
  const dependents = new Map<string, string[]>();
  for (const file of [...edges.keys()].sort()) {
    for (const target of new Set(edges.get(file))) addTo(dependents, target, file);
  }
  return new Map([...dependents].sort(([one], [other]) => (one < other ? -1 : 1)));
};
