/** A quantile out of the buckets of a histogram, as Prometheus' `histogram_quantile` does it. */

/** `count` is cumulative: observations of at most `le`. */
export type Bucket = { le: number; count: number };

/**
 * Linear inside the bucket that holds the rank; the highest finite bound when the rank lies above it. Null when nothing was
 * observed, or the buckets do not end with +Inf.
 */
export const estimateQuantile = (q: number, unsorted: Bucket[]): number | null => {
  let highest = 0;
  // Scrapes are not atomic: a bucket that lags behind a smaller one counts as much as that.
  const buckets = unsorted
    .toSorted((a, b) => a.le - b.le)
    .map(({ le, count }) => {
      highest = Math.max(highest, count);
      return { le, count: highest };
    });
  const last = buckets.at(-1);
  if (!last || last.le !== Number.POSITIVE_INFINITY || last.count <= 0 || buckets.length < 2) return null;
  const rank = q * last.count;
  const index = buckets.findIndex(({ count }) => count >= rank);
  const bucket = buckets[index];
  if (!bucket) return null;
  if (bucket === last) return buckets.at(-2)?.le ?? null;
  if (index === 0 && bucket.le <= 0) return bucket.le;
  const below = buckets[index - 1] ?? { le: 0, count: 0 };
  const inside = bucket.count - below.count;
  return inside === 0 ? bucket.le : below.le + (bucket.le - below.le) * ((rank - below.count) / inside);
};
