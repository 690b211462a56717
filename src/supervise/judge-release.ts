/** Whether a label event can release a task at all; its account's rights are asked apart. */
import type { Account, LabelEvent } from "../domain/issue.ts";
import { isPerson } from "./gates.ts";
import type { Intake, LabelledBy } from "./intake.ts";
import { toSecond } from "./to-second.ts";

/** A person, or an app that the operator names by its id; never the bot itself. Names mean nothing. */
export const mayRelease = (
  { actor, appId }: LabelEvent,
  self: Pick<Account, "id">,
  { trustedApps }: Pick<Intake, "trustedApps">,
): boolean => {
  if (actor.id <= 0 || actor.id === self.id) return false;
  return isPerson(actor) || (actor.type === "Bot" && appId !== undefined && trustedApps.includes(appId));
};

/** Why the list of events cannot be as new as the event that started this pass; null when it may be, or none did. */
export const findLag = (last: LabelEvent | null, labelledBy: LabelledBy | null): string | null => {
  if (labelledBy === null) return null;
  const isShown =
    last !== null && last.actor.id === labelledBy.sender.id && toSecond(last.at) >= toSecond(labelledBy.updatedAt);
  return isShown
    ? null
    : "GitHub's list of events does not show yet the label that started this pass; the next one looks again";
};
