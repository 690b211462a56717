/** Jobs that run the code of a bot branch with a token that may write, or that speaks for the repository to others. */
import type { Job } from "../../../../config/read-workflow.ts";
import type { WorkflowRule } from "../workflow-rule.ts";
import { writtenRights } from "../written-rights.ts";
import { isForOthers } from "./is-for-others.ts";

/** Without a checkout, a script, a local action or a called workflow nothing of a branch is there to run. */
const bringsCode = ({ uses, steps }: Job): boolean =>
  uses !== undefined ||
  steps.some(
    (step) => step.run !== undefined || step.uses?.startsWith("./") || step.uses?.startsWith("actions/checkout@"),
  );

/** What CodeQL needs on every pull request to tell its results, and cannot do without. */
const isCodeql = (rights: string[], { steps }: Job): boolean =>
  rights.every((right) => right === "security-events: write") &&
  steps.some(({ uses }) => uses?.startsWith("github/codeql-action/analyze@"));

export const privilegedBranchCode: WorkflowRule = {
  name: "privileged-branch-code",
  weight: "failing",
  todo: "Let this job read alone, and do what needs more in a workflow that starts on the default branch.",
  find: ({ workflow, jobs, started, lineOf }) =>
    started.length === 0
      ? []
      : jobs.flatMap(({ name, job, path }) => {
          const rights = writtenRights(job.permissions ?? workflow.permissions);
          return rights.length === 0 || !bringsCode(job) || isForOthers(job.if) || isCodeql(rights, job)
            ? []
            : [
                {
                  line: lineOf([...path, "permissions"]),
                  what: `job ${name} starts on bot branches with ${rights.join(", ")}`,
                },
              ];
        }),
};
