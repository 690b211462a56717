/** What people are told when a pull request's record cannot be used. */
import type { Write } from "../domain/bundle.ts";
import { escalatedLabel } from "../flow/run-labels.ts";

export const tellUnusable = (pull: number, fault: string): Write[] => [
  {
    kind: "comment",
    number: pull,
    marker: "record-lost",
    markdown: [
      "### A person is needed",
      "",
      `The bot cannot go on: ${fault}. Nothing that was published is lost.`,
      "",
      "- Restore the newest description that the bot wrote from the edit history (menu at its top), remove the label of this escalation, and the bot goes on; or",
      "- close this pull request and set the ready label on the issue again for a new run.",
    ].join("\n"),
  },
  { kind: "add-labels", number: pull, labels: [escalatedLabel] },
];
