/** A text whose lines were changed one by one, and the way from a place in it back to the line. */

export type LineView = {
  text: string;
  /** The 1-based line in which the character at `offset` stands. */
  lineOf: (offset: number) => number;
};

/** The lines put together again; the places of the lines are counted when they are first asked for. */
export const createLineView = (lines: readonly string[], separator: "\n" | ""): LineView => {
  let starts: number[] | null = null;
  const countStarts = (): number[] => {
    let offset = 0;
    return lines.map((line) => {
      const start = offset;
      offset += line.length + separator.length;
      return start;
    });
  };
  const lineOf = (at: number): number => {
    starts ??= countStarts();
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  return { text: lines.join(separator), lineOf };
};
