/** Every `if` of jobs and steps, for the rules about conditions. */
import type { Path } from "../../../../config/read-yaml.ts";
import type { WorkflowSource } from "../workflow-source.ts";

export const conditionsOf = ({ jobs, steps }: WorkflowSource): { text: string; path: Path }[] =>
  [
    ...jobs.map(({ job, path }) => ({ value: job.if, path })),
    ...steps.map(({ step, path }) => ({ value: step.if, path })),
  ].flatMap(({ value, path }) => (typeof value === "string" ? [{ text: value, path: [...path, "if"] }] : []));
