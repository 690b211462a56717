/** Secrets that jobs on a bot branch hold without a protected environment in front of them. */
import { contextsIn, expressionsIn } from "../expressions.ts";
import { stringsAt } from "../strings-at.ts";
import type { WorkflowRule } from "../workflow-rule.ts";
import { isForOthers } from "./is-for-others.ts";

const secretsIn = (value: unknown): string[] => [
  ...new Set(
    stringsAt(value)
      .flatMap(({ text }) => expressionsIn(text))
      .flatMap(contextsIn)
      .filter((name) => name.startsWith("secrets.") && name !== "secrets.github_token")
      .map((name) => name.slice("secrets.".length).toUpperCase()),
  ),
];

export const exposedSecrets: WorkflowRule = {
  name: "exposed-secrets",
  weight: "exposed",
  todo: "Keep the secret in an environment that needs an approval, or use it in a workflow that starts on the default branch alone.",
  find: ({ workflow, jobs, started, lineOf }) => {
    if (started.length === 0) return [];
    const shared = secretsIn(workflow.env);
    return [
      ...(shared.length > 0
        ? [{ line: lineOf(["env"]), what: `every job on bot branches holds ${shared.join(", ")}` }]
        : []),
      ...jobs.flatMap(({ name, job, path }) => {
        const names = job.environment || isForOthers(job.if) ? [] : secretsIn(job);
        return names.length > 0
          ? [{ line: lineOf(path), what: `job ${name} on bot branches holds ${names.join(", ")}` }]
          : [];
      }),
    ];
  },
};
