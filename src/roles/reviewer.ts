/** Reviewer: the whole diff and its evidence → scores and findings; after the first round it only settles findings. */
import { z } from "zod";
import { rubricSchema } from "../domain/finding.ts";
import type { Plan } from "../domain/plan.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { numberDiff } from "./number-diff.ts";
import { renderBrief } from "./render-brief.ts";
import { type RunEvidence, renderRunEvidence, shrinkChecks } from "./render-evidence.ts";
import { renderFrozenFinding } from "./render-finding.ts";
import { renderPlan } from "./render-plan.ts";
import { findingsField, settledField, summaryField } from "./reply-fields.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { type FindingRound, validateSettled } from "./settle-findings.ts";
import { renderSlice, type Slice, shrinkSlice } from "./slice.ts";
import { linesField } from "./untrusted-field.ts";

export type ReviewerInput = FindingRound & {
  plan: Plan;
  /** Canonical diff of the whole run against its base. */
  diff: Untrusted;
  evidence: RunEvidence;
  /** What stands around the diff: the changed files as they are now, and what depends on them. */
  slice: Slice;
};

export const reviewSchema = z.strictObject({
  rubric: z.strictObject(rubricSchema.shape),
  findings: findingsField,
  settled: settledField,
  /** 1-based numbers of the plan's criteria that the diff does not meet or no test proves. */
  unproven: z.array(z.int().min(1).max(15)).max(15),
  summary: summaryField,
});

export type ReviewerOutput = z.infer<typeof reviewSchema>;

export const reviewer: RoleDefinition<ReviewerInput, ReviewerOutput> = {
  role: "reviewer",
  output: { name: "review", schema: reviewSchema },
  diff: "none",
  document: ({ plan, diff, evidence, slice, round, frozen }, brief) => ({
    issue: renderBrief(brief),
    plan: renderPlan(plan),
    round,
    diff: linesField("diff of the run, lines numbered as in the new files", "model", numberDiff(diff)),
    evidence: renderRunEvidence(evidence),
    repository: renderSlice(slice),
    frozenFindings: frozen.map(renderFrozenFinding),
  }),
  task: ({ round }) =>
    round === 1
      ? "Review the diff. This is the first round: `settled` is empty."
      : "Check each of `frozenFindings` against the diff. This is a later round: `findings` is empty, and `settled` holds the ids of those that the diff has settled.",
  validate: (output, input) => [
    ...validateSettled(output, input),
    ...output.unproven
      .filter((number) => number > input.plan.criteria.length)
      .map((number) => `unproven: the plan has ${input.plan.criteria.length} criteria, there is no number ${number}`),
  ],
  shrink: (input) => {
    const checks = shrinkChecks(input.evidence.checks);
    const slice = shrinkSlice(input.slice);
    if (checks === null && slice === null) return null;
    return {
      ...input,
      slice: slice ?? input.slice,
      evidence: { ...input.evidence, checks: checks ?? input.evidence.checks },
    };
  },
};
