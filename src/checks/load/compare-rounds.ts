/** Decides whether the head is slower or fails more often than the base, from rounds that were measured in turn. */
import type { Measure } from "./round-report.ts";

export type LoadLimits = {
  /** Largest p95 of the head, as a multiple of the base's. */
  p95Ratio: number;
  /** Largest share of failed requests, from 0 to 1. */
  errorRate: number;
};

export type PathVerdict = {
  path: string;
  result: "passed" | "failed" | "unknown";
  /** Why it is not passed, or what is to be known about it. */
  reason: string;
  /** Means over the rounds, in milliseconds; null where there is none. */
  base: number | null;
  head: number | null;
  /** Of the means. */
  ratio: number | null;
  /** Smallest and largest ratio of two rounds. */
  spread: [number, number] | null;
  /** Shares of failed requests, and requests a second; null without a base. */
  errors: { base: number | null; head: number };
  rates: { base: number | null; head: number };
};

/** Smaller differences of two p95, in milliseconds, are not held against the head. */
export const tolerance = 1;

/** `base` is empty, or of a path that the base does not have, when there is nothing to compare with. */
export const compareRounds = (path: string, base: Measure[], head: Measure[], limits: LoadLimits): PathVerdict => {
  const known = base.filter(({ status }) => !isMissing(status));
  const [ours, theirs] = [timesOf(head), timesOf(known)];
  const [headMean, baseMean] = [mean(ours), mean(theirs)];
  const isCompared = headMean !== null && baseMean !== null && baseMean > 0;
  const numbers = {
    path,
    base: baseMean,
    head: headMean,
    ratio: isCompared ? headMean / baseMean : null,
    spread: isCompared ? spreadOf(ours, theirs) : null,
    errors: { base: mean(known.map(errorsOf)), head: mean(head.map(errorsOf)) ?? 1 },
    rates: { base: mean(known.map(rateOf)), head: mean(head.map(rateOf)) ?? 0 },
  };
  return { ...numbers, ...decide(head, known, numbers, limits) };
};

type Numbers = Pick<PathVerdict, "base" | "head" | "ratio" | "spread">;

const decide = (
  head: Measure[],
  base: Measure[],
  { base: baseMean, head: headMean, ratio, spread }: Numbers,
  { p95Ratio, errorRate }: LoadLimits,
): Pick<PathVerdict, "result" | "reason"> => {
  // The best round of the head against the worst of the base: what is left is no noise.
  const fails = Math.min(...head.map(errorsOf));
  const failed = base.length === 0 ? 0 : Math.max(...base.map(errorsOf));
  if (head.length === 0) return { result: "unknown", reason: "was not measured" };
  if (fails > errorRate && fails > failed) return { result: "failed", reason: failureOf(head, fails) };
  if (fails > errorRate) return { result: "unknown", reason: `${failureOf(head, fails)}, as it does on the base` };
  if (headMean === null) return { result: "unknown", reason: "too few answers for a p95" };
  if (ratio === null || spread === null) return { result: "passed", reason: "no base to compare with" };
  if (ratio <= p95Ratio) return { result: "passed", reason: "" };
  if (headMean - (baseMean ?? 0) < tolerance) {
    return { result: "passed", reason: `slower by less than ${tolerance} ms, which is not held against it` };
  }
  if (spread[0] > p95Ratio) return { result: "failed", reason: `slower in every round, at least ${times(spread[0])}` };
  return { result: "unknown", reason: `slower, but the rounds disagree: ${times(spread[0])} to ${times(spread[1])}` };
};

const failureOf = (head: Measure[], share: number): string => {
  const { status } = head[0] ?? { status: null };
  if (status === null) return "sends no answer";
  return status >= 400 ? `answers ${status}` : `${percent(share)} of the requests fail`;
};

/** A path that the base does not have is new. */
const isMissing = (status: number | null): boolean => status !== null && [404, 405, 501].includes(status);

const errorsOf = ({ status, requests, failed }: Measure): number => {
  if (status === null || status >= 400) return 1;
  return requests === 0 ? 1 : failed / requests;
};

const rateOf = ({ requests, failed, seconds }: Measure): number => (seconds > 0 ? (requests - failed) / seconds : 0);

const timesOf = (measures: Measure[]): number[] => measures.map(({ p95 }) => p95).filter((p95) => p95 !== null);

const spreadOf = (head: number[], base: number[]): [number, number] => [
  Math.min(...head) / Math.max(...base),
  Math.max(...head) / Math.min(...base),
];

const mean = (values: number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

export const times = (ratio: number): string => `${ratio.toFixed(2)}×`;

export const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.001 ? 3 : 1)} %`;
