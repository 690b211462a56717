/** What to do about what was seen: pure, and its answers are data that a dry run prints. */
import type { Write } from "../domain/bundle.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Settings } from "../domain/settings.ts";
import { escalatedLabel } from "../flow/run-labels.ts";
import { decideWaiting, dispatchOf } from "./decide-waiting.ts";
import { checkGates } from "./gates.ts";
import { waitsForConsent } from "./read-consent.ts";
import { reserve } from "./reserve.ts";
import { countOpenRuns, type ReadyIssue, type RunView, runOf, type Snapshot } from "./snapshot.ts";
import {
  createTally,
  describeActorCeiling,
  describeActorRate,
  describeDayCeiling,
  spentRunOf,
  type Tally,
  worstCase,
} from "./spending.ts";
import { tellUnusable } from "./tell-unusable.ts";

export type Action =
  | { kind: "start"; issue: number; reason: string; lagSeconds: number }
  | { kind: "resume"; issue: number; pull: number; reason: string }
  | { kind: "write"; issue: number; pull: number; reason: string; writes: Write[] }
  | { kind: "nothing"; issue: number | null; pull: number | null; gate: string; reason: string };

export type DecideOptions = {
  now: Date;
  /** A claim younger than this may still be at work in another job; 0 where this process is the only one. */
  claimMinutes: number;
  /** The issue or pull request that is about to be claimed: nothing else is decided, or set aside for. */
  only?: number;
};

const hour = 3_600_000;
const unansweredDays = 14;

const since = (iso: string | null, now: Date): number => (iso ? now.getTime() - Date.parse(iso) : 0);

/** `what` waits for people; `next` is what they can still do. */
const closeUnanswered = (run: RunView, record: RunRecord, what: string, next: string): Action => ({
  kind: "write",
  issue: record.issue,
  pull: run.pull.number,
  reason: `${what} was not answered for ${unansweredDays} days`,
  writes: [
    {
      kind: "close-pull",
      number: run.pull.number,
      reason: `${what[0]?.toUpperCase()}${what.slice(1)} was not answered for ${unansweredDays} days. ${next}; a new pull request then starts.`,
    },
  ],
});

const isUnanswered = (record: RunRecord, now: Date): boolean =>
  since(record.waitingSince, now) > unansweredDays * 24 * hour;

const startCi = (run: RunView, record: RunRecord, file: string): Action => ({
  kind: "write",
  issue: record.issue,
  pull: run.pull.number,
  reason: `CI has not started on this branch, and ${file} may be started`,
  writes: [{ kind: "dispatch-workflow", file, ref: record.branch }],
});

const unusable = (run: RunView, freeze: string): Action => {
  const nothing = (gate: string, reason: string): Action => ({
    kind: "nothing",
    issue: run.issue,
    pull: run.pull.number,
    gate,
    reason,
  });
  if (!run.isByBot)
    return nothing("ours", `pull request ${run.pull.number} carries the run label but was not opened by the bot`);
  if (run.pull.labels.includes(freeze)) return nothing("freeze", `${freeze} is set; remove it to let the bot act`);
  if (run.pull.labels.includes(escalatedLabel)) return nothing("record", `${run.fault}; a person has been told`);
  return {
    kind: "write",
    issue: 0,
    pull: run.pull.number,
    reason: run.fault,
    writes: tellUnusable(run.pull.number, run.fault),
  };
};

const decideRun = (run: RunView, ready: ReadyIssue | undefined, settings: Settings, options: DecideOptions): Action => {
  const { record } = run;
  const { freeze } = settings.labels;
  if (!record || !run.isByBot) return unusable(run, freeze);
  const at = { issue: record.issue, pull: run.pull.number };
  const nothing = (gate: string, reason: string): Action => ({ kind: "nothing", ...at, gate, reason });
  const resume = (reason: string): Action => ({ kind: "resume", ...at, reason });
  if (run.pull.labels.includes(freeze) || ready?.issue.labels.includes(freeze))
    return nothing("freeze", `${freeze} is set; remove it to let the bot act`);
  if (run.head === null)
    return nothing("branch", `branch ${record.branch} is gone; close the pull request, or restore the branch`);
  const event = ready?.asked?.event;
  const isAskedAgain = event && event.id !== record.labelEventId && ready.asked?.mayPush;
  const { command } = run;
  if (command?.verb === "stop") return resume(`${command.actor.login} said stop`);
  if (command) return resume(`${command.actor.login} said ${command.verb}`);
  switch (record.state) {
    case "ready":
      return nothing("ready", "ready for review by a person");
    case "closed":
      return nothing("closed", "the run has ended");
    case "escalated":
      return isAskedAgain
        ? resume("a writer asked again")
        : nothing("escalated", `waits for a person: ${record.reason}`);
    case "asking":
      if (isAskedAgain) return resume("the questions were answered");
      if (isUnanswered(record, options.now))
        return closeUnanswered(
          run,
          record,
          "what the bot asked on the issue",
          "Answer it and set the ready label again",
        );
      return nothing("asking", "waits for answers on the issue");
    case "waiting": {
      if (isAskedAgain && waitsForConsent(record))
        return resume("a writer asked again and did not allow the flagged change");
      const file = dispatchOf(run, record, options.now);
      if (file) return startCi(run, record, file);
      const { act, reason } = decideWaiting(run, record, options.now);
      if (!act && waitsForConsent(record) && isUnanswered(record, options.now))
        return closeUnanswered(run, record, "the flagged change", "Set the ready label on the issue again");
      return act ? resume(reason) : nothing(record.waitingFor === "consent" ? "consent" : "ci", reason);
    }
    case "working":
      return record.claimedAt && since(record.claimedAt, options.now) < options.claimMinutes * 60_000
        ? nothing("claimed", `at work since ${record.claimedAt}`)
        : resume("work is not finished");
  }
};

