/** The stored baseline of one metrics URL: the last healthy measurements, of which the median counts. */
import { z } from "zod";
import type { Settings } from "../../domain/settings.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import type { Measurement } from "./measure-window.ts";

export type MetricsSettings = NonNullable<Settings["health"]["metrics"]>;

/** Enough to outvote a bad hour, few enough to follow the service. */
const maxMeasurements = 12;

const measurementSchema = z.strictObject({
  at: z.iso.datetime(),
  requests: z.number().nonnegative(),
  errorRate: z.number().min(0).max(1),
  p95: z.number().nonnegative().nullable(),
});

const baselineSchema = z.strictObject({
  version: z.literal(1),
  repositoryId: z.number().int(),
  /** What was measured: URL and metric names. */
  source: z.string().max(2_000),
  /** Healthy ones, oldest first. */
  measurements: z.array(measurementSchema).max(maxMeasurements),
});

export type Baseline = z.infer<typeof baselineSchema>;

const sourceOf = ({ url, requests, statusLabel, duration }: MetricsSettings): string =>
  JSON.stringify([url, requests, statusLabel, duration]);

export const emptyBaseline = (repositoryId: number, metrics: MetricsSettings): Baseline => ({
  version: 1,
  repositoryId,
  source: sourceOf(metrics),
  measurements: [],
});

/** Damaged text, or that of another repository or source, is an empty baseline with the reason. */
export const readBaseline = (
  text: Untrusted | null,
  repositoryId: number,
  metrics: MetricsSettings,
): { baseline: Baseline; note: string | null } => {
  const empty = emptyBaseline(repositoryId, metrics);
  if (text === null) return { baseline: empty, note: "there is no baseline yet" };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { baseline: empty, note: "the baseline is damaged and measured anew" };
  }
  const parsed = baselineSchema.safeParse(json);
  if (!parsed.success) return { baseline: empty, note: "the baseline is damaged and measured anew" };
  const isOurs = parsed.data.repositoryId === repositoryId && parsed.data.source === empty.source;
  return isOurs
    ? { baseline: parsed.data, note: null }
    : { baseline: empty, note: "the baseline belongs to another repository or source and is measured anew" };
};

const median = (values: number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return low === undefined || high === undefined ? null : Number(((low + high) / 2).toPrecision(4));
};

/** Null while nothing was measured. */
export const summariseBaseline = ({
  measurements,
}: Baseline): { errorRate: number; p95: number | null; measurements: number } | null => {
  const errorRate = median(measurements.map((one) => one.errorRate));
  const p95 = median(measurements.flatMap((one) => one.p95 ?? []));
  return errorRate === null ? null : { errorRate, p95, measurements: measurements.length };
};

/** Only healthy measurements are added, so that a regression never becomes the standard. */
export const addMeasurement = (baseline: Baseline, { requests, errorRate, p95 }: Measurement, at: Date): Baseline => ({
  ...baseline,
  measurements: [...baseline.measurements, { at: at.toISOString(), requests, errorRate, p95 }].slice(-maxMeasurements),
});

export const lastHealthyAt = ({ measurements }: Baseline): string | null => measurements.at(-1)?.at ?? null;
