/** Times of GitHub in whole seconds, which is all that they can be compared by. */

/** Unix time; NaN, which is neither before nor after anything, for what is no time. */
export const toSecond = (iso: string): number => Math.floor(Date.parse(iso) / 1_000);
