/** What was seen about a commit: one entry per check that ran, or that says why it did not. */
import { z } from "zod";

export const testResultSchema = z.object({
  name: z.string().max(500),
  status: z.enum(["passed", "failed", "skipped"]),
  file: z.string().max(500).nullable(),
  /** 1-based line of the failure in `file`; null when the runner did not say. */
  line: z.number().int().positive().nullable().default(null),
  message: z.string().max(4_000).nullable(),
  /** The frames of the failure that lie in the repository; null when there are none. */
  stack: z.string().max(2_000).nullable().default(null),
});

export type TestResult = z.infer<typeof testResultSchema>;

/** A test that both passed and failed on the same tree. */
export const flakyTestSchema = z.object({
  name: z.string().max(500),
  /** Runs in which it passed, and runs in all. */
  passed: z.number().int().positive(),
  runs: z.number().int().positive(),
});

export type FlakyTest = z.infer<typeof flakyTestSchema>;

/** How a command was kept apart: in namespaces of its own, or not at all. */
export const isolationSchema = z.enum(["none", "namespace"]);

export const testReportSchema = z.object({
  /** The command, and in parentheses what reads its results; empty when nothing ran. */
  ran: z.string().max(300).default(""),
  /** `names` when the results of single tests were read, `exit` when only the exit status is known. */
  level: z.enum(["names", "exit"]),
  passed: z.boolean(),
  timedOut: z.boolean(),
  exitCode: z.number().int().nullable(),
  tests: z.array(testResultSchema).max(20_000),
  /** Tests that re-runs of the same tree showed to be flaky; `tests` has them as passed. */
  flaky: z.array(flakyTestSchema).max(100).default([]),
  /** One sentence on what kept the run from an ordinary end or from being read; null when nothing did. */
  reason: z.string().max(1_000).nullable().default(null),
  /** Null when nothing ran. */
  isolation: isolationSchema.nullable().default(null),
  /** The last part of the combined output, ANSI removed. */
  excerpt: z.string().max(20_000),
  milliseconds: z.number().nonnegative(),
});

/** One run of a project's test command. */
export type TestReport = z.infer<typeof testReportSchema>;

export const proofSchema = z.enum(["assertion", "missing-symbol", "exit-status", "none"]);

/** How red was established: failed by name, failed to compile on planned symbols, by exit status alone, or not at all. */
export type Proof = z.infer<typeof proofSchema>;

export const tableSchema = z.object({
  columns: z.array(z.string().max(60)).min(1).max(6),
  rows: z.array(z.array(z.string().max(300)).max(6)).max(40),
  /** Rows that were left out. */
  more: z.number().int().nonnegative(),
});

/** What a check found, row by row; cells are text, never Markdown. */
export type EvidenceTable = z.infer<typeof tableSchema>;

export const evidenceSchema = z.object({
  check: z.string().max(60),
  /** The command or tool that gave the evidence, with its version where it says one; empty when nothing ran. */
  ran: z.string().max(300).default(""),
  /** The commit or, before it is published, the tree that was looked at. */
  subject: z.string().max(80),
  status: z.enum(["passed", "failed", "skipped", "not-configured", "unknown", "running"]),
  summary: z.string().max(2_000),
  excerpt: z.string().max(8_000),
  table: tableSchema.nullable().default(null),
  /** Null when no command of the repository ran. */
  isolation: isolationSchema.nullable(),
  /** Where the whole of it can be seen: an artifact, a job. */
  link: z.string().max(1_000).nullable(),
});

export type Evidence = z.infer<typeof evidenceSchema>;

export const ciStateSchema = z.enum(["none", "not-triggered", "awaiting-approval", "running", "passed", "failed"]);
export type CiState = z.infer<typeof ciStateSchema>;

export const ciCauseSchema = z.enum(["branch", "flaky", "infrastructure", "external"]);
export type CiCause = z.infer<typeof ciCauseSchema>;

export const ciEvidenceSchema = z.object({
  sha: z.string(),
  state: ciStateSchema,
  summary: z.string().max(2_000),
  failures: z
    .array(
      z.object({
        name: z.string().max(200),
        excerpt: z.string().max(8_000),
        link: z.string().nullable(),
        /** What made it fail; only `branch` can be mended by a diff. */
        cause: ciCauseSchema.default("branch"),
        /** Why that cause. */
        reason: z.string().max(500).default(""),
      }),
    )
    .max(10),
});

/** CI of a published head, read by a job that may see it. */
export type CiEvidence = z.infer<typeof ciEvidenceSchema>;

/** Failed for a reason that a diff can mend. */
export const isBrokenByBranch = ({ state, failures }: CiEvidence): boolean =>
  state === "failed" && failures.some(({ cause }) => cause === "branch");
