/** Code of a pull request, fetched by a workflow that strangers can start and that holds secrets. */
import { contextsIn, expressionsIn } from "../expressions.ts";
import type { WorkflowRule } from "../workflow-rule.ts";
import type { StepAt } from "../workflow-source.ts";

const privileged = [
  "pull_request_target",
  "workflow_run",
  "issue_comment",
  "issues",
  "discussion",
  "discussion_comment",
];

const headContext =
  /^github\.(?:head_ref$|event\.(?:pull_request\.(?:head\.|number|merge_commit_sha)|workflow_run\.(?:head_|pull_requests)|issue\.number|inputs\.))/;

const fetchesHead = /\bgh pr checkout\b|refs\/pull\/|\bpull\/[^\s]{1,60}\/(?:head|merge)\b/;

/** What of a stranger the step brings in; null when nothing. */
const describeHead = ({ step }: StepAt): string | null => {
  if (step.uses?.startsWith("actions/checkout@")) {
    const { ref, repository } = step.with ?? {};
    const name = [ref, repository]
      .flatMap((value) => expressionsIn(String(value ?? "")))
      .flatMap(contextsIn)
      .find((one) => headContext.test(one));
    if (name !== undefined) return `checks out ${name}`;
    return fetchesHead.test(String(ref ?? "")) ? "checks out a pull request" : null;
  }
  return fetchesHead.test(step.run ?? "") ? "fetches the code of a pull request" : null;
};

export const untrustedCheckout: WorkflowRule = {
  name: "untrusted-checkout",
  weight: "failing",
  todo: "Run the code of pull requests under pull_request alone, and hand results on as data that nobody executes.",
  find: ({ workflow, steps, lineOf }) => {
    const trigger = privileged.find((name) => name in workflow.on);
    if (trigger === undefined) return [];
    return steps.flatMap((at) => {
      const head = describeHead(at);
      return head === null ? [] : [{ line: lineOf(at.path), what: `job ${at.name} ${head} under ${trigger}` }];
    });
  },
};
