/** What to do about what was seen: pure, and its answers are data that a dry run prints. */
import type { Write } from "../domain/bundle.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Settings } from "../domain/settings.ts";
import { escalatedLabel } from "../flow/run-labels.ts";
import { decideWaiting, dispatchOf } from "./decide-waiting.ts";
import { checkGates } from "./gates.ts";
import { reserve } from "./reopen-claim.ts";
import { countOpenRuns, type ReadyIssue, type RunView, runOf, type Snapshot } from "./snapshot.ts";

export type Action =
  | { kind: "start"; issue: number; reason: string; lagSeconds: number }
  | { kind: "resume"; issue: number; pull: number; reason: string }
  | { kind: "write"; issue: number; pull: number; reason: string; writes: Write[] }
  | { kind: "nothing"; issue: number | null; pull: number | null; gate: string; reason: string };

export type DecideOptions = {
  now: Date;
  /** A claim younger than this may still be at work in another job; 0 where this process is the only one. */
  claimMinutes: number;
};

const hour = 3_600_000;
const unansweredDays = 14;

const since = (iso: string | null, now: Date): number => (iso ? now.getTime() - Date.parse(iso) : 0);

const closeUnanswered = (run: RunView, record: RunRecord): Action => ({
  kind: "write",
  issue: record.issue,
  pull: run.pull.number,
  reason: `questions were not answered for ${unansweredDays} days`,
  writes: [
    {
      kind: "close-pull",
      number: run.pull.number,
      reason: `The questions on the issue were not answered for ${unansweredDays} days. Answer them and set the ready label again; a new pull request then starts.`,
    },
  ],
});

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
    writes: [
      {
        kind: "comment",
        number: run.pull.number,
        marker: "record-lost",
        markdown: [
          "### A person is needed",
          "",
          `The bot cannot go on: ${run.fault}. Nothing that was published is lost.`,
          "",
          "- Restore the description from its edit history (menu at its top), remove the label of this escalation, and the bot goes on; or",
          "- close this pull request and set the ready label on the issue again for a new run.",
        ].join("\n"),
      },
      { kind: "add-labels", number: run.pull.number, labels: [escalatedLabel] },
    ],
  };
};

const decideRun = (run: RunView, ready: ReadyIssue | undefined, settings: Settings, options: DecideOptions): Action => {
  const { record } = run;
  const { freeze } = settings.labels;
  if (!record || !run.isByBot || (record.pull !== null && record.pull !== run.pull.number)) {
    return unusable(record ? { ...run, fault: `its record belongs to pull request ${record.pull}` } : run, freeze);
  }
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
      if (since(record.waitingSince, options.now) > unansweredDays * 24 * hour) return closeUnanswered(run, record);
      return nothing("asking", "waits for answers on the issue");
    case "waiting": {
      const file = dispatchOf(run, record, options.now);
      if (file) return startCi(run, record, file);
      const { act, reason } = decideWaiting(run, record, options.now);
      return act ? resume(reason) : nothing("ci", reason);
    }
    case "working":
      return record.claimedAt && since(record.claimedAt, options.now) < options.claimMinutes * 60_000
        ? nothing("claimed", `at work since ${record.claimedAt}`)
        : resume("work is not finished");
  }
};

/** Today's spending over all open runs, what is set aside included. */
const spentToday = (runs: RunView[], now: Date): number => {
  const day = now.toISOString().slice(0, 10);
  return runs.reduce(
    (sum, { record }) => sum + (record?.spent.day === day ? record.spent.usd : 0) + (record?.reservedUsd ?? 0),
    0,
  );
};

/** One action for every open run and every ready issue, runs first, in order of their numbers. */
export const decide = (snapshot: Snapshot, settings: Settings, options: DecideOptions): Action[] => {
  const readyOf = (issue: number | undefined) => snapshot.ready.find((one) => one.issue.number === issue);
  const actions = snapshot.runs.map((run) => decideRun(run, readyOf(run.record?.issue), settings, options));
  let spentTodayUsd = snapshot.closedSpentUsd + spentToday(snapshot.runs, options.now);
  let openRuns = countOpenRuns(snapshot.runs);
  for (const ready of snapshot.ready) {
    const { number } = ready.issue;
    if (runOf(snapshot.runs, number)) continue;
    const shut = checkGates({
      ready,
      snapshot,
      settings,
      openRuns,
      spentTodayUsd,
    });
    if (shut) {
      actions.push({ kind: "nothing", issue: number, pull: null, gate: shut.gate, reason: shut.reason });
      continue;
    }
    openRuns += 1;
    spentTodayUsd += reserve(settings, 0);
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
