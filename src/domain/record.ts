/** The versioned record that a run keeps in the PR body: what GitHub cannot tell by itself. */
import { z } from "zod";
import { auditHeadSchema } from "./audit-head.ts";
import { noUsage, usageSchema } from "./budget.ts";
import { allowanceSchema, consentSchema } from "./consent.ts";
import { evidenceSchema, proofSchema } from "./evidence.ts";
import { frozenFindingSchema, rubricSchema } from "./finding.ts";
import { planSchema } from "./plan.ts";
import { sliceNoteSchema } from "./slice-note.ts";
import { stageSchema } from "./stage.ts";

export const runStateSchema = z.enum(["working", "waiting", "asking", "ready", "escalated", "closed"]);
export type RunState = z.infer<typeof runStateSchema>;

export const stageEntrySchema = z.object({
  name: stageSchema,
  status: z.enum(["passed", "failed", "parked", "asked", "gave-up"]),
  /** Executions of this stage so far, repairs included. */
  attempts: z.number().int().positive(),
  summary: z.string().max(1_000),
  /** The last commit this stage published. */
  commit: z.string().nullable(),
  /** What the last execution was shown of the repository. */
  slice: sliceNoteSchema.nullable().default(null),
  /** All executions of this stage. */
  usage: usageSchema.default(noUsage),
});

export type StageEntry = z.infer<typeof stageEntrySchema>;

/** Where the flow stands; `machine.ts` is the only code that moves it. */
export const positionSchema = z.object({
  stage: stageSchema,
  repairs: z.number().int().nonnegative(),
  reviewed: z.boolean(),
  secured: z.boolean(),
  documented: z.boolean(),
  /** Rounds so far; the findings of each are frozen after its first. */
  reviewRounds: z.number().int().nonnegative(),
  secureRounds: z.number().int().nonnegative(),
});

export type Position = z.infer<typeof positionSchema>;

export const recordSchema = z.object({
  version: z.literal(1),
  repositoryId: z.number().int(),
  issue: z.number().int().nonnegative(),
  /** Null only between the creation of the PR and the first write after it. */
  pull: z.number().int().nullable(),
  /** 1 for the first run of the issue, counted up by "Again". */
  run: z.number().int().positive(),
  branch: z.string(),
  base: z.object({ branch: z.string(), sha: z.string() }),
  /** Last commit of this run on the branch that was read back from GitHub. */
  head: z.string(),
  frozenHash: z.string(),
  /** Blob id of the configuration that the run was released with, `none` without a file; null in records of old. */
  configBlob: z
    .string()
    .regex(/^(?:none|[0-9a-f]{40}|[0-9a-f]{64})$/)
    .nullable()
    .default(null),
  /** SHA-256 of the issue's title and description as they were released; null in records of old. */
  textHash: z.string().max(64).nullable().default(null),
  labelEventId: z.number().int(),
  /** Account whose label or command the run stands on, and when a claim took it up (ISO 8601 UTC); null in records of old. */
  asked: z
    .object({ actorId: z.number().int(), at: z.string().max(40) })
    .nullable()
    .default(null),
  state: runStateSchema,
  /** Why the run waits, asks, escalated or closed; empty while it works. */
  reason: z.string().max(2_000),
  /** Counted up by every claim; a bundle with another sequence is stale. */
  sequence: z.number().int().nonnegative(),
  /** Outcomes of this sequence that are already published. */
  published: z.number().int().nonnegative(),
  /** Hash of these outcomes; empty when there are none. */
  publishedHash: z.string().max(64),
  /** Claims in a row that left no outcome. */
  lostClaims: z.number().int().nonnegative(),
  position: positionSchema,
  stages: z.array(stageEntrySchema).max(20),
  plan: planSchema.nullable(),
  findings: z.array(frozenFindingSchema).max(50),
  rubric: rubricSchema.nullable(),
  /** 1-based numbers of the plan's criteria that the last review found unmet or unproven. */
  unproven: z.array(z.number().int().positive()).max(15),
  red: z.object({ proof: proofSchema, tests: z.array(z.string()).max(200) }).nullable(),
  green: z.object({ tests: z.array(z.string()).max(200), passed: z.number().int() }).nullable(),
  evidence: z.array(evidenceSchema).max(20),
  /** Carried to the next execution when a stage is repaired across claims. */
  feedback: z.string().max(4_000),
  /** Fingerprints of failures seen, newest last. */
  fingerprints: z.array(z.string()).max(20),
  /** Hashes of the trees that commits of this run left, newest last: one that comes back is a circle. */
  trees: z.array(z.string().max(64)).max(20).default([]),
  usage: usageSchema,
  /** What lost claims had set aside, in USD; it counts against the budget until a writer asks again. */
  lostUsd: z.number().nonnegative(),
  /** What was spent on one day (UTC), for the daily limit. */
  spent: z.object({ day: z.string(), usd: z.number().nonnegative() }),
  /** Set aside by the open claim, in USD; 0 when none is open. */
  reservedUsd: z.number().nonnegative(),
  /** When the open claim was made, ISO 8601 UTC; null when none is open. */
  claimedAt: z.string().nullable(),
  waitingFor: z.enum(["ci", "model", "time", "consent"]).nullable(),
  /** When the run began to wait, ISO 8601 UTC. */
  waitingSince: z.string().nullable(),
  /** A flagged change that waits for a writer's yes, or has it and is not committed yet. */
  consent: consentSchema.nullable().default(null),
  /** Flagged changes that a writer allowed, newest first. */
  allowed: z.array(allowanceSchema).max(20).default([]),
  /** Where the audit of the run ends; left out in records of old. */
  audit: auditHeadSchema.optional(),
});

export type RunRecord = z.infer<typeof recordSchema>;
