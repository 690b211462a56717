/** Metrics as services print them, broken, hostile and large. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureWindow } from "./measure-window.ts";
import { parseMetrics, type Scrape } from "./parse-metrics.ts";

const names = { requests: "http_requests_total", statusLabel: "status", duration: "http_request_duration_seconds" };

const scrape = (text: string): Scrape => {
  const parsed = parseMetrics(text, names);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

const faultOf = (text: string): string => {
  const parsed = parseMetrics(text, names);
  return parsed.ok ? "none" : parsed.error;
};

const counts = (text: string) => scrape(text).requests.map(({ labels, value }) => [labels.status, value]);

describe("parseMetrics", () => {
  it("reads counters and buckets of every label set, between metrics that are none of its business", () => {
    const seen = scrape(`# HELP go_goroutines
# TYPE go_goroutines gauge
go_goroutines NaN
this line is { broken
# HELP http_requests_total Requests.
# TYPE http_requests_total counter
http_requests_total{method="GET",status="200"} 10 1700000000000
http_requests_total{status="500",method="GET",} 2.5e1
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{le="0.1",route="/a"} 3 # {trace_id="x"} 0.05
http_request_duration_seconds_bucket{le="+Inf",route="/a"} 4
http_request_duration_seconds_sum{route="/a"} 1
http_request_duration_seconds_count{route="/a"} 4
http_request_duration_seconds_bucket{le="0.1",route="/b"} 1
http_request_duration_seconds_bucket{le="+Inf",route="/b"} 1`);
    expect(seen.requests.map(({ labels, value }) => [labels, value])).toEqual([
      [{ method: "GET", status: "200" }, 10],
      [{ method: "GET", status: "500" }, 25],
    ]);
    expect(seen.buckets.map(({ labels, value }) => [labels.route, labels.le, value])).toEqual([
      ["/a", "0.1", 3],
      ["/a", "+Inf", 4],
      ["/b", "0.1", 1],
      ["/b", "+Inf", 1],
    ]);
    expect(seen.notes).toEqual([]);
  });

  it("takes OpenMetrics' name of a counter, and one without a type", () => {
    const text = '# TYPE http_requests counter\nhttp_requests_total{status="200"} 1\n# EOF\n';
    expect(counts(text)).toEqual([["200", 1]]);
    expect(counts('http_requests_total{status="200"} 1')).toEqual([["200", 1]]);
  });

  it("takes a declared counter without series for a service that was asked nothing yet", () => {
    expect(counts("# TYPE http_requests_total counter\n")).toEqual([]);
  });

  it("keeps the last of two equal series, whatever the order of their labels", () => {
    const text = 'http_requests_total{a="1",status="200"} 5\nhttp_requests_total{x="",status="200"} 1\n';
    expect(counts(`${text}http_requests_total{status="200",a="1"} 7`)).toEqual([
      ["200", 7],
      ["200", 1],
    ]);
  });

  it.each([["NaN"], ["+Inf"], ["-Inf"], ["-1"], ["abc"], ["0x10x"], [""]])(
    "leaves a count of %j out, and says so",
    (value) => {
      const seen = scrape(`http_requests_total{status="200"} 1\nhttp_requests_total{status="500"} ${value}`);
      expect(seen.requests).toHaveLength(1);
      expect(seen.notes).toEqual(["1 series are no counts and were left out"]);
    },
  );

  it.each([
    ["", "there is no http_requests_total"],
    ["<html>not found</html>", "there is no http_requests_total"],
    ["# TYPE http_requests_total gauge", "http_requests_total is a gauge, not a counter"],
    ["# TYPE http_request_duration_seconds summary", "http_request_duration_seconds is a summary, not a histogram"],
    ["http_requests_total 5", "http_requests_total has no label status"],
    ['http_requests_total{status="200"} NaN', "no value of http_requests_total is a number"],
    ['http_requests_total{status=200"} 5', /not in Prometheus' text format/],
    [`http_requests_total{status="${"2".repeat(5_000)}"} 5`, /longer than 4000 characters/],
    ['http_requests_total{status="200"} 5\n'.repeat(20_001), /more than 20000 series/],
  ] as [string, string | RegExp][])("says of %.60j why it cannot be used", (text, fault) => {
    expect(faultOf(text)).toMatch(fault);
  });

  it("never throws, and gives counts alone", () => {
    const line = fc.oneof(
      fc.string(),
      fc.string().map((tail) => `http_requests_total${tail}`),
      fc.string().map((tail) => `http_requests_total{status="${tail}`),
      fc.string().map((value) => `http_requests_total{status="200",__proto__="x"} ${value}`),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const parsed = parseMetrics(lines.join("\n"), names);
        return !parsed.ok || parsed.value.requests.every(({ value }) => Number.isFinite(value) && value >= 0);
      }),
    );
  });
});

describe("measureWindow", () => {
  const requests = (ok: number, failed: number | null): string =>
    `http_requests_total{status="200"} ${ok}\n${failed === null ? "" : `http_requests_total{status="503"} ${failed}\n`}`;
  const buckets = (fast: number, slow: number, pod = "a"): string =>
    [
      ["0.1", fast],
      ["1", fast + slow],
      ["+Inf", fast + slow],
    ]
      .map(([le, count]) => `http_request_duration_seconds_bucket{pod="${pod}",le="${le}"} ${count}\n`)
      .join("");
  const measure = (before: string, after: string) => measureWindow(scrape(before), scrape(after), "status");

  it.each([
    ["growth", requests(100, 10), requests(190, 20), { requests: 100, errorRate: 0.1 }],
    ["a status that was not seen before", requests(100, null), requests(190, 10), { requests: 100, errorRate: 0.1 }],
    ["a restart", requests(1_000, 50), requests(45, 5), { requests: 50, errorRate: 0.1 }],
    ["no request", requests(100, 10), requests(100, 10), { requests: 0, errorRate: 0 }],
  ])("counts %s", (_, before, after, expected) => {
    expect(measure(before, after)).toMatchObject(expected);
  });

  it("takes classes such as 5xx, and no other status that holds a 5", () => {
    const of = (status: string) => measure(requests(0, null), `http_requests_total{status="${status}"} 10`).errorRate;
    expect(["500", "599", "5xx", "5XX", "200", "450", "5", "50", "5000"].map(of)).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0]);
  });

  it("estimates p95 over all series, from what was added in the window", () => {
    const before = requests(1, 0) + buckets(1_000, 0) + buckets(1_000, 0, "b");
    expect(measure(before, requests(2, 0) + buckets(1_050, 0) + buckets(1_050, 0, "b")).p95).toBeCloseTo(0.095);
    expect(measure(before, requests(2, 0) + buckets(1_040, 10) + buckets(1_050, 0, "b")).p95).toBeCloseTo(0.55);
  });

  it("begins a histogram anew that a restart reset, as a whole", () => {
    const before = requests(1, 0) + buckets(1_000, 10);
    expect(measure(before, requests(2, 0) + buckets(10, 1_001)).p95).toBeCloseTo(0.955, 2);
  });

  it("has no p95 without a histogram", () => {
    expect(measure(requests(1, 0), requests(2, 0)).p95).toBeNull();
  });
});
