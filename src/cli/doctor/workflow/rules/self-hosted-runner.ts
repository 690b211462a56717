/** Runners of one's own: what a branch runs there stays there for the next job. */
import type { WorkflowRule } from "../workflow-rule.ts";

export const selfHostedRunner: WorkflowRule = {
  name: "self-hosted-runner",
  weight: "exposed",
  todo: "Use a hosted runner, or runners that are made for one job and thrown away.",
  find: ({ jobs, lineOf }) =>
    jobs.flatMap(({ name, job, path }) => {
      const runsOn = JSON.stringify([job["runs-on"] ?? "", job.strategy ?? ""]).toLowerCase();
      return runsOn.includes("self-hosted")
        ? [{ line: lineOf([...path, "runs-on"]), what: `job ${name} runs on a runner of your own` }]
        : [];
    }),
};
