/** One measurement beside its baseline: what it proves, what is stored, what is written. */
import { describe, expect, it } from "vitest";
import { failure, success } from "../../domain/result.ts";
import { defaultSettings } from "../../domain/settings.ts";
import { regressionMarker } from "../../flow/regression.ts";
import type { Thread } from "../../github/decode.ts";
import {
  addMeasurement,
  type Baseline,
  emptyBaseline,
  type MetricsSettings,
  readBaseline,
  summariseBaseline,
} from "./baseline.ts";
import { decideRegression, judgeMeasurement, type RegressionView } from "./decide-regression.ts";

const settings = defaultSettings();
const metrics: MetricsSettings = {
  url: "https://shop.example.com/metrics",
  requests: "http_requests_total",
  statusLabel: "status",
  duration: "http_request_duration_seconds",
  windowSeconds: 300,
  p95Ratio: 1.5,
  errorRate: 0.01,
  minRequests: 100,
};
const now = new Date("2026-03-01T09:00:00Z");
const repository = { id: 9, owner: "acme", name: "shop" };

const measurement = (p95: number | null, errorRate = 0, requests = 1_000) => ({ requests, errorRate, p95 });

const baselineOf = (...all: [number | null, number][]): Baseline =>
  all.reduce(
    (baseline, [p95, errorRate]) => addMeasurement(baseline, measurement(p95, errorRate), now),
    emptyBaseline(9, metrics),
  );

describe("judgeMeasurement", () => {
  const usual = baselineOf([0.1, 0.01], [0.2, 0.01], [0.12, 0.01]);
  it.each([
    ["within the ratio", measurement(0.18, 0.01), "healthy"],
    ["above the ratio", measurement(0.181, 0.01), "regression"],
    ["within the share", measurement(0.1, 0.02), "healthy"],
    ["above the share", measurement(0.1, 0.021), "regression"],
    ["without a histogram", measurement(null, 0), "healthy"],
    ["too few requests", measurement(9, 1, 99), "unknown"],
  ])("%s", (_, measured, verdict) => {
    const judged = judgeMeasurement(success(measured), usual, metrics);
    expect(judged.ok ? judged.value.verdict : "unknown").toBe(verdict);
  });

  it("takes the first measurement as the baseline, and compares no p95 with none", () => {
    const first = judgeMeasurement(success(measurement(9)), emptyBaseline(9, metrics), metrics);
    expect(first).toMatchObject({ ok: true, value: { verdict: "first" } });
    const later = judgeMeasurement(success(measurement(9)), baselineOf([null, 0]), metrics);
    expect(later).toMatchObject({ ok: true, value: { verdict: "healthy" } });
  });
});

describe("the baseline", () => {
  it("is the median of the last twelve", () => {
    const many = Array.from({ length: 20 }, (_, index): [number, number] => [index, 0]);
    const baseline = baselineOf(...many);
    expect(baseline.measurements).toHaveLength(12);
    expect(summariseBaseline(baseline)).toEqual({ p95: 13.5, errorRate: 0, measurements: 12 });
  });

  it("comes back as it was stored", () => {
    const stored = baselineOf([0.1, 0.01], [null, 0]);
    expect(readBaseline(JSON.stringify(stored), 9, metrics)).toEqual({ baseline: stored, note: null });
  });

  const stored = baselineOf([0.1, 0]);
  it.each<[string, string | null, RegExp]>([
    ["nothing", null, /no baseline yet/],
    ["an empty file", "", /damaged/],
    ["half a file", JSON.stringify(stored).slice(0, 50), /damaged/],
    ["a number out of range", JSON.stringify(stored).replace('"errorRate":0', '"errorRate":7'), /damaged/],
    ["more than it may hold", JSON.stringify({ ...stored, more: 1 }), /damaged/],
    ["another repository", JSON.stringify({ ...stored, repositoryId: 8 }), /another repository/],
    ["another source", JSON.stringify({ ...stored, source: "x" }), /another repository or source/],
  ])("is measured anew from %s", (_, text, note) => {
    expect(readBaseline(text, 9, metrics)).toEqual({
      baseline: emptyBaseline(9, metrics),
      note: expect.stringMatching(note),
    });
  });
});

describe("decideRegression", () => {
  const view = (change: Partial<RegressionView>): RegressionView => ({
    repository,
    baseline: baselineOf([0.1, 0]),
    measured: success(measurement(0.1)),
    issues: [],
    deployed: null,
    ...change,
  });
  const slow = success(measurement(0.5));
  const decide = (change: Partial<RegressionView>) => decideRegression(view(change), settings, metrics, now);

  const issueOf = (number: number, change: Partial<Thread> = {}, bound: number | null = number) => {
    const [write] = decide({ measured: slow }).writes;
    if (write?.kind !== "open-issue") throw new Error("not opened");
    const thread: Thread = {
      id: number,
      number,
      title: "",
      body: "",
      author: { id: 1, login: "bot", type: "Bot" },
      labels: [],
      state: "open",
      comments: 0,
      createdAt: "",
      closedAt: null,
      isPull: false,
      ...change,
    };
    return { thread, record: { ...(write.record as never as { version: 1 }), issue: bound } as never };
  };

  it("stores what is healthy, and nothing else", () => {
    const before = baselineOf([0.1, 0]);
    expect(decide({ baseline: before }).baseline.measurements).toHaveLength(2);
    for (const measured of [slow, failure("no answer"), success(measurement(0.1, 0, 5))])
      expect(decide({ baseline: before, measured }).baseline).toBe(before);
  });

  it("opens one issue, with the ready label and one that lets it start in red mode", () => {
    const { action, writes } = decide({ measured: slow, deployed: "a".repeat(40) });
    expect(action).toBe("open");
    expect(writes).toEqual([
      expect.objectContaining({
        kind: "open-issue",
        marker: regressionMarker,
        identity: "agent:regression",
        title: "Regression: p95 is 5.0× its baseline",
        labels: ["agent:ready", "bug"],
        markdown: expect.stringContaining("https://github.com/acme/shop/commit/aaaa"),
      }),
    ]);
  });

  it.each([
    ["closed after the last healthy measurement", "2026-03-01T09:00:01Z", "nothing"],
    ["closed before it", "2026-03-01T08:59:59Z", "open"],
  ])("with an issue that was %s", (_, closedAt, action) => {
    expect(decide({ measured: slow, issues: [issueOf(1, { state: "closed", closedAt })] }).action).toBe(action);
  });

  it("keeps an open issue current by its comment alone, binds it, and closes doubles", () => {
    const kinds = (issues: RegressionView["issues"]) =>
      decide({ measured: slow, issues }).writes.map(
        (write) => `${write.kind} ${"number" in write ? write.number : ""}`,
      );
    expect(kinds([issueOf(1)])).toEqual(["comment 1"]);
    expect(kinds([issueOf(1, {}, null)])).toEqual(["update-issue 1", "comment 1"]);
    expect(kinds([issueOf(2), issueOf(1)])).toEqual(["close-issue 2", "comment 1"]);
    expect(kinds([issueOf(1, { labels: ["needs-human-review"] })])).toEqual([]);
  });
});
