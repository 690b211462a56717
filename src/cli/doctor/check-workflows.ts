/** Every workflow file held against the rules: one row per rule that it breaks, with the lines and what to do. */
import type { WorkflowFile } from "../../config/read-workflow.ts";
import { type Row, row } from "./row.ts";
import { judgeWorkflow, type WorkflowFault } from "./workflow/judge-workflow.ts";

const shownPlaces = 4;

const renderFaults = (faults: WorkflowFault[]): Row[] => {
  const rules = [...new Set(faults.map(({ rule }) => rule))];
  return rules.flatMap((rule) => {
    const places = faults.filter((fault) => fault.rule === rule);
    const [first] = places;
    if (first === undefined) return [];
    const shown = places.slice(0, shownPlaces).map(({ line, what }) => `line ${line}: ${what}`);
    const rest = places.length > shownPlaces ? [`and ${places.length - shownPlaces} more`] : [];
    return [row(`${first.path}:${first.line}`, first.state, `${rule}: ${[...shown, ...rest].join("; ")}`, first.todo)];
  });
};

/** Faults of all files, for programs; a file that cannot be read has none here. */
export const listFaults = (files: WorkflowFile[]): WorkflowFault[] =>
  files.flatMap((file) => {
    const judged = judgeWorkflow(file);
    return judged.ok ? judged.value : [];
  });

export const checkWorkflows = (files: WorkflowFile[]): Row[] => {
  const judged = files.map(judgeWorkflow);
  const rows = judged.flatMap((one) => (one.ok ? renderFaults(one.value) : []));
  const read = judged.filter(({ ok }) => ok).length;
  return rows.length > 0 ? rows : [row("workflow rules", "ok", `${read} workflow files, none breaks a rule`)];
};
