/** Planner: issue and map → steps and acceptance criteria that tests can prove. */
import { z } from "zod";
import { type Plan, planSchema } from "../domain/plan.ts";
import { renderBrief } from "./render-brief.ts";
import { type ProjectCommands, renderProjects } from "./render-projects.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { renderSlice, type Slice, shrinkSlice } from "./slice.ts";
import type { TriageOutput } from "./triage.ts";
import { textField } from "./untrusted-field.ts";

export type PlannerInput = {
  triage: Pick<TriageOutput, "kind" | "reason">;
  slice: Slice;
  projects: ProjectCommands[];
};

export const planner: RoleDefinition<PlannerInput, Plan> = {
  role: "planner",
  output: { name: "plan", schema: z.strictObject(planSchema.shape) },
  diff: "none",
  document: ({ triage, slice, projects }, brief) => ({
    issue: renderBrief(brief),
    triage: { kind: triage.kind, reason: textField("triage", "model", triage.reason) },
    projects: renderProjects(projects),
    repository: renderSlice(slice),
  }),
  task: () => "Write the plan for this issue.",
  shrink: (input) => {
    const slice = shrinkSlice(input.slice);
    return slice === null ? null : { ...input, slice };
  },
};
