/** What one measurement means beside its baseline, and what to write about it. Pure. */
import type { Write } from "../../domain/bundle.ts";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Settings } from "../../domain/settings.ts";
import {
  commitLink,
  formatRate,
  formatRatio,
  formatSeconds,
  type Regression,
  ratioOf,
  regressionMarker,
  renderNumbers,
  renderRegression,
} from "../../flow/regression.ts";
import { regressionLabel } from "../../flow/run-labels.ts";
import { addMeasurement, type Baseline, lastHealthyAt, type MetricsSettings, summariseBaseline } from "./baseline.ts";
import type { Measurement } from "./measure-window.ts";
import type { RegressionIssue } from "./regression-issue.ts";

export type RegressionView = {
  repository: { id: number; owner: string; name: string };
  baseline: Baseline;
  /** The error says why nothing could be measured. */
  measured: Result<Measurement, string>;
  /** Every issue with the regression label by our account, open and closed. */
  issues: RegressionIssue[];
  /** Commit of the newest successful production deployment. */
  deployed: string | null;
};

export type RegressionDecision = {
  verdict: "regression" | "healthy" | "first" | "unknown";
  action: "open" | "update" | "nothing";
  issue: number | null;
  reason: string;
  writes: Write[];
  /** What to store; the same object when nothing is to be stored. */
  baseline: Baseline;
};

type Judgement = { verdict: "regression" | "healthy" | "first"; reason: string };

/** The error says why the measurement proves nothing. */
export const judgeMeasurement = (
  measured: Result<Measurement, string>,
  baseline: Baseline,
  limits: MetricsSettings,
): Result<Judgement, string> => {
  if (!measured.ok) return failure(measured.error);
  const { requests, errorRate, p95 } = measured.value;
  if (requests < limits.minRequests)
    return failure(
      `${requests} requests in ${limits.windowSeconds} seconds prove nothing; ${limits.minRequests} are needed`,
    );
  const before = summariseBaseline(baseline);
  if (!before) return success({ verdict: "first", reason: "this measurement becomes the baseline" });
  const ratio = ratioOf(p95, before.p95);
  const faults = [
    ...(ratio !== null && ratio > limits.p95Ratio ? [`p95 is ${formatRatio(ratio)} its baseline`] : []),
    ...(errorRate > before.errorRate + limits.errorRate ? [`the 5xx rate is ${formatRate(errorRate)}`] : []),
  ];
  return success(
    faults.length > 0
      ? { verdict: "regression", reason: faults.join(", ") }
      : { verdict: "healthy", reason: `p95 ${formatSeconds(p95)}, 5xx rate ${formatRate(errorRate)}` },
  );
};

const recordOf = (
  { repository, deployed }: RegressionView,
  { requests, errorRate, p95 }: Measurement,
  before: Regression["baseline"],
  metrics: MetricsSettings,
): Regression => ({
  version: 1,
  repositoryId: repository.id,
  issue: null,
  duplicateOf: null,
  source: { url: metrics.url, requests: metrics.requests, duration: metrics.duration },
  windowSeconds: metrics.windowSeconds,
  requests,
  baseline: before,
  now: { errorRate, p95 },
  limits: { p95Ratio: metrics.p95Ratio, errorRate: metrics.errorRate },
  deployed,
});

/** The issue's own text stays as it was opened, since a run may stand on it; this comment has the newest numbers. */
const currentNumbers = (number: number, regression: Regression, view: RegressionView, isHealthy: boolean): Write => ({
  kind: "comment",
  number,
  marker: "measurement",
  markdown: [
    "### Newest measurement",
    "",
    isHealthy ? "Within the limits again. A person decides whether this is done." : "Still outside the limits.",
    "",
    ...renderNumbers(regression),
    ...(view.deployed === null ? [] : ["", `Deployed: ${commitLink(view.deployed, view.repository)}.`]),
  ].join("\n"),
});

/** Binds a record that a killed pass left unbound, and closes what was opened twice. */
const mend = (open: RegressionIssue[], stays: number, repository: RegressionView["repository"]): Write[] =>
  open.flatMap(({ thread, record }): Write[] => {
    if (record === null) return [];
    const write = {
      number: thread.number,
      marker: regressionMarker,
      markdown: renderRegression(record, repository).markdown,
    };
    if (thread.number === stays)
      return record.issue === null ? [{ kind: "update-issue", ...write, record: { ...record, issue: stays } }] : [];
    const reason = `Duplicate of issue ${stays}.`;
    return [{ kind: "close-issue", ...write, record: { ...record, duplicateOf: stays }, reason, as: "duplicate" }];
  });

const openWrites = (record: Regression, { repository }: RegressionView, { labels }: Settings): Write[] => [
  {
    kind: "open-issue",
    marker: regressionMarker,
    identity: regressionLabel,
    ...renderRegression(record, repository),
    // A regression is a fix, also in red mode.
    labels: [labels.ready, ...labels.fix.slice(0, 1)],
    record,
  },
];

/** An issue that was closed, by a person or by a merge, and no healthy measurement since. */
const findDeclined = ({ baseline, issues }: RegressionView): RegressionIssue | undefined => {
  const healthyAt = Date.parse(lastHealthyAt(baseline) ?? "1970-01-01T00:00:00Z");
  return issues.find(
    ({ thread, record }) =>
      thread.state === "closed" && record?.duplicateOf === null && Date.parse(thread.closedAt ?? "") > healthyAt,
  );
};

export const decideRegression = (
  view: RegressionView,
  settings: Settings,
  metrics: MetricsSettings,
  now: Date,
): RegressionDecision => {
  const { baseline, measured, issues, repository } = view;
  const isFrozen = ({ thread }: RegressionIssue) => thread.labels.includes(settings.labels.freeze);
  const open = issues.filter(({ thread }) => thread.state === "open").sort((a, b) => a.thread.number - b.thread.number);
  const [first] = open;
  const issue = first?.thread.number ?? null;
  const judged = judgeMeasurement(measured, baseline, metrics);
  if (!judged.ok || !measured.ok) {
    const reason = judged.ok ? "nothing was measured" : judged.error;
    return { verdict: "unknown", action: "nothing", issue, reason, writes: [], baseline };
  }
  const { verdict, reason } = judged.value;
  const isSick = verdict === "regression";
  const stored = isSick ? baseline : addMeasurement(baseline, measured.value, now);
  const done = (action: RegressionDecision["action"], why: string, writes: Write[]): RegressionDecision => ({
    verdict,
    action,
    issue,
    reason: why,
    writes,
    baseline: stored,
  });
  const before = summariseBaseline(baseline);
  if (before === null || (!isSick && !first)) return done("nothing", reason, []);
  const record = recordOf(view, measured.value, before, metrics);
  if (!first) {
    const declined = findDeclined(view);
    return declined
      ? done(
          "nothing",
          `${reason}; issue ${declined.thread.number} about it was closed and it was not healthy since`,
          [],
        )
      : done("open", reason, openWrites(record, view, settings));
  }
  if (isFrozen(first)) return done("nothing", `${reason}; ${settings.labels.freeze} is set on issue ${issue}`, []);
  const mending = mend(
    open.filter((one) => !isFrozen(one)),
    first.thread.number,
    repository,
  );
  return done("update", reason, [...mending, currentNumbers(first.thread.number, record, view, !isSick)]);
};
