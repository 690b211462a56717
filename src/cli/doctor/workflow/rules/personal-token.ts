/** Tokens of a person in place of the job's own: they reach every repository of that person, and start everything at once. */
import { contextsIn, expressionsIn } from "../expressions.ts";
import type { WorkflowRule } from "../workflow-rule.ts";

const personal = /(?:^|_)pat(?:$|_)|personal/;

/** Places that take the job's token. */
const tokenInputs = /^(?:github[-_]token|gh[-_]token|repo[-_]token)$/i;

/** `token` is that of the action's own service where the secret's name begins with it, such as `CODECOV_TOKEN` for codecov/codecov-action. */
const isOfService = (uses: string, secret: string): boolean => uses.toLowerCase().includes(secret.split("_")[0] ?? "");

const secretsIn = (value: unknown): string[] =>
  expressionsIn(String(value ?? ""))
    .flatMap(contextsIn)
    .flatMap((name) => (name.startsWith("secrets.") ? [name.slice("secrets.".length)] : []));

const isForeign = (input: string, secret: string, uses: string | undefined): boolean => {
  if (secret === "github_token") return false;
  if (personal.test(secret) || tokenInputs.test(input)) return true;
  return uses !== undefined && input.toLowerCase() === "token" && !isOfService(uses, secret);
};

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

export const personalToken: WorkflowRule = {
  name: "personal-token",
  weight: "warning",
  todo: "Use github.token with permissions of the job, or a token of an app that is made for it.",
  find: ({ workflow, jobs, steps, lineOf }) =>
    [
      { values: entriesOf(workflow.env), path: ["env"], uses: undefined },
      ...jobs.flatMap(({ job, path }) => [
        { values: entriesOf(job.env), path: [...path, "env"], uses: undefined },
        { values: entriesOf(job.secrets), path: [...path, "secrets"], uses: undefined },
      ]),
      ...steps.flatMap(({ step, path }) => [
        { values: entriesOf(step.env), path: [...path, "env"], uses: undefined },
        { values: entriesOf(step.with), path: [...path, "with"], uses: step.uses },
      ]),
    ].flatMap(({ values, path, uses }) =>
      values.flatMap(([input, value]) => {
        const secret = secretsIn(value).find((one) => isForeign(input, one, uses));
        return secret === undefined
          ? []
          : [
              {
                line: lineOf([...path, input]),
                what: `${secret.toUpperCase()} stands where the job's own token would do`,
              },
            ];
      }),
    ),
};
