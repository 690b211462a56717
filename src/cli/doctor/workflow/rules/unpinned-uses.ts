/** Actions and called workflows that are named by a tag or branch, which can be moved. */
import { isPinned } from "../../../../config/read-workflow.ts";
import type { WorkflowRule } from "../workflow-rule.ts";

export const unpinnedUses: WorkflowRule = {
  name: "unpinned-uses",
  weight: "exposed",
  todo: "Name it by the full commit id of a release, with the version as a comment.",
  find: ({ jobs, steps, lineOf }) =>
    [
      ...jobs.map(({ job, path }) => ({ uses: job.uses, path })),
      ...steps.map(({ step, path }) => ({ uses: step.uses, path })),
    ].flatMap(({ uses, path }) =>
      uses === undefined || isPinned(uses)
        ? []
        : [{ line: lineOf([...path, "uses"]), what: `${uses} is not pinned to a full commit id` }],
    ),
};
