/** The gates that a new run must pass, in order, each with the reason that people read when it stays shut. */

import type { Account } from "../domain/issue.ts";
import type { Settings } from "../domain/settings.ts";
import type { OwnRegression } from "./own-regression.ts";
import type { ReadyIssue, Snapshot } from "./snapshot.ts";

export type GateView = {
  ready: ReadyIssue;
  snapshot: Snapshot;
  settings: Settings;
  openRuns: number;
  spentTodayUsd: number;
};

/** Null when the gate is open, else why it is shut. */
type Gate = { name: string; check: (view: GateView) => string | null };

const list = (numbers: number[]): string => numbers.map((number) => `issue ${number}`).join(", ");

/** Only people release work; the name counts too, for servers that leave the type out. */
export const isPerson = ({ type, login }: Account): boolean => type === "User" && !login.endsWith("[bot]");

const describeOwnRegression = ({ fault }: OwnRegression, { labels }: Settings): string | null =>
  fault === null
    ? null
    : `waiting for a person: the bot's own regression issue, and ${fault}; a person with push right may set ${labels.ready} again`;

export const gates: Gate[] = [
  {
    name: "freeze",
    check: ({ ready, settings }) =>
      ready.issue.labels.includes(settings.labels.freeze)
        ? `the issue carries ${settings.labels.freeze}; remove it to let the bot act`
        : null,
  },
  {
    name: "open-runs",
    check: ({ openRuns, settings }) =>
      openRuns >= settings.limits.openRuns
        ? `${openRuns} runs are open and the limit is ${settings.limits.openRuns}; it starts when one is ready or closed`
        : null,
  },
  {
    name: "money-today",
    check: ({ spentTodayUsd, settings }) =>
      spentTodayUsd >= settings.limits.usdPerDay
        ? `${spentTodayUsd.toFixed(2)} USD were spent or set aside today and the limit is ${settings.limits.usdPerDay}; it starts tomorrow`
        : null,
  },
  {
    name: "red-mode",
    check: ({ ready, snapshot, settings }) =>
      snapshot.isRedMode && !ready.issue.labels.some((label) => settings.labels.fix.includes(label))
        ? `red mode is on: only issues labelled ${settings.labels.fix.join(", ")} may start`
        : null,
  },
  {
    name: "dependencies",
    check: ({ ready }) =>
      ready.openDependencies.length > 0 ? `it depends on ${list(ready.openDependencies)}, still open` : null,
  },
  {
    name: "authority",
    check: ({ ready, settings }) => {
      const { asked } = ready;
      if (!asked) return "other ready issues are looked at first";
      if (!asked.event) return `no event says who set ${settings.labels.ready}; remove the label and set it again`;
      const { actor } = asked.event;
      if (ready.ownRegression) return describeOwnRegression(ready.ownRegression, settings);
      if (!isPerson(actor))
        return `${settings.labels.ready} was set by ${actor.login}, which is not a person; a person with push right must set it`;
      return asked.mayPush
        ? null
        : `${settings.labels.ready} was set by ${actor.login}, who has no push right; a person with push right must set it`;
    },
  },
  {
    name: "again",
    check: ({ ready, settings }) =>
      ready.closedRun && ready.asked?.event && ready.asked.event.at <= ready.closedRun.closedAt
        ? `its run ${ready.closedRun.run} ended with pull request ${ready.closedRun.pull}; set ${settings.labels.ready} again for another`
        : null,
  },
];

/** The first shut gate, or null when the run may start. */
export const checkGates = (view: GateView): { gate: string; reason: string } | null => {
  for (const gate of gates) {
    const reason = gate.check(view);
    if (reason) return { gate: gate.name, reason };
  }
  return null;
};
