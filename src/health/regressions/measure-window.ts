/** What happened between two scrapes: requests, the share that failed, and the 95th percentile of durations. */
import type { Scrape, Series } from "./parse-metrics.ts";
import { type Bucket, estimateQuantile } from "./quantile.ts";

export type Measurement = {
  requests: number;
  /** Share of answers with a 5xx status, from 0 to 1. */
  errorRate: number;
  /** In seconds; null without a usable histogram. */
  p95: number | null;
};

const round = (value: number): number => Number(value.toPrecision(4));

/** Growth of every series. One that shrank was reset by a restart and has counted from zero since; so has a new one. */
const growth = (before: Series[], after: Series[]): (Series & { isReset: boolean })[] => {
  const known = new Map(before.map(({ key, value }) => [key, value]));
  return after.map((series) => {
    const start = known.get(series.key) ?? 0;
    const isReset = series.value < start;
    return { ...series, isReset, value: isReset ? series.value : series.value - start };
  });
};

const withoutLe = (labels: Record<string, string>): string =>
  JSON.stringify(
    Object.entries(labels)
      .filter(([name]) => name !== "le")
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Buckets of one histogram are reset together, also those that have since grown past their old value. */
const bucketGrowth = (before: Series[], after: Series[]): Series[] => {
  const grown = growth(before, after);
  const reset = new Set(grown.filter(({ isReset }) => isReset).map(({ labels }) => withoutLe(labels)));
  const absolute = new Map(after.map(({ key, value }) => [key, value]));
  return grown.map((series) =>
    reset.has(withoutLe(series.labels)) ? { ...series, value: absolute.get(series.key) ?? 0 } : series,
  );
};

const parseBound = (le: string | undefined): number => {
  if (le === undefined || le.trim() === "") return Number.NaN;
  return /^\+?inf$/i.test(le) ? Number.POSITIVE_INFINITY : Number(le);
};

/** Counts of equal bounds added up over all series. */
const addUp = (series: Series[]): Bucket[] => {
  const counts = new Map<number, number>();
  for (const { labels, value } of series) {
    const le = parseBound(labels.le);
    if (!Number.isNaN(le)) counts.set(le, (counts.get(le) ?? 0) + value);
  }
  return [...counts].map(([le, count]) => ({ le, count }));
};

export const measureWindow = (before: Scrape, after: Scrape, statusLabel: string): Measurement => {
  const grown = growth(before.requests, after.requests);
  const sum = (series: Series[]) => series.reduce((total, { value }) => total + value, 0);
  const requests = sum(grown);
  const failed = sum(grown.filter(({ labels }) => /^5(\d\d|xx)$/i.test(labels[statusLabel] ?? "")));
  const p95 = estimateQuantile(0.95, addUp(bucketGrowth(before.buckets, after.buckets)));
  return {
    requests: Math.round(requests),
    errorRate: requests === 0 ? 0 : round(Math.min(1, failed / requests)),
    p95: p95 === null || !Number.isFinite(p95) || p95 < 0 ? null : round(p95),
  };
};
