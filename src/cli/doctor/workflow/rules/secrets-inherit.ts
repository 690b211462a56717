/** `secrets: inherit` hands a called workflow every secret that there is. */
import type { WorkflowRule } from "../workflow-rule.ts";

export const secretsInherit: WorkflowRule = {
  name: "secrets-inherit",
  weight: "failing",
  todo: "Name each secret that the called workflow needs.",
  find: ({ jobs, lineOf }) =>
    jobs.flatMap(({ name, job, path }) =>
      job.secrets === "inherit"
        ? [{ line: lineOf([...path, "secrets"]), what: `job ${name} hands on every secret of the repository` }]
        : [],
    ),
};
