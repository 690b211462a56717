/** One workflow file held against every rule: what is wrong, where, how much it weighs, and what to do. */
import type { WorkflowFile } from "../../../config/read-workflow.ts";
import { type Result, success } from "../../../domain/result.ts";
import { workflowRules } from "./workflow-rules.ts";
import { openWorkflow } from "./workflow-source.ts";

export type WorkflowFault = {
  rule: string;
  path: string;
  line: number;
  what: string;
  todo: string;
  state: "failing" | "warning";
};

const maxFaults = 100;

/** Faults in the order of the table; or why the file cannot be read, which is no verdict. */
export const judgeWorkflow = (file: WorkflowFile): Result<WorkflowFault[], string> => {
  const opened = openWorkflow(file);
  if (!opened.ok) return opened;
  const isExposed = opened.value.started.length > 0;
  const faults = workflowRules.flatMap(({ name, weight, todo, find }) =>
    find(opened.value).map(({ line, what }): WorkflowFault => {
      const state = weight === "failing" || (weight === "exposed" && isExposed) ? "failing" : "warning";
      return { rule: name, path: file.path, line, what: what.slice(0, 300), todo, state };
    }),
  );
  return success(faults.slice(0, maxFaults));
};
