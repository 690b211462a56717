/** The old commands of the runner, switched on again: any printed line can then set variables and paths. */
import type { Path } from "../../../../config/read-yaml.ts";
import type { WorkflowRule } from "../workflow-rule.ts";

const isOn = (env: unknown): boolean =>
  typeof env === "object" &&
  env !== null &&
  Object.entries(env).some(
    ([name, value]) =>
      name.toUpperCase() === "ACTIONS_ALLOW_UNSECURE_COMMANDS" && !/^(?:false|0|)$/i.test(String(value ?? "")),
  );

const switchesOn = /ACTIONS_ALLOW_UNSECURE_COMMANDS\s{0,3}[=:]\s{0,3}['"]?(?!false|0)/i;

export const insecureCommands: WorkflowRule = {
  name: "insecure-commands",
  weight: "failing",
  todo: "Remove ACTIONS_ALLOW_UNSECURE_COMMANDS.",
  find: ({ workflow, jobs, steps, lineOf }) => {
    const places: { env: unknown; path: Path }[] = [
      { env: workflow.env, path: ["env"] },
      ...jobs.map(({ job, path }) => ({ env: job.env, path: [...path, "env"] })),
      ...steps.map(({ step, path }) => ({ env: step.env, path: [...path, "env"] })),
    ];
    const scripts = steps.filter(({ step }) => switchesOn.test(step.run ?? ""));
    return [...places.filter(({ env }) => isOn(env)), ...scripts].map(({ path }) => ({
      line: lineOf(path),
      what: "printed lines may set variables and paths again",
    }));
  },
};
