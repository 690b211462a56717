/** Which event set the ready label last, as far as an issue's list of events can be relied on; pure. */
import type { LabelEvent } from "../domain/issue.ts";
import { type IssueEvents, labelEventsOf } from "../github/read-client.ts";
import type { Intake } from "./intake.ts";
import { findLag } from "./judge-release.ts";
import { toSecond } from "./to-second.ts";

export type LastRelease = {
  /** The `labeled` events of exactly this label, oldest first. */
  events: LabelEvent[];
  last: LabelEvent | null;
  /** When the title was last changed; null when it never was. */
  renamedAt: string | null;
  /** Why `last` cannot be relied on in this pass; null when it can. */
  fault: string | null;
};

export const readRelease = (
  issue: number,
  { events, isComplete }: IssueEvents,
  { readyLabel, intake }: { readyLabel: string; intake: Intake },
): LastRelease => {
  const labels = labelEventsOf(events, readyLabel);
  const last = labels.at(-1) ?? null;
  const renamed = events
    .filter(({ event }) => event === "renamed")
    .reduce<string | null>(
      (latest, { at }) => (latest === null || toSecond(at) > toSecond(latest) ? at : latest),
      null,
    );
  const labelledBy = intake.labelledBy?.issue === issue ? intake.labelledBy : null;
  const fault = isComplete
    ? findLag(last, labelledBy)
    : `the issue has more events than are read, so nobody can say who set ${readyLabel} last; open a new issue`;
  return { events: labels, last, renamedAt: renamed, fault };
};
