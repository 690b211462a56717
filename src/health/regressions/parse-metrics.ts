/** Reads what a measurement needs out of one scrape of `/metrics`, and says what of it cannot be used. */
import parsePrometheusTextFormat from "parse-prometheus-text-format";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Settings } from "../../domain/settings.ts";
import type { Untrusted } from "../../domain/untrusted.ts";

export type MetricNames = Pick<NonNullable<Settings["health"]["metrics"]>, "requests" | "statusLabel" | "duration">;

/** A counter with its labels in order of their names as one key. */
export type Series = { key: string; labels: Record<string, string>; value: number };

export type Scrape = {
  requests: Series[];
  /** One entry per `le` and series of the histogram. */
  buckets: Series[];
  /** Series that were left out, and why. */
  notes: string[];
};

const maxLineLength = 4_000;
const maxSeries = 20_000;

const nameOf = (line: string): string => /^[A-Za-z_:][A-Za-z0-9_:]*/.exec(line)?.[0] ?? "";

/** The declared type of a metric; OpenMetrics names counters without `_total`. */
const typeOf = (lines: string[], name: string): string | null => {
  const names = [name, name.replace(/_total$/, "")];
  for (const line of lines) {
    const [, declared, type] = /^# TYPE (\S{1,200}) (\w{1,20})/.exec(line) ?? [];
    if (declared && type && names.includes(declared)) return type.toLowerCase();
  }
  return null;
};

/** The parser joins labelled histograms into one and throws on any odd line, so it is shown the samples of one metric alone. */
const parseSamples = (lines: string[], name: string): Series[] => {
  const text = lines.filter((line) => nameOf(line) === name).join("\n");
  if (text === "") return [];
  const found = new Map<string, Series>();
  for (const { metrics } of parsePrometheusTextFormat(`${text}\n\n`)) {
    for (const { labels = {}, value } of metrics) {
      const key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
      const number = value === "+Inf" ? Number.POSITIVE_INFINITY : Number(value === "" ? Number.NaN : value);
      found.set(key, { key, labels, value: number });
    }
  }
  return [...found.values()];
};

const isUsable = ({ value }: Series): boolean => Number.isFinite(value) && value >= 0;

/** The metrics that `names` names. The error says why nothing of the scrape can be used. */
export const parseMetrics = (text: Untrusted, names: MetricNames): Result<Scrape, string> => {
  const lines = text.split("\n").map((line) => line.trim());
  const wanted = [names.requests, `${names.duration}_bucket`];
  const long = lines.find((line) => line.length > maxLineLength && wanted.includes(nameOf(line)));
  if (long) return failure(`a line of ${nameOf(long)} is longer than ${maxLineLength} characters`);
  if (lines.filter((line) => wanted.includes(nameOf(line))).length > maxSeries)
    return failure(`the metrics have more than ${maxSeries} series`);
  const [requestType, durationType] = [typeOf(lines, names.requests), typeOf(lines, names.duration)];
  if (requestType !== null && !["counter", "untyped", "unknown"].includes(requestType))
    return failure(`${names.requests} is a ${requestType}, not a counter`);
  if (durationType !== null && durationType !== "histogram")
    return failure(`${names.duration} is a ${durationType}, not a histogram`);
  try {
    const requests = parseSamples(lines, names.requests);
    const buckets = parseSamples(lines, `${names.duration}_bucket`);
    // A declared counter without series: nothing was asked since the start.
    if (requests.length === 0 && requestType === null) return failure(`there is no ${names.requests}`);
    if (requests.length > 0 && !requests.some(({ labels }) => names.statusLabel in labels))
      return failure(`${names.requests} has no label ${names.statusLabel}`);
    const odd = [...requests, ...buckets].filter((series) => !isUsable(series)).length;
    const usable = { requests: requests.filter(isUsable), buckets: buckets.filter(isUsable) };
    if (requests.length > 0 && usable.requests.length === 0)
      return failure(`no value of ${names.requests} is a number`);
    return success({ ...usable, notes: odd === 0 ? [] : [`${odd} series are no counts and were left out`] });
  } catch {
    return failure(`a line of ${names.requests} or ${names.duration} is not in Prometheus' text format`);
  }
};
