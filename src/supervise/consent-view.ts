/** What the label by which a writer says yes to a run's flagged change was found to mean. */
import type { Account } from "../domain/issue.ts";

/** `at` is when the label was set (ISO 8601, UTC); `reason` says why a label that is there does not count. */
export type ConsentView = { isYes: true; by: Account; at: string } | { isYes: false; reason: string };
