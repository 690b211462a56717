/** Scribe: what changed → the smallest change of the documents that describe it, or none. It does not see the issue. */
import { z } from "zod";
import type { Plan } from "../domain/plan.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { renderPlan } from "./render-plan.ts";
import { optionalDiffField, summaryField, summaryFromProse } from "./reply-fields.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { betterHalf, type FileSlice, renderFile } from "./slice.ts";
import { linesField } from "./untrusted-field.ts";

export type ScribeInput = {
  plan: Plan;
  /** Canonical diff of the whole run against its base. */
  diff: Untrusted;
  /** Documents that may need a change, as they are now, the most relevant first. */
  docs: FileSlice[];
};

export const scribeSchema = z.strictObject({ diff: optionalDiffField, summary: summaryField });

export type ScribeOutput = z.infer<typeof scribeSchema>;

export const scribe: RoleDefinition<ScribeInput, ScribeOutput> = {
  role: "scribe",
  output: { name: "documents", schema: scribeSchema },
  diff: "optional",
  document: ({ plan, diff, docs }) => ({
    plan: renderPlan(plan),
    diff: linesField("diff of the run, already applied", "model", diff),
    docs: docs.map(renderFile),
  }),
  task: () => "Decide whether documents must change because of this diff, and write that change.",
  defaults: (prose) => ({ summary: summaryFromProse(prose) }),
  shrink: (input) => (input.docs.length <= 1 ? null : { ...input, docs: betterHalf(input.docs) }),
};
