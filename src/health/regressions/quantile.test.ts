/** Quantiles as `histogram_quantile` gives them. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Bucket, estimateQuantile } from "./quantile.ts";

const inf = Number.POSITIVE_INFINITY;

it.each<[string, number, [number, number][], number | null]>([
  [
    "the middle of the first bucket",
    0.5,
    [
      [1, 10],
      [inf, 10],
    ],
    0.5,
  ],
  [
    "linear inside a bucket",
    0.95,
    [
      [0.1, 90],
      [0.5, 100],
      [inf, 100],
    ],
    0.3,
  ],
  [
    "the highest finite bound above all buckets",
    0.95,
    [
      [0.1, 50],
      [0.5, 60],
      [inf, 100],
    ],
    0.5,
  ],
  [
    "any order of buckets",
    0.95,
    [
      [inf, 100],
      [0.5, 100],
      [0.1, 90],
    ],
    0.3,
  ],
  [
    "a bucket that lags behind counts as the one below",
    0.95,
    [
      [0.1, 100],
      [0.5, 99],
      [inf, 100],
    ],
    0.095,
  ],
  [
    "a bound below zero",
    0.5,
    [
      [-1, 10],
      [inf, 10],
    ],
    -1,
  ],
  [
    "nothing observed",
    0.95,
    [
      [0.1, 0],
      [inf, 0],
    ],
    null,
  ],
  [
    "no end",
    0.95,
    [
      [0.1, 5],
      [0.5, 10],
    ],
    null,
  ],
  ["the end alone", 0.95, [[inf, 10]], null],
  ["no buckets", 0.95, [], null],
])("%s", (_, q, pairs, expected) => {
  const value = estimateQuantile(
    q,
    pairs.map(([le, count]) => ({ le, count })),
  );
  if (expected === null) expect(value).toBeNull();
  else expect(value).toBeCloseTo(expected, 10);
});

it("lies between the bounds of the bucket that holds the rank, and grows with q", () => {
  const buckets = fc
    .uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 12 })
    .chain((bounds) =>
      fc.tuple(fc.constant(bounds.sort((a, b) => a - b)), fc.array(fc.nat(50), { minLength: 13, maxLength: 13 })),
    )
    .map(([bounds, counts]): Bucket[] => {
      let total = 0;
      return [...bounds, inf].map((le, index) => {
        total += counts[index] ?? 0;
        return { le, count: total };
      });
    });
  fc.assert(
    fc.property(buckets, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (all, q) => {
      const value = estimateQuantile(q, all);
      const total = all.at(-1)?.count ?? 0;
      if (total === 0) return value === null;
      const index = all.findIndex(({ count }) => count >= q * total);
      const [low, high] = [all[index - 1]?.le ?? 0, all[index]?.le ?? 0];
      const isInside = value !== null && value >= low && value <= high;
      const later = estimateQuantile(Math.min(0.999, q + 0.01), all);
      return isInside && later !== null && later >= value;
    }),
  );
});
