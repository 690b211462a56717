/** Finds files that depend on each other in a circle: Tarjan's strongly connected components, without recursion. */

type Visit = { file: string; targets: readonly string[]; next: number };

const componentsFrom = (edges: ReadonlyMap<string, readonly string[]>): string[][] => {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const components: string[][] = [];
  const visits: Visit[] = [];

  const enter = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, order.size - 1);
    open.push(file);
    isOpen.add(file);
    visits.push({ file, targets: edges.get(file) ?? [], next: 0 });
  };
  const lower = (file: string, to: number): void => {
    if (to < (lowest.get(file) ?? 0)) lowest.set(file, to);
  };
  const leave = (file: string): void => {
    const parent = visits.at(-1);
    if (parent !== undefined) lower(parent.file, lowest.get(file) ?? 0);
    if (lowest.get(file) !== order.get(file)) return;
    const members = open.splice(open.lastIndexOf(file));
    for (const member of members) isOpen.delete(member);
    components.push(members);
  };

  for (const start of edges.keys()) {
    if (!order.has(start)) enter(start);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const target = visit.targets[visit.next];
      visit.next += 1;
      if (target === undefined) {
        visits.pop();
        leave(visit.file);
      } else if (!order.has(target)) enter(target);
      else if (isOpen.has(target)) lower(visit.file, order.get(target) ?? 0);
    }
  }
  return components;
};

/** The groups of two and more files that all reach each other; each group sorted, the groups by their first file. */
export const findCycles = (edges: ReadonlyMap<string, readonly string[]>): string[][] =>
  componentsFrom(edges)
    .filter((members) => members.length > 1)
    .map((members) => members.sort())
    .sort(([one = ""], [other = ""]) => (one < other ? -1 : 1));
