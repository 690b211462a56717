/** A parsed workflow with the line of every place in it, and its steps in the order of the file. */
import { isAlias, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import { type Job, parseWorkflow, type Workflow, type WorkflowFile } from "../../../config/read-workflow.ts";
import type { Path } from "../../../config/read-yaml.ts";
import { type Result, success } from "../../../domain/result.ts";
import { startedBy } from "../describe-exposure.ts";

export type Step = Job["steps"][number];
export type JobAt = { name: string; job: Job; path: Path };
export type StepAt = JobAt & { step: Step };

export type WorkflowSource = {
  workflow: Workflow;
  jobs: JobAt[];
  steps: StepAt[];
  /** Triggers that a push to a bot branch, or its pull request, would set off. */
  started: string[];
  /** 1-based line of a place, or of its nearest ancestor; with `needle` the line of these characters inside of its text. */
  lineOf: (path: Path, needle?: string) => number;
};

const createLineOf = (text: string): WorkflowSource["lineOf"] => {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, logLevel: "error" });
  const nodeAt = (path: Path): Node | null => {
    for (let length = path.length; length >= 0; length--) {
      const found: unknown = document.getIn(path.slice(0, length), true);
      const node = isAlias(found) ? found.resolve(document) : found;
      if (typeof node === "object" && node !== null && "range" in node && node.range) return node as Node;
    }
    return null;
  };
  return (path, needle) => {
    const node = nodeAt(path);
    const [start = 0, end = 0] = node?.range ?? [];
    const inside = needle !== undefined && isScalar(node) ? text.indexOf(needle, start) : -1;
    return counter.linePos(inside >= start && inside < end ? inside : start).line || 1;
  };
};

/** The workflow and where its parts stand, or why it cannot be read. */
export const openWorkflow = (file: WorkflowFile): Result<WorkflowSource, string> => {
  const parsed = parseWorkflow(file);
  if (!parsed.ok) return parsed;
  const workflow = parsed.value;
  const jobs = Object.entries(workflow.jobs).map(([name, job]): JobAt => ({ name, job, path: ["jobs", name] }));
  const steps = jobs.flatMap(({ name, job, path }) =>
    job.steps.map((step, index): StepAt => ({ name, job, step, path: [...path, "steps", index] })),
  );
  return success({ workflow, jobs, steps, started: startedBy(workflow), lineOf: createLineOf(file.text) });
};
