/** The door `workflow`: a workflow file, or an issue template, held against the rules of `doctor`. */
import { z } from "zod";
import { checkTemplates } from "../doctor/check-templates.ts";
import { describeExposure } from "../doctor/describe-exposure.ts";
import { judgeWorkflow } from "../doctor/workflow/judge-workflow.ts";
import { createDoor, type Screened } from "./door.ts";

const isTemplate = (path: string): boolean => /(?:^|\/)ISSUE_TEMPLATE\//i.test(path);

const judgeTemplate = (path: string, text: string, readyLabel: string): Screened => {
  const { state, found } = checkTemplates([{ path, text }], readyLabel);
  return state === "ok"
    ? { verdict: "accepted", reason: found, text: "" }
    : { verdict: "detected", reason: found, text: "", details: { rules: ["ready-label-in-template"] } };
};

export const workflowDoor = createDoor({
  name: "workflow",
  summary: "a workflow file of a repository, or an issue template: would it give a branch of the bot too much?",
  help: {
    path: "of the file (default .github/workflows/ci.yml)",
    readyLabel: "label that starts runs (default agent:ready)",
  },
  options: z.strictObject({
    path: z.string().max(500).default(".github/workflows/ci.yml"),
    defaultBranch: z.string().max(200).optional(),
    readyLabel: z.string().max(50).default("agent:ready"),
  }),
  screen: (text, { path, readyLabel }) => {
    if (isTemplate(path)) return judgeTemplate(path, text, readyLabel);
    const faults = judgeWorkflow({ path, text });
    if (!faults.ok)
      return { verdict: "detected", reason: faults.error, text: "", details: { rules: ["unreadable"], faults: [] } };
    const [exposure] = describeExposure([{ path, text }]);
    const rules = [...new Set(faults.value.map(({ rule }) => rule))];
    const details = { rules, faults: faults.value, exposure: exposure ?? null };
    const [first] = faults.value;
    return first === undefined
      ? { verdict: "accepted", reason: "no rule finds a fault", text: "", details }
      : { verdict: "detected", reason: `${rules.join(", ")}: line ${first.line}: ${first.what}`, text: "", details };
  },
});
