/** The frozen task as the model may see it: its texts normalised, its hash still that of the raw text. */
import type { Brief } from "../domain/brief.ts";
import { addDropped, type Dropped, nothingDropped } from "../outgoing/incoming/dropped.ts";
import { normaliseIncoming } from "../outgoing/normalise-incoming.ts";

const maxTitle = 1_000;
const maxBody = 70_000;
/** Characters of all comments together: the newest stay. */
const maxComments = 140_000;

export type NormalisedBrief = { brief: Brief; dropped: Dropped };

/** `dropped` is the sum over title, body and comments. */
export const normaliseBrief = (brief: Brief): NormalisedBrief => {
  let dropped = nothingDropped();
  const clean = (text: string, maxLength: number): string => {
    const normalised = normaliseIncoming(text, maxLength);
    dropped = addDropped(dropped, normalised.dropped);
    return normalised.text;
  };
  const { issue } = brief;
  let left = maxComments;
  const comments = brief.comments
    .toReversed()
    .map((comment) => ({ ...comment, body: clean(comment.body, maxBody) }))
    .filter(({ body }) => {
      left -= body.length;
      if (left < 0) dropped = addDropped(dropped, { ...nothingDropped(), cut: body.length });
      return left >= 0;
    })
    .toReversed();
  const normalised = {
    ...brief,
    issue: { ...issue, title: clean(issue.title, maxTitle), body: clean(issue.body, maxBody) },
    comments,
  };
  return { brief: normalised, dropped };
};
