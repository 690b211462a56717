/** How much work the placing of a reply's hunks may still cost. */

/** For all hunks of a reply together. What is asked for beyond is refused: an honest reply comes nowhere near. */
export type Effort = {
  /** How many pairs of lines may still be compared while hunks are aligned. */
  left: number;
  /** How many lines may still be read in search of hunks whose lines stand all over a file, and how many of their places weighed. */
  places: number;
};

export const createEffort = (): Effort => ({ left: 40_000_000, places: 8_000_000 });
