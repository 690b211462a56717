/** What each foreign workflow would do on a branch of the bot: which triggers start it, what it would hold, may it be started by hand. */
import picomatch from "picomatch";
import {
  environmentsOf,
  parseWorkflow,
  secretsOf,
  type Workflow,
  type WorkflowFile,
} from "../../config/read-workflow.ts";
import { branchRoot } from "../../flow/branch-name.ts";
import { judgeDispatch } from "../../github/ci/judge-dispatch.ts";
import { ownWorkflows } from "../templates/validate-workflow.ts";

export type Exposure = {
  path: string;
  /** Why it cannot be read; null when it can. */
  fault: string | null;
  /** Triggers that a push to a bot branch or its pull request would set off. */
  triggers: string[];
  /** Those of them that wait for a writer when the bot pushes with GITHUB_TOKEN; `push` does not start at all then. */
  approval: string[];
  secrets: string[];
  environments: string[];
  /** Why it may not be named in `checks.ci.dispatch`; empty when it may. */
  dispatchFaults: string[];
};

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

const pullTriggers = ["pull_request", "pull_request_target"];

/** Triggers of a workflow that a push to a bot branch or its pull request would set off. */
export const startedBy = ({ on }: Workflow): string[] => [
  ...("push" in on && pushStarts(on.push) ? ["push"] : []),
  ...pullTriggers.filter((name) => name in on),
];

const describeOne = (file: WorkflowFile): Exposure => {
  const parsed = parseWorkflow(file);
  const dispatchFaults = judgeDispatch(file);
  if (!parsed.ok)
    return {
      path: file.path,
      fault: parsed.error,
      triggers: [],
      approval: [],
      secrets: [],
      environments: [],
      dispatchFaults,
    };
  const triggers = startedBy(parsed.value);
  return {
    path: file.path,
    fault: null,
    triggers,
    approval: triggers.filter((name) => pullTriggers.includes(name)),
    secrets: secretsOf(parsed.value),
    environments: environmentsOf(parsed.value),
    dispatchFaults,
  };
};

/** Draftsmith's own are left out: they are judged on their own. */
export const describeExposure = (files: WorkflowFile[]): Exposure[] =>
  files.filter(({ path }) => !ownWorkflows.includes(path) && /\.ya?ml$/.test(path)).map(describeOne);
