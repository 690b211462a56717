/** The gates that a new run must pass, in order, each with the reason that people read when it stays shut. */

import type { Account } from "../domain/issue.ts";
import type { Settings } from "../domain/settings.ts";
import type { OwnRegression } from "./own-regression.ts";
import { reserve } from "./reserve.ts";
import type { ReadyIssue, Snapshot } from "./snapshot.ts";
import { describeActorCeiling, describeActorRate, describeDayCeiling, type Tally } from "./spending.ts";

export type GateView = {
  ready: ReadyIssue;
  snapshot: Snapshot;
  settings: Settings;
  openRuns: number;
  /** Open pull requests of the bot, those that wait for a reviewer included. */
  openPulls: number;
  tally: Tally;
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
    name: "open-pulls",
    check: ({ openPulls, settings }) =>
      openPulls >= settings.limits.openPulls
        ? `${openPulls} pull requests of the bot are open and the limit is ${settings.limits.openPulls}; it starts when one is merged or closed`
        : null,
  },
  {
    name: "money-today",
    check: ({ tally, settings }) => describeDayCeiling(tally, reserve(settings, 0), settings),
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
    check: ({ ready, snapshot, settings }) => {
      const { asked } = ready;
      if (!asked) return "other ready issues are looked at first";
      if (asked.fault) return asked.fault;
      if (!asked.event) return `no event says who set ${settings.labels.ready}; remove the label and set it again`;
      const { actor } = asked.event;
      if (ready.ownRegression) return describeOwnRegression(ready.ownRegression, settings);
      if (!isPerson(actor) && !asked.isByTrustedApp)
        return `${settings.labels.ready} was set by ${actor.login}, which is not a person; a person with push right must set it`;
      if (actor.id === snapshot.self.id)
        return `${settings.labels.ready} was set by ${actor.login}, whose token the bot uses; give the bot an account of its own`;
      return asked.mayPush
        ? null
        : `${settings.labels.ready} was set by ${actor.login}, who has no push right; a person with push right must set it`;
    },
  },
  {
    name: "actor-rate",
    check: ({ ready, tally, settings }) =>
      ready.asked?.event ? describeActorRate(tally, ready.asked.event.actor.id, settings) : null,
  },
  {
    name: "actor-money",
    check: ({ ready, tally, settings }) =>
      describeActorCeiling(tally, ready.asked?.event?.actor.id ?? null, reserve(settings, 0), settings),
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
