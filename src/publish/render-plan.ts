/** The plan as people read it: the first comment of the pull request. */
import type { Plan } from "../domain/plan.ts";
import { code, inline, quote } from "./render-foreign.ts";

const kindText: Record<Plan["kind"], string> = {
  behaviour: "new behaviour: tests are written first and must be seen failing, then passing",
  refactor: "refactoring: all tests pass before and after",
  docs: "documentation: all tests pass before and after",
  build: "build or tooling: all tests pass before and after",
};

export const renderPlan = (plan: Plan): string =>
  [
    `### Plan: ${inline(plan.title, 120)}`,
    "",
    `**Kind:** ${kindText[plan.kind]}`,
    "",
    quote(plan.summary),
    "",
    "**Steps**",
    "",
    ...plan.steps.map((step, index) => `${index + 1}. ${inline(step, 600)}`),
    "",
    "**Acceptance criteria**",
    "",
    ...plan.criteria.map((criterion) => `- ${inline(criterion, 500)}`),
    ...(plan.files.length > 0
      ? ["", `**Files expected to change:** ${plan.files.map((file) => code(file, 200)).join(", ")}`]
      : []),
    ...(plan.risks.length > 0 ? ["", "**Risks**", "", ...plan.risks.map((risk) => `- ${inline(risk, 500)}`)] : []),
  ].join("\n");