/** In these states the ready label, set again, lets the run go on. */
const takesNewLabel = (record: RunRecord): boolean =>
  record.state === "asking" || record.state === "escalated" || waitsForConsent(record);

/** The account that lets the run go on now, and whether it asks anew; a run that only goes on stands on who asked last. */
const askerOf = ({ record, command }: RunView, ready: ReadyIssue | undefined) => {
  const event = ready?.asked?.event;
  const isRelabelled = event && event.id !== record?.labelEventId && ready.asked?.mayPush;
  if (command) return { actorId: command.actor.id, isAnew: true };
  if (isRelabelled && record && takesNewLabel(record)) return { actorId: event.actor.id, isAnew: true };
  return { actorId: record?.asked?.actorId ?? null, isAnew: false };
};

/** A resume spends as a start does, so it waits for the same ceilings; to stop costs nothing. */
const holdResume = (
  action: Action,
  run: RunView,
  ready: ReadyIssue | undefined,
  settings: Settings,
  tally: Tally,
  now: Date,
): Action => {
  const { record, command } = run;
  if (action.kind !== "resume" || !record || command?.verb === "stop") return action;
  const { actorId, isAnew } = askerOf(run, ready);
  // What a lost claim had set aside is in the day's sum already.
  const usd = reserve(settings, record.usage.usd + record.lostUsd + record.reservedUsd);
  const shut: [string, string | null][] = [
    ["money-today", describeDayCeiling(tally, usd, settings)],
    ["actor-rate", isAnew && actorId !== null ? describeActorRate(tally, actorId, settings) : null],
    ["actor-money", describeActorCeiling(tally, actorId, usd, settings)],
  ];
  for (const [gate, reason] of shut)
    if (reason !== null) return { kind: "nothing", issue: action.issue, pull: action.pull, gate, reason };
  tally.book({ actorId, askedAt: isAnew ? now.toISOString() : null, usd });
  return action;
};

/** One action for every open run and every ready issue, runs first, in order of their numbers. */
export const decide = (snapshot: Snapshot, settings: Settings, options: DecideOptions): Action[] => {
  const readyOf = (issue: number | undefined) => snapshot.ready.find((one) => one.issue.number === issue);
  const { now, only } = options;
  const ours = snapshot.runs.filter((run) => run.isByBot);
  const tally = createTally(
    [...snapshot.closedRuns, ...ours.map(({ record }) => (record ? spentRunOf(record, now) : worstCase(settings)))],
    now,
  );
  const runs = snapshot.runs.filter(({ issue, pull }) => only === undefined || only === issue || only === pull.number);
  const actions = runs.map((run) => {
    const ready = readyOf(run.record?.issue);
    return holdResume(decideRun(run, ready, settings, options), run, ready, settings, tally, now);
  });
  let openRuns = countOpenRuns(snapshot.runs);
  let openPulls = ours.length;
  for (const ready of snapshot.ready) {
    const { number } = ready.issue;
    if (runOf(snapshot.runs, number) || (only !== undefined && only !== number)) continue;
    const shut = checkGates({
      ready,
      snapshot,
      settings,
      openRuns,
      openPulls,
      tally,
    });
    if (shut) {
      actions.push({ kind: "nothing", issue: number, pull: null, gate: shut.gate, reason: shut.reason });
      continue;
    }
    openRuns += 1;
    openPulls += 1;
    const actorId = ready.asked?.event?.actor.id ?? null;
    tally.book({ actorId, askedAt: now.toISOString(), usd: reserve(settings, 0) });
    const lagSeconds = Math.max(0, Math.round(since(ready.asked?.event?.at ?? null, options.now) / 1_000));
    actions.push({
      kind: "start",
      issue: number,
      reason: `asked for by ${ready.asked?.event?.actor.login}`,
      lagSeconds,
    });
  }
  for (const pull of snapshot.readyPulls)
    actions.push({
      kind: "nothing",
      issue: null,
      pull,
      gate: "issue",
      reason: `pull request ${pull} carries ${settings.labels.ready}, which is for issues`,
    });
  return actions;
};
