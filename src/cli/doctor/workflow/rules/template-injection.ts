/** Expressions that GitHub pastes into a script before anything runs: whoever writes their text writes the script. */
import type { Path } from "../../../../config/read-yaml.ts";
import { contextsIn, expressionsIn } from "../expressions.ts";
import { findUntrusted } from "../find-untrusted.ts";
import type { WorkflowRule } from "../workflow-rule.ts";
import type { StepAt } from "../workflow-source.ts";

/** Inputs of actions that are run as a script or a command line. */
const scriptInputs = /^(?:script|run|command|commands|cmd|args|inlinescript|inline-script|code|entrypoint)$/i;

const scriptsOf = ({ step, path }: StepAt): { text: string; path: Path }[] => [
  ...(step.run === undefined ? [] : [{ text: step.run, path: [...path, "run"] }]),
  ...(typeof step.shell === "string" ? [{ text: step.shell, path: [...path, "shell"] }] : []),
  ...Object.entries(step.with ?? {}).flatMap(([name, value]) =>
    typeof value === "string" && scriptInputs.test(name) && step.uses?.startsWith("./") !== true
      ? [{ text: value, path: [...path, "with", name] }]
      : [],
  ),
];

const isSecret = (name: string): boolean =>
  name === "secrets" || name.startsWith("secrets.") || name === "github.token";

export const templateInjection: WorkflowRule = {
  name: "template-injection",
  weight: "failing",
  todo: 'Hand the value to the step in env, and write "$NAME" in the script.',
  find: (source) =>
    source.steps.flatMap((at) =>
      scriptsOf(at).flatMap(({ text, path }) =>
        expressionsIn(text).flatMap((expression) => {
          const free = findUntrusted(expression, { source, job: at.job, step: at.step });
          const named = free[0] ?? contextsIn(expression).find(isSecret);
          return named === undefined
            ? []
            : [{ line: source.lineOf(path, expression), what: `${named} is pasted into a script of job ${at.name}` }];
        }),
      ),
    ),
};
