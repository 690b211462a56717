/** Tokens of an app that reach more than the job needs, or that live on after it. */
import type { WorkflowRule } from "../workflow-rule.ts";
import type { Step } from "../workflow-source.ts";

const faultsOf = (inputs: NonNullable<Step["with"]>): string[] => [
  ...(Object.keys(inputs).some((name) => name.startsWith("permission-")) ? [] : ["has every permission of the app"]),
  ...("owner" in inputs && !("repositories" in inputs) ? ["reaches every repository of the installation"] : []),
  ...(String(inputs["skip-token-revoke"] ?? "false") === "false" ? [] : ["is not revoked at the end"]),
];

export const appToken: WorkflowRule = {
  name: "github-app",
  weight: "warning",
  todo: "Name repositories and permission-… inputs, and leave skip-token-revoke out.",
  find: ({ steps, lineOf }) =>
    steps.flatMap(({ name, step, path }) =>
      /(?:^|\/)create-github-app-token@/.test(step.uses ?? "")
        ? faultsOf(step.with ?? {}).map((fault) => ({
            line: lineOf(path),
            what: `job ${name}: the app's token ${fault}`,
          }))
        : [],
    ),
};
