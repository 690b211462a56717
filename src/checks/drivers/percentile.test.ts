import fc from "fast-check";
import { expect, it } from "vitest";
import { percentile } from "./percentile.ts";

it("takes the nearest rank", () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
  expect([0, 0.01, 0.5, 0.95, 1].map((share) => percentile(hundred, share))).toEqual([1, 1, 50, 95, 100]);
  expect(percentile([7], 0.95)).toBe(7);
});

it("gives a value that the share of all values does not exceed, and no smaller one", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (values, whole) => {
      const sorted = values.toSorted((a, b) => a - b);
      const found = percentile(sorted, whole / 100);
      const atMost = (limit: number): number => sorted.filter((value) => value <= limit).length;
      expect(atMost(found) * 100).toBeGreaterThanOrEqual(whole * sorted.length - 1e-6);
      expect(atMost(found - 1) * 100).toBeLessThan(whole * sorted.length + 1e-6);
    }),
  );
});
