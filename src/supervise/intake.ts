/** What the operator, and the event that started this pass, say about taking up a task. */
import type { Account } from "../domain/issue.ts";

/** The label event that started this pass, with the issue as it was then. */
export type LabelledBy = {
  issue: number;
  title: string;
  body: string;
  sender: Account;
  /** When the issue was last changed, as far as the event tells (ISO 8601, UTC). */
  updatedAt: string;
};

export type Intake = {
  /** Ids of apps whose label counts when the account that they act as may push. */
  trustedApps: readonly number[];
  /** What becomes of text with characters that nobody sees; null: the default for the repository's visibility. */
  hiddenText: "hold" | "strip" | null;
  labelledBy: LabelledBy | null;
};

/** The strictest of the operator's choices, in a pass that no label started. */
export const plainIntake: Intake = { trustedApps: [], hiddenText: null, labelledBy: null };
