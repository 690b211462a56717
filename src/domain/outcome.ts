/** What one execution of one stage produced; the record is a fold over these. */
import { z } from "zod";
import { usageSchema } from "./budget.ts";
import { flagSchema } from "./consent.ts";
import { evidenceSchema, proofSchema } from "./evidence.ts";
import { findingSchema, rubricSchema } from "./finding.ts";
import { planSchema } from "./plan.ts";
import { sliceNoteSchema } from "./slice-note.ts";
import { roles, stageSchema } from "./stage.ts";

export const commitDraftSchema = z.object({
  /** One line, at most 72 characters. */
  subject: z.string().min(1).max(200),
  body: z.string().max(4_000),
  /** Canonical unified diff against the head before this commit. */
  patch: z.string().min(1).max(600_000),
});

export type CommitDraft = z.infer<typeof commitDraftSchema>;

export const heldCommitSchema = z.object({
  commit: commitDraftSchema,
  /** Why; publish finds them again by itself. */
  flags: z.array(flagSchema).min(1).max(100),
});

export type HeldCommit = z.infer<typeof heldCommitSchema>;

export const outcomeSchema = z.object({
  stage: stageSchema,
  /** `passed` moves on; `failed` may be repaired; `parked` waits for `waiting`; `asked` needs answers; `gave-up` needs a person. */
  status: z.enum(["passed", "failed", "parked", "asked", "gave-up"]),
  /** What a parked stage waits for: CI of the published head, the model endpoint, another claim's time, or a writer's yes. */
  waitingFor: z.enum(["ci", "model", "time", "consent"]).nullable(),
  /** One sentence for the stage table and the log. */
  summary: z.string().max(1_000),
  commit: commitDraftSchema.nullable(),
  /** In place of a commit: what a writer must say yes to first. */
  consent: heldCommitSchema.nullable().default(null),
  /** Hash of the tree that the commit leaves; null without one. */
  tree: z.string().max(64).nullable().default(null),
  plan: planSchema.nullable(),
  questions: z.array(z.string().max(1_000)).max(10),
  rubric: rubricSchema.nullable(),
  findings: z.array(findingSchema).max(50),
  /** Ids of frozen findings that this round saw settled. */
  settled: z.array(z.string().max(20)).max(50),
  /** The role of `review` or `secure` gave a usable verdict; without one nobody has looked. */
  judged: z.boolean(),
  /** 1-based numbers of the plan's criteria that the review found unmet or unproven. */
  unproven: z.array(z.number().int().positive()).max(15),
  /** Names of new tests seen failing before the change, and how red was established. */
  red: z.object({ proof: proofSchema, tests: z.array(z.string().max(500)).max(200) }).nullable(),
  /** Names of the tests of `red` seen passing, and the count of all that passed. */
  green: z.object({ tests: z.array(z.string().max(500)).max(200), passed: z.number().int().nonnegative() }).nullable(),
  evidence: z.array(evidenceSchema).max(20),
  /** What to tell the model, or a person, about a failure. */
  feedback: z.string().max(20_000),
  /** The diff of a failed execution; it was taken back. */
  refusedDiff: z.string().max(600_000).nullable(),
  /** Stable hash of the failure; the same one twice stops the loop. */
  fingerprint: z.string().max(64).nullable(),
  /** What the role was shown of the repository; null where it saw none of it. */
  slice: sliceNoteSchema.nullable().default(null),
  /** Calls of the model in order: who asked which model, and the hash of the prompt; left out in outcomes of old. */
  prompts: z
    .array(z.object({ role: z.enum(roles), model: z.string().max(200), hash: z.string().regex(/^[0-9a-f]{64}$/) }))
    .max(60)
    .optional(),
  usage: usageSchema,
  milliseconds: z.number().nonnegative(),
});

export type Outcome = z.infer<typeof outcomeSchema>;
