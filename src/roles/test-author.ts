/** Test author: plan → tests that fail on the base because the behaviour is missing. */
import { z } from "zod";
import type { Plan } from "../domain/plan.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { renderBrief } from "./render-brief.ts";
import { renderPlan } from "./render-plan.ts";
import { type ProjectCommands, renderProjects } from "./render-projects.ts";
import { diffField, summaryField, summaryFromProse } from "./reply-fields.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { renderSlice, type Slice, shrinkSlice } from "./slice.ts";
import { linesField } from "./untrusted-field.ts";

export type TestAuthorInput = {
  plan: Plan;
  slice: Slice;
  projects: ProjectCommands[];
  /** Why the tests of the attempt before were not accepted; null on the first. */
  feedback: Untrusted | null;
};

export const changeSchema = z.strictObject({ summary: summaryField, diff: diffField });

/** A diff that must be there, and what it does. */
export type ChangeOutput = z.infer<typeof changeSchema>;

export const testAuthor: RoleDefinition<TestAuthorInput, ChangeOutput> = {
  role: "test_author",
  output: { name: "change", schema: changeSchema },
  diff: "required",
  document: ({ plan, slice, projects, feedback }, brief) => ({
    issue: renderBrief(brief),
    plan: renderPlan(plan),
    projects: renderProjects(projects),
    repository: renderSlice(slice),
    feedback: feedback === null ? null : linesField("the attempt before", "test run", feedback),
  }),
  task: ({ feedback }) =>
    feedback === null
      ? "Write the tests for this plan."
      : "Write the tests for this plan. An earlier attempt was not accepted: `feedback` says why. Its diff is not in the files.",
  defaults: (prose) => ({ summary: summaryFromProse(prose) }),
  shrink: (input) => {
    const slice = shrinkSlice(input.slice);
    return slice === null ? null : { ...input, slice };
  },
};
