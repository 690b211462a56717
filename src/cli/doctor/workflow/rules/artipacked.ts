/** A checkout that leaves the job's token in `.git/config`, where every later command and artifact finds it. */
import type { WorkflowRule } from "../workflow-rule.ts";

const isOff = (value: unknown): boolean => value === false || String(value).toLowerCase() === "false";

export const artipacked: WorkflowRule = {
  name: "artipacked",
  weight: "exposed",
  todo: "Add persist-credentials: false to the checkout.",
  find: ({ steps, lineOf }) =>
    steps.flatMap(({ name, step, path }) =>
      step.uses?.startsWith("actions/checkout@") && !isOff(step.with?.["persist-credentials"])
        ? [{ line: lineOf(path), what: `job ${name}: the checkout leaves a token on disk` }]
        : [],
    ),
};
