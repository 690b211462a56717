/** A record, plan and outcome that fit together, for tests that change one thing about them. */
import { noUsage } from "../domain/budget.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Plan } from "../domain/plan.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Stage } from "../domain/stage.ts";
import { firstPosition } from "./machine.ts";

export const samplePlan = (change: Partial<Plan> = {}): Plan => ({
  kind: "behaviour",
  title: "Greet politely",
  summary: "Add a polite greeting.",
  steps: ["Write the function"],
  criteria: ["polite('a') is 'dear a'"],
  files: ["src/greet.js"],
  newSymbols: ["polite"],
  risks: [],
  ...change,
});

export const sampleRecord = (change: Partial<RunRecord> = {}): RunRecord => ({
  version: 1,
  repositoryId: 1001,
  issue: 1,
  pull: 2,
  run: 1,
  branch: "agent/1-greet",
  base: { branch: "main", sha: "b".repeat(40) },
  head: "a".repeat(40),
  frozenHash: "f".repeat(64),
  labelEventId: 77,
  state: "working",
  reason: "",
  sequence: 1,
  published: 0,
  lostClaims: 0,
  position: firstPosition,
  stages: [],
  plan: null,
  findings: [],
  rubric: null,
  unproven: [],
  red: null,
  green: null,
  evidence: [],
  feedback: "",
  fingerprints: [],
  usage: noUsage,
  spent: { day: "2026-03-01", usd: 0 },
  reservedUsd: 1,
  claimedAt: "2026-03-01T09:00:00.000Z",
  waitingFor: null,
  waitingSince: null,
  ...change,
});

export const sampleOutcome = (stage: Stage, change: Partial<Outcome> = {}): Outcome => ({
  stage,
  status: "passed",
  waitingFor: null,
  summary: `${stage} went well.`,
  commit: null,
  plan: stage === "plan" && (change.status ?? "passed") === "passed" ? samplePlan() : null,
  questions: [],
  rubric: null,
  unproven: [],
  findings: [],
  settled: [],
  red: null,
  green: null,
  evidence: [],
  feedback: "",
  refusedDiff: null,
  fingerprint: null,
  usage: { calls: 1, inputTokens: 100, outputTokens: 10, usd: 0.01 },
  milliseconds: 5,
  ...change,
});
