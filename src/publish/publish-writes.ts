/** Writes that belong to no stage: comments, labels, the bot's own issues, closing an abandoned pull request. */
import type { StagelessBundle, Write } from "../domain/bundle.ts";
import { FailureError } from "../domain/failure.ts";
import { explainError } from "../github/explain-error.ts";
import { dispatchWorkflow } from "./dispatch-workflow.ts";
import { ensureComment } from "./ensure-comment.ts";
import { checkFreeze } from "./guard.ts";
import { closeIssue, openIssue, updateIssue } from "./own-issue.ts";
import type { PublishContext } from "./publish-context.ts";

const perform = async (context: PublishContext, write: Write, frozenBy: (number | null)[]): Promise<void> => {
  switch (write.kind) {
    case "comment":
      await ensureComment(context, write, frozenBy);
      return;
    case "add-labels": {
      const standing = (await context.reader.issue(write.number))?.labels ?? [];
      const missing = write.labels.filter((label) => !standing.includes(label));
      if (missing.length === 0) return;
      await checkFreeze(context, [write.number, ...frozenBy]);
      return context.writer.addLabels(write.number, missing);
    }
    case "remove-label":
      await checkFreeze(context, [write.number, ...frozenBy]);
      return context.writer.removeLabel(write.number, write.label).catch((error: unknown) => {
        const isGone = error instanceof FailureError && error.failure.kind === "denied" && error.failure.status === 404;
        if (!isGone) throw new FailureError(explainError(error));
      });
    case "open-issue":
      return openIssue(context, write, frozenBy);
    case "update-issue":
      return updateIssue(context, write, frozenBy);
    case "close-issue":
      return closeIssue(context, write, frozenBy);
    case "dispatch-workflow":
      return dispatchWorkflow(context, write, frozenBy);
    case "close-pull":
      await ensureComment(context, { number: write.number, marker: "closed", markdown: write.reason }, frozenBy);
      await checkFreeze(context, [write.number, ...frozenBy]);
      await context.writer.updatePull(write.number, { state: "closed" });
  }
};

/** Performs the writes in order; each is safe to repeat. */
export const publishWrites = async (
  context: PublishContext,
  bundle: StagelessBundle,
  frozenBy: (number | null)[] = [],
): Promise<void> => {
  for (const write of bundle.writes) await perform(context, write, frozenBy);
};
