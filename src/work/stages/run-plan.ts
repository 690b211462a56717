/** `plan`: the steps, the acceptance criteria and the kind of change, which decides what must be proven. */
import { changeKindSchema } from "../../domain/plan.ts";
import { success } from "../../domain/result.ts";
import { planner } from "../../roles/planner.ts";
import { fromRoleError, gaveUp, passed } from "../create-outcome.ts";
import { askRole } from "../propose-change.ts";
import { showRepository, taskText } from "../show.ts";
import type { StageContext } from "../stage-context.ts";

export const runPlan = async (context: StageContext) => {
  const { record, projects, tests } = context;
  const note = record.stages.find((stage) => stage.name === "triage")?.summary ?? "";
  const [kind = ""] = note.split(":");
  const input = {
    triage: { kind: changeKindSchema.catch("behaviour").parse(kind), reason: note },
    slice: showRepository(context, "strong", taskText(context, null), []),
    projects,
  };
  const result = await askRole(context, planner, input, success);
  if (!result.ok) return fromRoleError(context, result.error);
  const { value: plan, usage } = result.value;
  if (!tests.isConfigured && plan.kind !== "docs")
    return gaveUp("plan", "No test command was found, so nothing could be proven.", {
      usage,
      feedback:
        'Name one in .github/draftsmith.yml, for instance:\n\nprojects:\n  - dir: .\n    test: [npm, test]\n    tests: ["test/**"]',
    });
  return passed("plan", `${plan.title} (${plan.criteria.length} criteria)`, { plan, usage });
};
