/** Expressions that take all secrets, or one whose name is computed, so that the runner hands the job every one of them. */
import { expressionsIn } from "../expressions.ts";
import { stringsAt } from "../strings-at.ts";
import type { WorkflowRule } from "../workflow-rule.ts";

/** `secrets` without a name behind it. */
const unnamed = /\bsecrets\b(?!\s?(?:\.\s?[A-Za-z_]|\[\s?'))/i;

/** A field of a secret that is JSON: only the whole of it is masked in logs. */
const field = /\bfromJSON\s?\(\s?secrets\b/i;

export const overprovisionedSecrets: WorkflowRule = {
  name: "overprovisioned-secrets",
  weight: "failing",
  todo: "Name the one secret that is needed, and keep one value in each.",
  find: ({ workflow, lineOf }) =>
    [...stringsAt(workflow.env, ["env"]), ...stringsAt(workflow.jobs, ["jobs"])].flatMap(({ text, path }) =>
      expressionsIn(text).flatMap((expression) => {
        const code = expression.replace(/'[^']*'/g, (word) => (/^'[\w-]*'$/.test(word) ? word : "''"));
        const line = () => lineOf(path, expression);
        if (unnamed.test(code))
          return [{ line: line(), what: `\${{ ${expression.slice(0, 80)} }} takes secrets without naming one` }];
        return field.test(code) ? [{ line: line(), what: "a field of a secret is used, which no log masks" }] : [];
      }),
    ),
};
