/** A regression that the bot measured itself: numbers alone, from which title and text of its issue follow word for word. */
import { z } from "zod";

export const regressionMarker = "regression";

const rate = z.number().min(0).max(1);
const seconds = z.number().nonnegative().max(1e9);
const measured = z.strictObject({ errorRate: rate, p95: seconds.nullable() });

export const regressionSchema = z.strictObject({
  version: z.literal(1),
  repositoryId: z.number().int(),
  /** Null between opening the issue and binding the record to it. */
  issue: z.number().int().positive().nullable(),
  duplicateOf: z.number().int().positive().nullable().default(null),
  /** As the settings name them: where the numbers come from, and which metrics. */
  source: z.strictObject({ url: z.string().max(500), requests: z.string().max(200), duration: z.string().max(200) }),
  windowSeconds: z.number().int().positive(),
  requests: z.number().nonnegative(),
  baseline: measured.extend({ measurements: z.number().int().positive() }),
  now: measured,
  limits: z.strictObject({ p95Ratio: z.number().positive(), errorRate: rate }),
  /** Commit of the newest successful production deployment; null when none is known. */
  deployed: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .nullable(),
});

export type Regression = z.infer<typeof regressionSchema>;

export const formatSeconds = (value: number | null): string => {
  if (value === null) return "–";
  return value < 1 ? `${Number((value * 1_000).toPrecision(3))} ms` : `${Number(value.toPrecision(3))} s`;
};

export const formatRate = (value: number): string => `${Number((value * 100).toFixed(2))} %`;

/** How many times the baseline; null where there is nothing to compare. */
export const ratioOf = (now: number | null, before: number | null): number | null =>
  now === null || before === null || before === 0 ? null : now / before;

export const formatRatio = (ratio: number | null): string => (ratio === null ? "–" : `${ratio.toFixed(1)}×`);

const row = (cells: string[]): string => `| ${cells.join(" | ")} |`;

/** The numbers as a table, for the issue and for the comment that keeps it current. */
export const renderNumbers = ({ baseline, now, limits }: Pick<Regression, "baseline" | "now" | "limits">): string[] => [
  row(["", "baseline", "now", "ratio", "limit"]),
  row(["---", "---", "---", "---", "---"]),
  row([
    "p95",
    formatSeconds(baseline.p95),
    formatSeconds(now.p95),
    formatRatio(ratioOf(now.p95, baseline.p95)),
    formatRatio(limits.p95Ratio),
  ]),
  row([
    "5xx rate",
    formatRate(baseline.errorRate),
    formatRate(now.errorRate),
    formatRatio(ratioOf(now.errorRate, baseline.errorRate)),
    `baseline + ${formatRate(limits.errorRate)}`,
  ]),
];

export const commitLink = (sha: string, { owner, name }: { owner: string; name: string }): string =>
  `[\`${sha.slice(0, 12)}\`](https://github.com/${owner}/${name}/commit/${sha})`;

/** Title and Markdown of the issue: a function of the record, so that any edit shows. */
export const renderRegression = (
  regression: Regression,
  repository: { owner: string; name: string },
): { title: string; markdown: string } => {
  const { baseline, now, limits, deployed, windowSeconds, requests, source } = regression;
  const ratio = ratioOf(now.p95, baseline.p95);
  const isSlow = ratio !== null && ratio > limits.p95Ratio;
  const isFailing = now.errorRate > baseline.errorRate + limits.errorRate;
  const what = [
    ...(isSlow ? [`p95 is ${formatRatio(ratio)} its baseline`] : []),
    ...(isFailing ? [`${formatRate(now.errorRate)} of requests fail, ${formatRate(baseline.errorRate)} before`] : []),
  ].join(", and ");
  const since = deployed === null ? "" : ` since the deployment of ${commitLink(deployed, repository)}`;
  return {
    title: `Regression: ${what}`,
    markdown: [
      `Measured on the running service${since}: ${what}.`,
      "",
      ...renderNumbers(regression),
      "",
      `- Window: ${windowSeconds} seconds with ${Math.round(requests)} requests; the baseline is the median of ${baseline.measurements} healthy measurements.`,
      `- Source: \`${source.requests}\` and \`${source.duration}\` at \`${source.url}\`.`,
      "",
      "Find the change that caused this, and bring the numbers back within their limits without losing behaviour.",
    ].join("\n"),
  };
};
