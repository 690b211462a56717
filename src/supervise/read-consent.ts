/** Whether the label that says yes to a run's flagged change counts: who set it last, after what, and what that account may do now. */
import type { RunRecord } from "../domain/record.ts";
import { allowFlaggedLabel } from "../flow/run-labels.ts";
import type { Thread } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";
import type { ConsentView } from "./consent-view.ts";
import { isPerson } from "./gates.ts";

const no = (reason: string): ConsentView => ({ isYes: false, reason });

export const waitsForConsent = ({ state, waitingFor }: RunRecord): boolean =>
  state === "waiting" && waitingFor === "consent";

/** Null where no label is set, or the run waits for no consent: nothing is asked of GitHub then. Else one request, and one more for a person. */
export const readConsent = async (
  record: RunRecord,
  pull: Pick<Thread, "number" | "labels">,
  reader: Pick<GithubReader, "labelEvents" | "mayPush">,
): Promise<ConsentView | null> => {
  if (!waitsForConsent(record) || !pull.labels.includes(allowFlaggedLabel)) return null;
  const shown = record.consent?.comment;
  if (!shown)
    return no("the record does not say where the flagged change is shown; `/draftsmith retry` runs the stage anew");
  const event = (await reader.labelEvents(pull.number, allowFlaggedLabel)).at(-1);
  if (!event) return no(`no event says who set ${allowFlaggedLabel}; remove it and set it again`);
  const { actor, at } = event;
  if (at <= shown.at)
    return no(`${allowFlaggedLabel} was not set after the flagged change was shown; remove it and set it again`);
  if (!isPerson(actor) || actor.id <= 0)
    return no(
      `${allowFlaggedLabel} was set by ${actor.login}, which is not a person; a person with push right must set it`,
    );
  return (await reader.mayPush(actor))
    ? { isYes: true, by: actor, at }
    : no(`${allowFlaggedLabel} was set by ${actor.login}, who has no push right; a person with push right must set it`);
};
