/** What the bot says about an issue that was edited after its release, and how it takes the label off. */
import type { Write } from "../domain/bundle.ts";

/** Why a run that has begun stops. */
export const editedMeanwhile =
  "The issue, or a comment that counts, was edited after the run began; the bot works only on the text that a writer released.";

export const recheckStep = (readyLabel: string): string =>
  `Check the new text and set ${readyLabel} on the issue again.`;

export type EditedIssue = { issue: number; labelEventId: number; readyLabel: string; reason: string };

/** Safe to repeat: one comment per release. */
export const writeEditedNotice = ({ issue, labelEventId, readyLabel, reason }: EditedIssue): Write[] => [
  {
    kind: "comment",
    number: issue,
    marker: `edited-${labelEventId}`,
    markdown: [
      "### Released text and present text differ",
      "",
      `The bot works only on the text that was there when \`${readyLabel}\` was set, and ${reason}. The label was therefore removed.`,
      "",
      `- Check title, description and comments as they are now, and set \`${readyLabel}\` again.`,
    ].join("\n"),
  },
  { kind: "remove-label", number: issue, label: readyLabel },
];
