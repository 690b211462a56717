/** Reads the summary that k6 exports; its shape changed over the years, and a script can write what it likes. */
import { z } from "zod";
import type { Untrusted } from "../../domain/untrusted.ts";
import { parseJson } from "../parse-json.ts";

const number = z.number().nonnegative();

/** `--summary-export` puts values beside `thresholds`; `handleSummary` gets them below `values`. */
const metricSchema = z
  .looseObject({
    values: z.record(z.string(), z.unknown()).optional(),
    thresholds: z.record(z.string(), z.union([z.boolean(), z.object({ ok: z.boolean() })])).optional(),
  })
  .transform(({ values, thresholds, ...rest }) => ({ values: values ?? rest, thresholds: thresholds ?? {} }));

const summarySchema = z.object({ metrics: z.record(z.string(), metricSchema) });

export type K6Summary = {
  requests: number;
  /** Requests a second. */
  rate: number | null;
  /** Share of requests that failed, from 0 to 1; null when no request was sent. */
  failedShare: number | null;
  /** Of the duration of requests, in milliseconds; null when the summary has none. */
  p50: number | null;
  p95: number | null;
  /** Thresholds that were not kept, such as `http_req_duration p(95)<200`, sorted. */
  crossed: string[];
};

const maxCrossed = 50;

/** Null when the text is no summary. */
export const parseK6Summary = (text: Untrusted): K6Summary | null => {
  const parsed = summarySchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { metrics } = parsed.data;
  const readValue = (metric: string, ...names: string[]): number | null => {
    const values: Record<string, unknown> = metrics[metric]?.values ?? {};
    for (const name of names) {
      const found = number.safeParse(values[name]);
      if (found.success) return found.data;
    }
    return null;
  };
  const crossed = Object.entries(metrics).flatMap(([metric, { thresholds }]) =>
    Object.entries(thresholds)
      // In an export, `true` says that the threshold was crossed.
      .filter(([, state]) => (typeof state === "boolean" ? state : !state.ok))
      .map(([expression]) => `${metric} ${expression}`.slice(0, 200)),
  );
  return {
    requests: Math.floor(readValue("http_reqs", "count") ?? 0),
    rate: readValue("http_reqs", "rate"),
    failedShare: readValue("http_req_failed", "rate", "value"),
    p50: readValue("http_req_duration", "p(50)", "med"),
    p95: readValue("http_req_duration", "p(95)"),
    crossed: crossed.sort().slice(0, maxCrossed),
  };
};
