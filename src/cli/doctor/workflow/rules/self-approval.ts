/** Workflows that approve or merge pull requests: then nobody has looked at what a model wrote. */
import type { WorkflowRule } from "../workflow-rule.ts";
import { isForOthers } from "./is-for-others.ts";

const actions = /(?:auto-?approve|auto-?merge|merge-?me|pull-request-merge)/i;
const commands =
  /\bgh\s+pr\s+(?:review\b[^\n]{0,200}(?:--approve|\s-a\b)|merge\b)|\benablePullRequestAutoMerge\b|\bpulls\.(?:merge|createReview)\b|\/pulls\/[^\s"']{1,60}\/(?:merge|reviews)\b/;

export const selfApproval: WorkflowRule = {
  name: "self-approval",
  weight: "exposed",
  todo: "Let a person approve and merge; if a bot's updates must pass by themselves, ask for that bot in github.event.pull_request.user.",
  find: ({ workflow, steps, lineOf }) => {
    const onPulls = ["pull_request", "pull_request_target", "workflow_run", "check_suite"].some(
      (name) => name in workflow.on,
    );
    if (!onPulls) return [];
    return steps.flatMap(({ name, job, step, path }) => {
      if (isForOthers(job.if) || isForOthers(step.if)) return [];
      const script = `${step.run ?? ""}\n${String(step.with?.script ?? "")}`;
      return actions.test(step.uses ?? "") || commands.test(script)
        ? [{ line: lineOf(path), what: `job ${name} approves or merges pull requests by itself` }]
        : [];
    });
  },
};
