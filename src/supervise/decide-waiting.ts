/** Whether a waiting run may go on: CI, the model, time; pure. */
import { type CiEvidence, isBrokenByBranch } from "../domain/evidence.ts";
import type { RunRecord } from "../domain/record.ts";
import { describeCiWait, isToldOutside } from "../flow/ci-wait.ts";
import { describeFaults } from "./dispatch-view.ts";
import type { RunView } from "./snapshot.ts";

const hour = 3_600_000;
const ciPatienceHours = 24;

const since = (iso: string | null, now: Date): number => (iso ? now.getTime() - Date.parse(iso) : 0);

/** CI that has not come to a verdict of its own by now is no longer waited for. */
export const isCiOverdue = (record: RunRecord, now: Date): boolean =>
  record.waitingFor === "ci" && since(record.waitingSince, now) > ciPatienceHours * hour;

/** `act` lets the run go on. */
type Wait = { act: boolean; reason: string };

/** Once to tell on the pull request what failed, and again when nobody mended it for a day. */
const decideOutside = (ci: CiEvidence, record: RunRecord, isOverdue: boolean): Wait => {
  if (isOverdue) return { act: true, reason: `CI was not green within ${ciPatienceHours} hours` };
  return { act: !isToldOutside(record.reason), reason: describeCiWait(ci, false) ?? "CI failed" };
};

const decideConsent = ({ consent, pull }: RunView): Wait => {
  if (consent === null)
    return { act: false, reason: `a flagged change waits for a writer's yes or no on pull request ${pull.number}` };
  return consent.isYes
    ? { act: true, reason: `${consent.by.login} allowed the flagged change` }
    : { act: false, reason: consent.reason };
};

export const decideWaiting = (run: RunView, record: RunRecord, now: Date): Wait => {
  if (record.waitingFor === "consent") return decideConsent(run);
  if (record.waitingFor !== "ci")
    return {
      act: true,
      reason: record.waitingFor === "model" ? "the model endpoint may answer again" : "the last claim ran out of time",
    };
  const { ci } = run;
  const isOverdue = isCiOverdue(record, now);
  switch (ci?.state) {
    case "passed":
      return { act: true, reason: "CI passed" };
    case "failed":
      return isBrokenByBranch(ci) ? { act: true, reason: "CI failed" } : decideOutside(ci, record, isOverdue);
    case "none":
      return { act: true, reason: "no CI runs on this branch" };
    case "not-triggered":
    case "awaiting-approval":
      return isOverdue
        ? { act: true, reason: `CI did not run within ${ciPatienceHours} hours` }
        : {
            act: false,
            reason: `${describeCiWait(ci, false)}${run.dispatch ? describeFaults(run.dispatch) : ""}`,
          };
    case "running":
      return { act: false, reason: "CI is running" };
    case undefined:
      return { act: false, reason: "other runs that wait for CI are looked at first" };
  }
};

/** The workflow to start now: nothing started by itself, and both sides name it. Null: none. */
export const dispatchOf = ({ dispatch }: RunView, record: RunRecord, now: Date): string | null =>
  dispatch && dispatch.faults.length === 0 && !isCiOverdue(record, now) ? dispatch.file : null;
