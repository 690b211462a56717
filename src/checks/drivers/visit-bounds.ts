/** How long a visit to a page may take. */

/** Milliseconds for the parts of a visit. */
export type VisitBounds = { load: number; texts: number; quiet: number; screenshot: number; close: number };

export const visitBounds: VisitBounds = { load: 15_000, texts: 5_000, quiet: 2_000, screenshot: 10_000, close: 3_000 };

/** The most that a visit takes. */
export const visitMilliseconds = (bounds: VisitBounds): number =>
  Object.values(bounds).reduce((sum, part) => sum + part, 0);
