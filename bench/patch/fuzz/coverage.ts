/** Which blocks of the engine an input reaches, as V8 counts them; must start before the engine's modules are loaded. */
import { type Profiler, Session } from "node:inspector";

type Range = { start: number; end: number };

/** The parts that both lists hold; each list is sorted and without overlaps. */
export const intersect = (one: Range[], other: Range[]): Range[] => {
  const parts: Range[] = [];
  for (let i = 0, j = 0; ; ) {
    const [a, b] = [one[i], other[j]];
    if (!a || !b) return parts;
    const [start, end] = [Math.max(a.start, b.start), Math.min(a.end, b.end)];
    if (start < end) parts.push({ start, end });
    if (a.end < b.end) i++;
    else j++;
  }
};

/** The parts of a function that did not run: V8 nests ranges, and an inner one overrules those around it. */
export const findIdle = (ranges: Profiler.CoverageRange[]): Range[] => {
  const edges = [...new Set(ranges.flatMap(({ startOffset, endOffset }) => [startOffset, endOffset]))].sort(
    (a, b) => a - b,
  );
  return edges.slice(0, -1).flatMap((start, at) => {
    const end = edges[at + 1] ?? start;
    const inner = ranges.findLast(({ startOffset, endOffset }) => startOffset <= start && endOffset >= end);
    return inner?.count === 0 ? [{ start, end }] : [];
  });
};

const lengthOf = (ranges: Range[]): number => ranges.reduce((sum, { start, end }) => sum + end - start, 0);

export type Coverage = {
  /** True when some code ran since the last call that never ran before; it counts as known from then on if it is kept. */
  take: (isKept: boolean) => boolean;
  /** Functions reached, and their characters that ran at least once or never. */
  total: () => { functions: number; reached: number; idle: number };
};

/** Watches scripts whose URL contains `part`. */
export const startCoverage = (part: string): Coverage => {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: false, detailed: true });
  const known = new Map<string, { size: number; idle: Range[] }>();

  const add = (url: string, { ranges, functionName }: Profiler.FunctionCoverage, isKept: boolean): boolean => {
    const [whole] = ranges;
    if (!whole || whole.count === 0) return false;
    const key = `${url}:${whole.startOffset}:${functionName}`;
    const seen = known.get(key);
    if (seen?.idle.length === 0) return false;
    const idle = findIdle(ranges);
    const left = seen ? intersect(seen.idle, idle) : idle;
    if (isKept) known.set(key, { size: whole.endOffset - whole.startOffset, idle: left });
    return seen === undefined || lengthOf(left) < lengthOf(seen.idle);
  };

  return {
    take: (isKept) => {
      let isNew = false;
      session.post("Profiler.takePreciseCoverage", (error, taken) => {
        if (error) throw error;
        for (const { url, functions } of taken.result)
          if (url.includes(part)) for (const one of functions) if (add(url, one, isKept)) isNew = true;
      });
      return isNew;
    },
    total: () => {
      const all = [...known.values()];
      const idle = all.reduce((sum, one) => sum + lengthOf(one.idle), 0);
      return { functions: all.length, idle, reached: all.reduce((sum, { size }) => sum + size, 0) - idle };
    },
  };
};
