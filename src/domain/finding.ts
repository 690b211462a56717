/** One fault with its place and severity, and the scores that a review gives. */
import { z } from "zod";

export const severitySchema = z.enum(["blocking", "major", "minor", "note"]);
export type Severity = z.infer<typeof severitySchema>;

export const findingSchema = z.object({
  file: z.string().max(500),
  /** 1-based line in the new file; 0 when the finding is about the whole file. */
  line: z.number().int().nonnegative(),
  severity: severitySchema,
  reason: z.string().min(1).max(2_000),
});

export type Finding = z.infer<typeof findingSchema>;

const score = z.number().int().min(0).max(5);

export const rubricSchema = z.object({
  correctness: score,
  tests: score,
  style: score,
  performance: score,
  security: score,
  docs: score,
});

/** Scores from 0 (unusable) to 5 (nothing to add). */
export type Rubric = z.infer<typeof rubricSchema>;

/** A finding that later rounds may only settle: after round one the list does not grow. */
export const frozenFindingSchema = findingSchema.extend({
  id: z.string().max(20),
  source: z.enum(["review", "secure"]),
  settled: z.boolean(),
});

export type FrozenFinding = z.infer<typeof frozenFindingSchema>;
