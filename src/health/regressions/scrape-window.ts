/** Two scrapes of `/metrics`, a window apart, as one measurement. */
import { failure, type Result, success } from "../../domain/result.ts";
import type { OutsideAnswer } from "../fetch-outside.ts";
import type { MetricsSettings } from "./baseline.ts";
import { type Measurement, measureWindow } from "./measure-window.ts";
import { parseMetrics, type Scrape } from "./parse-metrics.ts";

export type WindowOptions = {
  metrics: MetricsSettings;
  open: (url: string) => Promise<OutsideAnswer>;
  sleep: (milliseconds: number) => Promise<void>;
};

const scrape = async ({ metrics, open }: WindowOptions): Promise<Result<Scrape, string>> => {
  const answer = await open(metrics.url);
  if (answer.kind !== "answered") return failure(`the metrics were not read: ${answer.reason}`);
  if (answer.status !== 200) return failure(`the metrics were not read: status ${answer.status}`);
  return parseMetrics(answer.body, metrics);
};

export const scrapeWindow = async (
  options: WindowOptions,
): Promise<Result<Measurement & { notes: string[] }, string>> => {
  const before = await scrape(options);
  if (!before.ok) return before;
  await options.sleep(options.metrics.windowSeconds * 1_000);
  const after = await scrape(options);
  if (!after.ok) return after;
  const measured = measureWindow(before.value, after.value, options.metrics.statusLabel);
  return success({ ...measured, notes: after.value.notes });
};
