/** `pull_request_target`, and `workflow_run` that takes something of the run before it: both hold secrets beside what a stranger wrote. */
import { contextsIn, expressionsIn } from "../expressions.ts";
import { stringsAt } from "../strings-at.ts";
import type { WorkflowRule } from "../workflow-rule.ts";
import type { WorkflowSource } from "../workflow-source.ts";

const takesArtifact = (uses: string | undefined): boolean =>
  /download-artifact|download-workflow-artifact/.test(uses ?? "");

/** Where a job takes code, files or texts of the run that rang. */
const takenFromRun = ({ workflow, steps, lineOf }: WorkflowSource) => [
  ...steps
    .filter(({ step }) => takesArtifact(step.uses) || /\bgh run download\b/.test(step.run ?? ""))
    .map(({ path }) => ({ line: lineOf(path), what: "an artifact of the run before is taken" })),
  ...stringsAt(workflow.jobs, ["jobs"])
    .filter(({ path }) => path.at(-1) !== "if")
    .flatMap(({ text, path }) =>
      expressionsIn(text)
        .flatMap(contextsIn)
        .filter((name) => /^github\.event\.workflow_run\.(?:head_|pull_requests|display_title|name)/.test(name))
        .slice(0, 1)
        .map((name) => ({ line: lineOf(path, "${{"), what: `${name} of the run before is used` })),
    ),
];

export const dangerousTriggers: WorkflowRule = {
  name: "dangerous-triggers",
  weight: "failing",
  todo: "Use pull_request, which holds no secrets for strangers. A workflow_run may ring a bell, but take nothing of the run before it.",
  find: (source) => {
    const { workflow, lineOf } = source;
    const target = "pull_request_target" in workflow.on;
    return [
      ...(target
        ? [
            {
              line: lineOf(["on", "pull_request_target"]),
              what: "pull_request_target starts it with secrets and a token that may write",
            },
          ]
        : []),
      ...("workflow_run" in workflow.on ? takenFromRun(source) : []),
    ];
  },
};
