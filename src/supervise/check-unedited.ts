/** Whether an issue still has the text that its label released: nothing of it may have changed at or after the label's second. */
import type { LabelEvent } from "../domain/issue.ts";
import type { IssueEdits } from "../github/read-issue-edits.ts";
import type { LabelledBy } from "./intake.ts";
import { toSecond } from "./to-second.ts";

export type ReleasedText = {
  event: LabelEvent;
  title: string;
  body: string;
  /** When the title was last changed (ISO 8601, UTC), as the list of events tells; null when it never was. */
  renamedAt: string | null;
  edits: IssueEdits;
  labelledBy: LabelledBy | null;
};

/** `edited`: a person must release the new text. `unclear`: what was read does not fit together, and another look may clear it. */
export type TextVerdict = { kind: "unedited" } | { kind: "edited" | "unclear"; reason: string };

const isSame = (a: string, b: string): boolean => a.replaceAll("\r\n", "\n") === b.replaceAll("\r\n", "\n");

const isSameText = (a: { title: string; body: string }, b: { title: string; body: string }): boolean =>
  a.title === b.title && isSame(a.body, b.body);

/** What cannot be compared, such as a time that is none, counts as later. */
const isBefore = (at: string, label: number): boolean => toSecond(at) < label;

export const checkUnedited = (text: ReleasedText): TextVerdict => {
  const { event, renamedAt, edits, labelledBy } = text;
  const label = toSecond(event.at);
  if (renamedAt !== null && !isBefore(renamedAt, label))
    return { kind: "edited", reason: "its title was changed after the label was set" };
  // A label itself is a change, and a time that may be that of any change is the label's own.
  const latest = edits.isExact ? label : label + 1;
  if (edits.editedAt !== null && !isBefore(edits.editedAt, latest))
    return { kind: "edited", reason: "its text was edited after the label was set" };
  if (!isSameText(edits, text)) return { kind: "unclear", reason: "its text changed while it was read" };
  if (labelledBy !== null && !isSameText(labelledBy, text))
    return { kind: "unclear", reason: "its text is not the one that the label's event holds" };
  return { kind: "unedited" };
};
