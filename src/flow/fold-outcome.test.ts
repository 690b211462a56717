/** The record follows the outcomes, and refuses those that no stage could have given. */
import { describe, expect, it } from "vitest";
import { FailureError } from "../domain/failure.ts";
import type { Finding } from "../domain/finding.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Position, RunRecord } from "../domain/record.ts";
import { foldOutcome, nextAttempt, openBlockers, spendOn } from "./fold-outcome.ts";
import { baseTree } from "./hash-tree.ts";
import { firstPosition } from "./machine.ts";
import { sampleOutcome, samplePlan, sampleRecord } from "./samples.fixture.ts";

const now = new Date("2026-03-01T10:00:00Z");
const fold = (record: RunRecord, outcome: Outcome, sha: string | null = null, at = now) =>
  foldOutcome(record, outcome, { maxRepairs: 3, sha, now: at });
const standing = (position: Partial<Position>, change: Partial<RunRecord> = {}) =>
  sampleRecord({ position: { ...firstPosition, ...position }, plan: samplePlan(), ...change });
const commit = { subject: "feat: x", body: "", patch: "x" };

describe("foldOutcome", () => {
  it.each<[string, RunRecord, Outcome]>([
    ["of another stage", standing({ stage: "tests" }), sampleOutcome("implement")],
    ["after the run has ended", standing({ stage: "check" }, { state: "ready" }), sampleOutcome("check")],
    ["after the run began to wait", standing({ stage: "check" }, { state: "waiting" }), sampleOutcome("check")],
    [
      "that failed and yet has a commit",
      standing({ stage: "implement" }),
      sampleOutcome("implement", { status: "failed", commit }),
    ],
    ["with a commit of a stage that only looks", standing({ stage: "review" }), sampleOutcome("review", { commit })],
    [
      "that changes the plan later",
      standing({ stage: "implement" }),
      sampleOutcome("implement", { plan: samplePlan({ kind: "docs" }) }),
    ],
    ["that plans nothing", standing({ stage: "plan" }), sampleOutcome("plan", { plan: null })],
  ])("refuses an outcome %s", (_, record, outcome) => {
    expect(() => fold(record, outcome)).toThrow(FailureError);
  });

  it("stops a run whose commit brings a tree back, or the base", () => {
    const first = fold(standing({ stage: "implement" }), sampleOutcome("implement", { commit, tree: "a" }));
    const second = fold(
      { ...first, position: { ...first.position, stage: "implement" } },
      sampleOutcome("implement", { commit, tree: "b" }),
    );
    expect(second).toMatchObject({ state: "working", trees: ["a", "b"] });
    const again = { ...second, position: { ...second.position, stage: "implement" as const } };
    expect(fold(again, sampleOutcome("implement", { commit, tree: "c" })).state).toBe("working");
    for (const tree of ["a", baseTree])
      expect(fold(again, sampleOutcome("implement", { commit, tree }))).toMatchObject({
        state: "escalated",
        reason: expect.stringContaining("goes in circles"),
      });
  });

  it("keeps the last twenty trees", () => {
    const trees = Array.from({ length: 20 }, (_, index) => `t${index}`);
    const folded = fold(
      standing({ stage: "implement" }, { trees }),
      sampleOutcome("implement", { commit, tree: "new" }),
    );
    expect(folded.trees).toEqual([...trees.slice(1), "new"]);
  });

  const finding = (change: Partial<Finding> = {}): Finding => ({
    file: "a.ts",
    line: 1,
    severity: "blocking",
    reason: "bad",
    ...change,
  });

  it("freezes the findings of the first round and lets later rounds only settle them", () => {
    const first = fold(
      standing({ stage: "review" }),
      sampleOutcome("review", { status: "failed", findings: [finding(), finding({ severity: "note" })] }),
    );
    expect(first.findings.map(({ id, source, settled }) => [id, source, settled])).toEqual([
      ["R1", "review", false],
      ["R2", "review", false],
    ]);
    expect(openBlockers(first.findings, "review")).toHaveLength(1);
    const later = fold(
      { ...first, position: { ...first.position, stage: "review" } },
      sampleOutcome("review", { findings: [finding({ reason: "new" })], settled: ["R1", "S1", "R9"] }),
    );
    expect(later.findings.map(({ id, settled }) => [id, settled])).toEqual([
      ["R1", true],
      ["R2", false],
    ]);
    expect(openBlockers(later.findings, "review")).toEqual([]);
  });

  it("keeps the findings of both reviews apart", () => {
    const record = fold(
      standing({ stage: "review" }),
      sampleOutcome("review", { findings: [finding({ severity: "minor" })] }),
    );
    const both = fold(record, sampleOutcome("secure", { findings: [finding({ severity: "note" })], settled: ["R1"] }));
    expect(both.findings.map(({ id, settled }) => [id, settled])).toEqual([
      ["R1", false],
      ["S1", false],
    ]);
  });

  it("counts executions, but not those that were parked", () => {
    const parked = fold(
      standing({ stage: "implement" }),
      sampleOutcome("implement", { status: "parked", waitingFor: "model" }),
    );
    expect(parked).toMatchObject({ state: "waiting", waitingFor: "model", waitingSince: now.toISOString() });
    expect(nextAttempt(parked.stages, "implement")).toBe(1);
    const failed = fold(
      { ...parked, state: "working" },
      sampleOutcome("implement", { status: "failed", fingerprint: "f" }),
    );
    expect(failed.stages).toMatchObject([{ name: "implement", attempts: 1, status: "failed" }]);
    expect(nextAttempt(failed.stages, "implement")).toBe(2);
  });

  it("carries what a repair must know across a wait, and drops it when the repair worked", () => {
    const failed = fold(
      standing({ stage: "implement" }),
      sampleOutcome("implement", { status: "failed", feedback: "1 failed", fingerprint: "f" }),
    );
    const parked = fold(failed, sampleOutcome("implement", { status: "parked", waitingFor: "model" }));
    expect(parked.feedback).toBe("1 failed");
    expect(fold({ ...parked, state: "working" }, sampleOutcome("implement")).feedback).toBe("");
  });

  it("stops when a failure comes back, and says why", () => {
    const outcome = sampleOutcome("implement", { status: "failed", fingerprint: "same", summary: "Still red." });
    const once = fold(standing({ stage: "implement" }), outcome);
    expect(once.state).toBe("working");
    expect(fold(once, outcome)).toMatchObject({
      state: "escalated",
      reason: "The same failure came back after a repair. Still red.",
    });
  });

  it("binds evidence to the commit that was looked at", () => {
    const evidence = {
      check: "tests",
      subject: "head",
      status: "passed",
      summary: "",
      ran: "",
      table: null,
      excerpt: "",
      isolation: null,
      link: null,
    } as const;
    const other = { ...evidence, check: "ci", subject: "c".repeat(40) };
    const seen = fold(standing({ stage: "check" }), sampleOutcome("check", { evidence: [evidence, other] }));
    expect(seen.evidence.map((one) => one.subject)).toEqual(["a".repeat(40), "c".repeat(40)]);
  });

  it("moves the head with a commit and notes it at its stage", () => {
    const sha = "d".repeat(40);
    const record = fold(standing({ stage: "implement" }), sampleOutcome("implement", { commit }), sha);
    expect(record).toMatchObject({ head: sha, stages: [{ commit: sha }], published: 1, position: { stage: "check" } });
  });

  it("adds up what a day cost, and starts again the next", () => {
    const first = fold(standing({ stage: "check" }), sampleOutcome("check"));
    expect(first.spent).toEqual({ day: "2026-03-01", usd: 0.01 });
    const second = fold(
      { ...first, position: { ...first.position, stage: "review" } },
      sampleOutcome("review"),
      null,
      new Date("2026-03-02T00:00:00Z"),
    );
    expect(second.spent).toEqual({ day: "2026-03-02", usd: 0.01 });
    expect(second.usage.usd).toBe(0.02);
    expect(spendOn({ day: "2026-03-01", usd: 0.1 }, 0.2, now)).toEqual({ day: "2026-03-01", usd: 0.3 });
  });

  it("asks, and says since when", () => {
    expect(
      fold(sampleRecord(), sampleOutcome("triage", { status: "asked", questions: ["Which?"], summary: "Unclear." })),
    ).toMatchObject({
      state: "asking",
      reason: "Unclear.",
      waitingFor: null,
      waitingSince: now.toISOString(),
    });
  });
});
