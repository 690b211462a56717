/** Percentiles by nearest rank. */

/** The smallest value that at least `share` (0 to 1) of the values do not exceed. `sorted` ascends and is not empty. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
