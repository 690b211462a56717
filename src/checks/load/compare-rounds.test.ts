import fc from "fast-check";
import { expect, it } from "vitest";
import { evidenceSchema } from "../../domain/evidence.ts";
import { compareRounds } from "./compare-rounds.ts";
import { renderLoad } from "./render-load.ts";
import type { Measure } from "./round-report.ts";

const limits = { p95Ratio: 1.5, errorRate: 0.01 };
const measure = (p95: number | null, change: Partial<Measure> = {}): Measure => ({
  path: "/",
  status: 200,
  requests: 1_000,
  failed: 0,
  seconds: 5,
  p50: p95,
  p95,
  ...change,
});
const rounds = (...p95: number[]): Measure[] => p95.map((value) => measure(value));
const compare = (base: Measure[], head: Measure[]) => compareRounds("/", base, head, limits);

const cases: [string, Measure[], Measure[], "passed" | "failed" | "unknown", string][] = [
  ["as fast", rounds(10, 11), rounds(11, 10), "passed", ""],
  ["faster", rounds(10, 11), rounds(2, 3), "passed", ""],
  ["a little slower", rounds(10, 10), rounds(14, 15), "passed", ""],
  ["slower in every round", rounds(10, 12), rounds(20, 22), "failed", "slower in every round, at least 1.67×"],
  [
    "slower, with rounds that overlap",
    rounds(10, 18),
    rounds(20, 40),
    "unknown",
    "slower, but the rounds disagree: 1.11× to 4.00×",
  ],
  [
    "slower by nothing that matters",
    rounds(0.2, 0.2),
    rounds(0.6, 0.6),
    "passed",
    "slower by less than 1 ms, which is not held against it",
  ],
  ["no base", [], rounds(10, 10), "passed", "no base to compare with"],
  ["a new path", [measure(null, { status: 404, requests: 0 })], rounds(10, 10), "passed", "no base to compare with"],
  ["a head that was not measured", rounds(10), [], "unknown", "was not measured"],
  [
    "failing requests",
    rounds(10, 10),
    [measure(10, { failed: 50 }), measure(10, { failed: 30 })],
    "failed",
    "3.0 % of the requests fail",
  ],
  ["one bad round", rounds(10, 10), [measure(10, { failed: 50 }), measure(10)], "passed", ""],
  [
    "failing as on the base",
    [measure(10, { failed: 50 })],
    [measure(10, { failed: 40 })],
    "unknown",
    "4.0 % of the requests fail, as it does on the base",
  ],
  ["an error for every request", rounds(10), [measure(null, { status: 500, requests: 0 })], "failed", "answers 500"],
  ["a path that the head lost", rounds(10), [measure(null, { status: 404, requests: 0 })], "failed", "answers 404"],
  ["no answer", rounds(10), [measure(null, { status: null, requests: 0 })], "failed", "sends no answer"],
  ["too few answers", rounds(10), [measure(null, { requests: 5 })], "unknown", "too few answers for a p95"],
  ["a base that gave too few", [measure(null, { requests: 5 })], rounds(10), "passed", "no base to compare with"],
  [
    "a path that nobody has",
    [measure(null, { status: 404 })],
    [measure(null, { status: 404 })],
    "failed",
    "answers 404",
  ],
];
it.each(cases)("%s", (_, base, head, result, reason) => {
  expect(compare(base, head)).toMatchObject({ result, reason });
});

it("gives means, ratios and their spread", () => {
  expect(compare(rounds(10, 20), rounds(30, 30))).toMatchObject({
    base: 15,
    head: 30,
    ratio: 2,
    spread: [1.5, 3],
    rates: { base: 200, head: 200 },
    errors: { base: 0, head: 0 },
  });
});

const times = fc.array(fc.double({ min: 0.01, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 4 });

it("never fails a head whose best round is within the ratio of the base's worst", () => {
  fc.assert(
    fc.property(times, times, (base, head) => {
      const { result, spread } = compare(rounds(...base), rounds(...head));
      if (Math.min(...head) <= 1.5 * Math.max(...base)) expect(result).not.toBe("failed");
      expect(spread?.[0]).toBeLessThanOrEqual(spread?.[1] ?? 0);
    }),
  );
});

it("renders what was found, and by which rule", () => {
  const slow = compareRounds("/slow", rounds(10, 12), rounds(20, 22), limits);
  const fresh = compareRounds("/new", [], rounds(4, 4), limits);
  const found = renderLoad([slow, fresh], limits, ["A note."]);
  expect(found.status).toBe("failed");
  expect(found.summary).toBe(
    "Largest p95 ratio 1.91×. /slow: slower in every round, at least 1.67×. A note. Rule: the head's best round against the base's worst may not exceed 1.50× in p95 (differences below 1 ms aside), and at most 1.0 % of the requests may fail.",
  );
  expect(found.table?.rows).toEqual([
    [
      "/slow",
      "11.0 ms → 21.0 ms",
      "1.91× (1.67× to 2.20×)",
      "0.0 % → 0.0 %",
      "200 → 200",
      "failed: slower in every round, at least 1.67×",
    ],
    ["/new", "– → 4.00 ms", "no base", "– → 0.0 %", "– → 200", "passed: no base to compare with"],
  ]);
  expect(
    evidenceSchema.safeParse({ check: "load", subject: "s", excerpt: "", isolation: null, link: null, ...found })
      .success,
  ).toBe(true);
});
