/** Whether the issue still has the text that was released, looked at once more before code is shown, and at the end of a claim. */
import { FailureError } from "../domain/failure.ts";
import type { RunRecord } from "../domain/record.ts";
import { chargeLost } from "../flow/charge-lost.ts";
import { editedMeanwhile, recheckStep } from "../flow/edited-notice.ts";
import { hashIssueText } from "../flow/freeze.ts";
import { renderStop } from "../flow/render-stop.ts";
import { escalatedLabel } from "../flow/run-labels.ts";
import type { Pull } from "../github/decode.ts";
import { describeStop } from "../telemetry/audit/describe-claim.ts";
import { noteAudit } from "./note-audit.ts";
import type { PublishContext } from "./publish-context.ts";
import { publishWrites } from "./publish-writes.ts";
import { writeBody } from "./write-body.ts";

/** Throws `FailureError` when the text was edited: the run then waits for a person, who reads why. One request when all is well. */
export const checkReleasedText = async (context: PublishContext, record: RunRecord, pull: Pull): Promise<void> => {
  if (record.textHash === null) return;
  const issue = await context.reader.issue(record.issue);
  if (issue && hashIssueText(issue) === record.textHash) return;
  const { ready } = context.settings.labels;
  const isLabelled = issue?.labels.includes(ready) ?? false;
  await publishWrites(
    context,
    {
      version: 1,
      kind: "stage-less",
      repositoryId: record.repositoryId,
      writes: [
        {
          kind: "comment",
          number: pull.number,
          marker: `escalation-${record.labelEventId}`,
          markdown: renderStop(editedMeanwhile, [recheckStep(ready)]),
        },
        { kind: "add-labels", number: pull.number, labels: [escalatedLabel] },
        ...(isLabelled ? [{ kind: "remove-label" as const, number: record.issue, label: ready }] : []),
      ],
    },
    [record.issue, pull.number],
  );
  const stopped: RunRecord = {
    ...chargeLost(record, context.clock()),
    state: "escalated",
    reason: editedMeanwhile,
    consent: null,
  };
  await writeBody(context, pull, noteAudit(context, stopped, describeStop(stopped, editedMeanwhile)));
  throw new FailureError({
    kind: "refused",
    by: "frozen-task",
    message: `Issue ${record.issue} was edited while the bot worked: nothing of it is published`,
    hint: recheckStep(ready),
  });
};
