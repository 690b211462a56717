import { describe, expect, it } from "vitest";
import { type CiEvidence, ciStateSchema, evidenceSchema, type TestReport } from "../domain/evidence.ts";
import { defaultSettings } from "../domain/settings.ts";
import type { CheckContext } from "./check.ts";
import { checks } from "./checks.ts";
import { proveGreen } from "./compare-tests.ts";

const look = async (name: string, more: Partial<CheckContext> = {}) => {
  const check = checks.find((candidate) => candidate.name === name);
  if (!check) throw new Error(`no check ${name}`);
  const context = { subject: "abc", settings: defaultSettings(), report: null, green: null, ci: null, ...more };
  return evidenceSchema.parse(await check.run(context));
};

const report = (statuses: ("passed" | "failed" | "skipped")[], more: Partial<TestReport> = {}): TestReport => ({
  level: "names",
  passed: !statuses.includes("failed"),
  timedOut: false,
  exitCode: statuses.includes("failed") ? 1 : 0,
  tests: statuses.map((status, i) => ({ name: `t${i}`, status, file: null, message: null })),
  excerpt: "ran\n",
  milliseconds: 1,
  ...more,
});

describe("checks", () => {
  it("each have a name of their own and speak under it", async () => {
    expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
    for (const { name } of checks) expect(await look(name)).toMatchObject({ check: name, subject: "abc" });
  });
});

describe("tests", () => {
  const mixed = report(["passed", "failed", "skipped"]);
  const compared = (baseline: TestReport) => proveGreen(baseline, { proof: "none", tests: [] }, mixed);

  it("counts what ran", async () => {
    expect(await look("tests", { report: mixed })).toEqual({
      check: "tests",
      subject: "abc",
      status: "failed",
      summary: "1 passed, 1 failed, 1 skipped.",
      excerpt: "ran\n",
      isolation: "process",
      link: null,
    });
  });

  it("does not hold failures of the base against the subject", async () => {
    expect(await look("tests", { report: mixed, green: compared(mixed) })).toMatchObject({
      status: "passed",
      summary: "1 passed, 1 failed (1 of them before the change), 1 skipped.",
    });
  });

  it("says what the comparison found", async () => {
    expect(await look("tests", { report: mixed, green: compared(report(["passed", "passed"])) })).toMatchObject({
      status: "failed",
      summary: '1 passed, 1 failed, 1 skipped. These tests fail: "t1".',
    });
  });

  it.each<[Partial<TestReport>, string, RegExp]>([
    [{ level: "exit", tests: [] }, "passed", /ended with exit status 0 and named no test/],
    [{ level: "exit", tests: [], passed: false, exitCode: null }, "failed", /ended by a signal/],
    [{ timedOut: true, passed: false }, "failed", /did not end in time/],
  ])("says that %j is all that is known", async (more, status, summary) => {
    expect(await look("tests", { report: report([], more) })).toMatchObject({
      status,
      summary: expect.stringMatching(summary),
    });
  });

  it("is not configured without a command", async () => {
    expect(await look("tests")).toMatchObject({ status: "not-configured", isolation: null });
  });
});

describe("ci", () => {
  const ci = (state: CiEvidence["state"], sha = "abc"): CiEvidence => ({
    sha,
    state,
    summary: "2 checks",
    failures: state === "failed" ? [{ name: "build", excerpt: "boom", link: "https://example.com/1" }] : [],
  });
  const expected = {
    none: "not-configured",
    "not-triggered": "unknown",
    "awaiting-approval": "unknown",
    running: "running",
    passed: "passed",
    failed: "failed",
  };

  it.each(ciStateSchema.options)("translates %s", async (state) => {
    expect(await look("ci", { ci: ci(state) })).toMatchObject({ status: expected[state], summary: "2 checks" });
  });

  it("shows what failed", async () => {
    expect(await look("ci", { ci: ci("failed") })).toMatchObject({
      excerpt: "build\nboom",
      link: "https://example.com/1",
    });
  });

  it("knows nothing without a look", async () => {
    expect(await look("ci")).toMatchObject({ status: "unknown" });
  });
});

describe("checks that are not gathered yet", () => {
  const settings = defaultSettings();
  settings.checks = { ui: { start: null, url: "http://127.0.0.1:3000" }, openapi: "openapi.yaml", sbom: true };

  it.each(["ui", "openapi", "sbom"])("%s says so only when it is asked for", async (name) => {
    expect(await look(name, { settings })).toMatchObject({
      status: "skipped",
      summary: expect.stringContaining("not gather"),
    });
    expect(await look(name)).toMatchObject({ status: "not-configured" });
  });

  it("load cannot be asked for", async () => {
    expect(await look("load", { settings })).toMatchObject({ status: "not-configured" });
  });
});
