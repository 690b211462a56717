/** Triage: what kind of change an issue asks for, and whether it says enough to start. */
import { z } from "zod";
import { changeKindSchema } from "../domain/plan.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { renderBrief } from "./render-brief.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { betterHalf, renderTree } from "./slice.ts";
import { linesField } from "./untrusted-field.ts";

/** `tree` lists paths; `readme` is an excerpt of it, or null. */
export type TriageInput = { tree: string[]; readme: Untrusted | null };

export const triageSchema = z
  .strictObject({
    kind: changeKindSchema,
    ready: z.boolean(),
    /** For the person who wrote the issue; only when it is not ready. */
    questions: z.array(z.string().trim().min(1).max(500)).max(5),
    reason: z.string().trim().min(1).max(1_000),
  })
  .superRefine(({ ready, questions }, context) => {
    if (ready !== (questions.length === 0))
      context.addIssue({
        code: "custom",
        path: ["questions"],
        message: "must be empty when ready is true, and hold at least one question when it is false",
      });
  });

export type TriageOutput = z.infer<typeof triageSchema>;

export const triage: RoleDefinition<TriageInput, TriageOutput> = {
  role: "triage",
  output: { name: "triage", schema: triageSchema },
  diff: "none",
  document: ({ tree, readme }, brief) => ({
    issue: renderBrief(brief),
    tree: renderTree(tree),
    readme: readme === null ? null : linesField("README", "repository", readme),
  }),
  task: () => "Classify the issue and decide whether work can start.",
  shrink: ({ tree, readme }) => (tree.length <= 1 && readme === null ? null : { tree: betterHalf(tree), readme: null }),
};
