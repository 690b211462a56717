import { expect, it } from "vitest";
import { parseK6Summary } from "./parse-k6-summary.ts";

const exported = {
  root_group: { name: "", path: "", checks: {} },
  metrics: {
    http_reqs: { count: 1_200, rate: 119.8 },
    http_req_failed: { passes: 12, fails: 1_188, value: 0.01, thresholds: { "rate<0.05": false } },
    http_req_duration: {
      avg: 12.1,
      min: 1.2,
      med: 9.9,
      max: 320,
      "p(90)": 25.5,
      "p(95)": 31.25,
      thresholds: { "p(95)<30": true, "p(95)<500": false },
    },
    checks: { passes: 3, fails: 0, value: 1, thresholds: { "rate>0.9": false } },
  },
};

it("reads what --summary-export leaves", () => {
  expect(parseK6Summary(JSON.stringify(exported))).toEqual({
    requests: 1_200,
    rate: 119.8,
    failedShare: 0.01,
    p50: 9.9,
    p95: 31.25,
    crossed: ["http_req_duration p(95)<30"],
  });
});

it("reads the document that handleSummary gets", () => {
  const document = {
    metrics: {
      http_reqs: { type: "counter", contains: "default", values: { count: 40, rate: 4 } },
      http_req_failed: { type: "rate", values: { rate: 0.5 }, thresholds: { "rate<0.1": { ok: false } } },
      http_req_duration: { type: "trend", values: { med: 1, "p(95)": 2 }, thresholds: { "p(95)<9": { ok: true } } },
    },
  };
  expect(parseK6Summary(JSON.stringify(document))).toEqual({
    requests: 40,
    rate: 4,
    failedShare: 0.5,
    p50: 1,
    p95: 2,
    crossed: ["http_req_failed rate<0.1"],
  });
});

it("reads a script without requests", () => {
  expect(parseK6Summary('{"metrics":{}}')).toEqual({
    requests: 0,
    rate: null,
    failedShare: null,
    p50: null,
    p95: null,
    crossed: [],
  });
});

it.each([
  "",
  "{",
  "null",
  "[]",
  '{"metrics":null}',
  '{"metrics":{"http_reqs":3}}',
  '{"metrics":{"x":{"thresholds":{"a":"b"}}}}',
])("finds no summary in %s", (text) => {
  expect(parseK6Summary(text)).toBeNull();
});

it("takes numbers that make no sense for missing, and bounds what is crossed", () => {
  const thresholds = Object.fromEntries(
    Array.from({ length: 500 }, (_, at) => [`p(95)<${at}${"0".repeat(400)}`, true]),
  );
  const text = JSON.stringify({
    metrics: { http_reqs: { count: "many" }, http_req_duration: { "p(95)": -1, thresholds } },
  });
  const summary = parseK6Summary(text);
  expect(summary).toMatchObject({ requests: 0, p95: null });
  expect(summary?.crossed).toHaveLength(50);
  expect(Math.max(...(summary?.crossed ?? []).map((name) => name.length))).toBe(200);
});
