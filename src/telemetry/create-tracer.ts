/** Remembers what took how long, to be written as JSON at the end of a command. */
import type { LogFields } from "../domain/log.ts";

/** `start` in milliseconds since 1970; `isFailed` when the work threw. */
export type Span = { name: string; start: number; milliseconds: number; isFailed: boolean; fields: LogFields };

export type Tracer = {
  withSpan: <T>(name: string, fields: LogFields, work: () => Promise<T>) => Promise<T>;
  /** Finished spans in the order of their ends, the oldest dropped beyond 5,000. */
  spans: () => Span[];
};

const maxSpans = 5_000;

/** `clock` gives milliseconds since 1970. */
export const createTracer = (clock: () => number): Tracer => {
  const spans: Span[] = [];
  return {
    spans: () => [...spans],
    withSpan: async (name, fields, work) => {
      const start = clock();
      let isFailed = true;
      try {
        const result = await work();
        isFailed = false;
        return result;
      } finally {
        spans.push({ name, start, milliseconds: clock() - start, isFailed, fields });
        if (spans.length > maxSpans) spans.shift();
      }
    },
  };
};
