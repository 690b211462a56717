/** Which other workflows would run code of a bot branch, and what they would hold while they do. */
import picomatch from "picomatch";
import { branchRoot } from "../../flow/branch-name.ts";
import {
  environmentsOf,
  isPinned,
  parseWorkflow,
  scriptsOf,
  secretsOf,
  usesOf,
  type Workflow,
  type WorkflowFile,
} from "../read-workflow.ts";
import { ownWorkflows } from "../templates/validate-workflow.ts";
import { type Row, row } from "./row.ts";

const botBranch = `${branchRoot}1-example`;

const listAt = (trigger: unknown, key: string): string[] | null => {
  const value = (trigger as Record<string, unknown> | null)?.[key];
  if (value === undefined || value === null) return null;
  return [value].flat().map(String);
};

const matches = (patterns: string[]): boolean => {
  let isIn = false;
  for (const pattern of patterns)
    if (picomatch.isMatch(botBranch, pattern.replace(/^!/, ""))) isIn = !pattern.startsWith("!");
  return isIn;
};

const pushStarts = (trigger: unknown): boolean => {
  const branches = listAt(trigger, "branches");
  const ignored = listAt(trigger, "branches-ignore");
  if (branches) return matches(branches);
  if (ignored) return !matches(ignored);
  return listAt(trigger, "tags") === null;
};

/** Triggers of a workflow that a push to a bot branch or its pull request would set off. */
export const startedBy = ({ on }: Workflow): string[] => [
  ...("push" in on && pushStarts(on.push) ? ["push"] : []),
  ...["pull_request", "pull_request_target"].filter((name) => name in on),
];

const checksOutHead = ({ text }: Workflow): boolean =>
  /github\.event\.pull_request\.head\.(?:sha|ref)|github\.head_ref|refs\/pull\//.test(text);

const checkOne = (file: WorkflowFile): Row[] => {
  const parsed = parseWorkflow(file);
  if (!parsed.ok) return [row(file.path, "unknown", parsed.error, "Look at it by hand.")];
  const workflow = parsed.value;
  const triggers = startedBy(workflow);
  if (triggers.length === 0) return [];
  const start = `starts on bot branches (${triggers.join(", ")})`;
  if (triggers.includes("pull_request_target") && checksOutHead(workflow))
    return [
      row(
        file.path,
        "failing",
        `${start} and checks out the head of the pull request under pull_request_target`,
        "Use pull_request instead: this runs code of a branch with the repository's secrets.",
      ),
    ];
  const holds = [
    ...secretsOf(workflow).map((name) => `secret ${name}`),
    ...environmentsOf(workflow).map((name) => `environment ${name}`),
    ...(workflow.permissions === undefined && Object.values(workflow.jobs).some((job) => job.permissions === undefined)
      ? ["the default token, since permissions are not set"]
      : []),
    ...usesOf(workflow)
      .filter((uses) => !isPinned(uses))
      .slice(0, 3)
      .map((uses) => `unpinned ${uses}`),
    ...(scriptsOf(workflow).some((script) => script.includes("${{")) ? ["an expression in a script"] : []),
  ];
  if (holds.length === 0) return [row(file.path, "ok", `${start}, with nothing to lose`)];
  return [
    row(
      file.path,
      "warning",
      `${start} with ${holds.join("; ")}`,
      "A writer who approves that run lets model-written code see these: keep secrets in protected environments.",
    ),
  ];
};

/** One row per workflow that would start, or one that says that none would. */
export const checkExposure = (files: WorkflowFile[]): Row[] => {
  const rows = files.filter(({ path }) => !ownWorkflows.includes(path)).flatMap(checkOne);
  if (rows.length > 0) return rows;
  return [row("ci", "warning", "no workflow starts on bot branches", "Without CI a run ends as ready, CI not run.")];
};
