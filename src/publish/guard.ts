/** The read before every visible write: a freeze label on the issue or its pull request stops it. */
import { FailureError } from "../domain/failure.ts";
import type { PublishContext } from "./publish-context.ts";

/** Asks GitHub for the frozen threads at this moment. Throws `FailureError` when one of `numbers` is among them. */
export const checkFreeze = async ({ reader, settings }: PublishContext, numbers: (number | null)[]): Promise<void> => {
  const label = settings.labels.freeze;
  const frozen = (await reader.listThreads(label)).find((thread) => numbers.includes(thread.number));
  if (!frozen) return;
  throw new FailureError({
    kind: "refused",
    by: "freeze",
    message: `${frozen.isPull ? "Pull request" : "Issue"} ${frozen.number} carries ${label}: nothing more is written`,
    hint: `Remove ${label} and the next pass goes on where this one stopped.`,
  });
};
