/** What a run waits for while its CI has no verdict that work can act on, in words that the record keeps. */
import { type CiEvidence, isBrokenByBranch } from "../domain/evidence.ts";

const outsideText = "CI failed, but not because of this change";

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

const describeFailures = ({ failures }: CiEvidence): string =>
  failures.map(({ name, cause, reason }) => `${name} (${cause}: ${reason})`).join(", ");

/** Null when CI has ended, or was given its time. Work parks with this text. */
export const describeCiWait = (ci: CiEvidence | null, isOverdue: boolean): string | null => {
  switch (ci?.state) {
    case undefined:
      return "CI of the published head has not ended";
    case "running":
      return "CI is running";
    case "not-triggered":
      return isOverdue ? null : "CI has not started on this branch";
    case "awaiting-approval":
      return isOverdue ? null : "CI waits for a writer's approval";
    case "failed":
      return isOverdue || isBrokenByBranch(ci)
        ? null
        : oneLine(`${outsideText}; re-run the failed jobs: ${describeFailures(ci)}`);
    case "none":
    case "passed":
      return null;
  }
};

/** The record says already that CI failed for other reasons; what came of the names in it does not matter. */
export const isToldOutside = (reason: string): boolean => reason.startsWith(outsideText);
