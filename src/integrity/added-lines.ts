/** The lines of a file that a change brought, without regard to where in the file they stood before. */

/** Gives 0-based indexes into `after` of lines that `before` does not hold as often; indentation does not count. */
export const addedLines = (before: string | null, after: string): Set<number> => {
  const known = new Map<string, number>();
  for (const line of (before ?? "").split("\n")) known.set(line.trim(), (known.get(line.trim()) ?? 0) + 1);
  const added = new Set<number>();
  for (const [index, line] of after.split("\n").entries()) {
    const left = known.get(line.trim()) ?? 0;
    if (left > 0) known.set(line.trim(), left - 1);
    else added.add(index);
  }
  return added;
};
