/** What was seen about a commit: one entry per check that ran, or that says why it did not. */
import { z } from "zod";

export const testResultSchema = z.object({
  name: z.string().max(500),
  status: z.enum(["passed", "failed", "skipped"]),
  file: z.string().max(500).nullable(),
  message: z.string().max(4_000).nullable(),
});

export type TestResult = z.infer<typeof testResultSchema>;

export const testReportSchema = z.object({
  /** `names` when JUnit XML was read, `exit` when only the exit status is known. */
  level: z.enum(["names", "exit"]),
  passed: z.boolean(),
  timedOut: z.boolean(),
  exitCode: z.number().int().nullable(),
  tests: z.array(testResultSchema).max(20_000),
  /** The last part of the combined output, ANSI removed. */
  excerpt: z.string().max(20_000),
  milliseconds: z.number().nonnegative(),
});

/** One run of a project's test command. */
export type TestReport = z.infer<typeof testReportSchema>;

export const proofSchema = z.enum(["assertion", "missing-symbol", "exit-status", "none"]);

/** How red was established: failed by name, failed to compile on planned symbols, by exit status alone, or not at all. */
export type Proof = z.infer<typeof proofSchema>;

export const evidenceSchema = z.object({
  check: z.string().max(60),
  /** The commit or, before it is published, the tree that was looked at. */
  subject: z.string().max(80),
  status: z.enum(["passed", "failed", "skipped", "not-configured", "unknown", "running"]),
  summary: z.string().max(2_000),
  excerpt: z.string().max(8_000),
  isolation: z.enum(["none", "process", "namespace"]).nullable(),
  link: z.string().max(1_000).nullable(),
});

export type Evidence = z.infer<typeof evidenceSchema>;

export const ciStateSchema = z.enum(["none", "not-triggered", "awaiting-approval", "running", "passed", "failed"]);
export type CiState = z.infer<typeof ciStateSchema>;

export const ciEvidenceSchema = z.object({
  sha: z.string(),
  state: ciStateSchema,
  summary: z.string().max(2_000),
  failures: z
    .array(z.object({ name: z.string().max(200), excerpt: z.string().max(8_000), link: z.string().nullable() }))
    .max(10),
});

/** CI of a published head, read by a job that may see it. */
export type CiEvidence = z.infer<typeof ciEvidenceSchema>;
