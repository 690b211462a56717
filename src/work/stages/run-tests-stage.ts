/** `tests`: tests that fail on the base because the behaviour is missing, proven by running them. */

import { testAuthor } from "../../roles/test-author.ts";
import { checkBase } from "../check-base.ts";
import { compareRed } from "../compare-red.ts";
import { holdFlagged, recallChange } from "../consent.ts";
import { failed, fromRoleError, passed } from "../create-outcome.ts";
import { askRole, validateDiff } from "../propose-change.ts";
import { showRepository, taskText } from "../show.ts";
import type { StageContext } from "../stage-context.ts";

export const runTestsStage = async (context: StageContext) => {
  const { record, workspace, changes, tests, projects, lastFailure } = context;
  const { plan } = record;
  if (!plan) throw new Error("the tests stage needs a plan");
  const unprovable = await checkBase(context, plan.kind);
  if (unprovable) return unprovable;
  const baseline = await tests.baseline();
  const input = {
    plan,
    slice: await showRepository(context, {
      tier: "strong",
      text: taskText(context, plan),
      pinned: plan.files,
      testShare: 0.3,
    }),
    projects,
    feedback:
      lastFailure &&
      [lastFailure.feedback, ...(lastFailure.diff ? ["The refused diff:", lastFailure.diff] : [])].join("\n\n"),
  };
  const result =
    recallChange(context) ??
    (await askRole(context, testAuthor, input, (output) => validateDiff(context, output.diff)));
  if (!result.ok) return fromRoleError(context, result.error);
  const { value: proposal, output, usage } = result.value;
  changes.write(proposal.changes);
  const red = await compareRed(context, baseline);
  if (red.proof === "none") {
    workspace.reset();
    return failed(
      "tests",
      "The new tests were not seen failing for the right reason.",
      `${red.reason}\n\n${red.excerpt}`,
      {
        usage,
        refusedDiff: proposal.text,
      },
    );
  }
  workspace.keep();
  const outcome = passed("tests", `${red.tests.length || "New"} tests fail on the base (${red.proof})`, {
    usage,
    red: { proof: red.proof, tests: red.tests.slice(0, 200) },
    commit: { subject: `test: ${plan.title}`, body: output.summary, patch: proposal.text },
  });
  return holdFlagged(context, proposal, outcome);
};
