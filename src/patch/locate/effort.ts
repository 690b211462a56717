/** How much work the placing of a reply's hunks may still cost. */

/** How many pairs of lines may still be compared, for all hunks of a reply together. */
export type Effort = { left: number };

export const createEffort = (): Effort => ({ left: 40_000_000 });
