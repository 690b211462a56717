/** `plan`: the steps, the acceptance criteria and the kind of change, which decides what must be proven. */
import { changeKindSchema } from "../../domain/plan.ts";
import { success } from "../../domain/result.ts";
import { planner } from "../../roles/planner.ts";
import { checkBase } from "../check-base.ts";
import { fromRoleError, passed } from "../create-outcome.ts";
import { askRole } from "../propose-change.ts";
import { showRepository, taskText } from "../show.ts";
import type { StageContext } from "../stage-context.ts";

export const runPlan = async (context: StageContext) => {
  const { record, projects } = context;
  const note = record.stages.find((stage) => stage.name === "triage")?.summary ?? "";
  const [kind = ""] = note.split(":");
  const expected = changeKindSchema.catch("behaviour").parse(kind);
  const unprovable = await checkBase(context, expected);
  if (unprovable) return unprovable;
  const input = {
    triage: { kind: expected, reason: note },
    slice: await showRepository(context, { tier: "strong", text: taskText(context, null), pinned: [] }),
    projects,
  };
  const result = await askRole(context, planner, input, success);
  if (!result.ok) return fromRoleError(context, result.error);
  const { value: plan, usage } = result.value;
  const late = plan.kind === expected ? null : await checkBase(context, plan.kind);
  if (late) return { ...late, usage };
  return passed("plan", `${plan.title} (${plan.criteria.length} criteria)`, { plan, usage });
};
