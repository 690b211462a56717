/** The read before every visible write: a freeze label on the issue or its pull request stops it. */
import { FailureError } from "../domain/failure.ts";
import { mostListed } from "../github/read-client.ts";
import type { PublishContext } from "./publish-context.ts";

/** Asks GitHub for the frozen threads at this moment. Throws `FailureError` when one of `numbers` is among them. */
export const checkFreeze = async ({ reader, settings }: PublishContext, numbers: (number | null)[]): Promise<void> => {
  const label = settings.labels.freeze;
  const threads = await reader.listThreads(label);
  const frozen = threads.find((thread) => numbers.includes(thread.number));
  if (!frozen && threads.length < mostListed) return;
  if (!frozen)
    throw new FailureError({
      kind: "refused",
      by: "freeze",
      message: `More than ${mostListed} issues and pull requests carry ${label}, so it is not known which: nothing more is written`,
      hint: `Remove ${label} where it is not needed; the next pass goes on where this one stopped.`,
    });
  throw new FailureError({
    kind: "refused",
    by: "freeze",
    message: `${frozen.isPull ? "Pull request" : "Issue"} ${frozen.number} carries ${label}: nothing more is written`,
    hint: `Remove ${label} and the next pass goes on where this one stopped.`,
  });
};
