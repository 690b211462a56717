import type { Outcome } from "../domain/outcome.ts";
import type { Plan } from "../domain/plan.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Stage } from "../domain/stage.ts";
import { blankRecord } from "./blank-record.ts";

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
  ...blankRecord,
  repositoryId: 1001,
  issue: 1,
  pull: 2,
  run: 1,
  branch: "agent/1-greet",
  base: { branch: "main", sha: "b".repeat(40) },
  head: "a".repeat(40),
  frozenHash: "f".repeat(64),
  labelEventId: 77,
  spent: { day: "2026-03-01", usd: 0 },
  reservedUsd: 1,
  claimedAt: "2026-03-01T09:00:00.000Z",
  ...change,
});

export const sampleOutcome = (stage: Stage, change: Partial<Outcome> = {}): Outcome => ({
  stage,
  status: "passed",
  waitingFor: null,
  summary: `${stage} went well.`,
  commit: null,
  tree: null,
  consent: null,
  plan: stage === "plan" && (change.status ?? "passed") === "passed" ? samplePlan() : null,
  questions: [],
  rubric: null,
  unproven: [],
  judged: stage === "review" || stage === "secure",
  findings: [],
  settled: [],
  red: null,
  green: null,
  evidence: [],
  feedback: "",
  refusedDiff: null,
  fingerprint: null,
  slice: null,
  usage: { calls: 1, inputTokens: 100, outputTokens: 10, usd: 0.01 },
  milliseconds: 5,
  ...change,
});
