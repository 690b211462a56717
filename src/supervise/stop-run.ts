/** Plans of claims that hand their run to a person. */
import type { RunRecord } from "../domain/record.ts";
import { renderStop } from "../flow/render-stop.ts";
import { allowFlaggedLabel, escalatedLabel, flaggedLabel } from "../flow/run-labels.ts";
import type { ClaimPlan } from "./claim-plan.ts";
import { tellUnusable } from "./tell-unusable.ts";

/** The run waits for a person, who reads why and what to do. */
export const stop = (
  record: RunRecord,
  pull: number,
  reason: string,
  nextSteps: string[],
  marker = `escalation-${record.labelEventId}`,
): Extract<ClaimPlan, { kind: "stop" }> => ({
  kind: "stop",
  // Nobody is asked for a yes any more: the stage runs anew when the run goes on.
  record: { ...record, pull, state: "escalated", reason, reservedUsd: 0, claimedAt: null, consent: null },
  pull,
  reason,
  writes: [
    {
      kind: "comment",
      number: pull,
      marker,
      markdown: renderStop(reason, nextSteps),
    },
    { kind: "add-labels", number: pull, labels: [escalatedLabel] },
    ...(record.consent ? [{ kind: "remove-label" as const, number: pull, label: flaggedLabel }] : []),
  ],
});

/** A yes to something else than what stands there now is no yes. */
export const voidConsent = (record: RunRecord, pull: number, reason: string): ClaimPlan => {
  const plan = stop(
    record,
    pull,
    `Nothing was applied: ${reason}.`,
    ["Comment `/draftsmith retry` to let the stage run anew; what it then proposes is shown again."],
    `flagged-void-${record.consent?.hash.slice(0, 16)}`,
  );
  return { ...plan, writes: [...plan.writes, { kind: "remove-label", number: pull, label: allowFlaggedLabel }] };
};

/** The record itself is not to be trusted, so nothing is written into it. */
export const distrust = (pull: number, fault: string): ClaimPlan => ({
  kind: "stop",
  record: null,
  pull,
  reason: fault,
  writes: tellUnusable(pull, fault),
});
