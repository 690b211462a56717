/** Keeps the results of a pure function of one text for as many texts as a run sees again and again. */

export type MemoryLimits = {
  /** Texts that are kept; the oldest go first. */
  entries: number;
  /** Longer texts are not kept. */
  length: number;
};

const defaultLimits: MemoryLimits = { entries: 500, length: 100_000 };

/** The same function, which answers a text that it saw before from memory. */
export const rememberResults = <Value>(
  run: (text: string) => Value,
  limits: MemoryLimits = defaultLimits,
): ((text: string) => Value) => {
  const results = new Map<string, Value>();
  return (text) => {
    if (text.length > limits.length) return run(text);
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = run(text);
    if (results.size >= limits.entries) for (const oldest of results.keys().take(1)) results.delete(oldest);
    results.set(text, result);
    return result;
  };
};
