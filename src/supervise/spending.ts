/** What the bot's runs cost today and when they were asked for, for the ceilings of the repository and of each account. */
import type { RunRecord } from "../domain/record.ts";
import type { Settings } from "../domain/settings.ts";

const hour = 3_600_000;

/** One run as the ceilings see it. */
export type SpentRun = {
  /** Null where the record does not say. */
  actorId: number | null;
  /** When a claim took the request up, ISO 8601 UTC; null where the record does not say. */
  askedAt: string | null;
  /** Today's cost and what is set aside, in USD. */
  usd: number;
};

/** A record that cannot be read may have cost all that an issue may cost. */
export const worstCase = ({ limits }: Settings): SpentRun => ({
  actorId: null,
  askedAt: null,
  usd: limits.usdPerIssue,
});

export const spentRunOf = ({ asked, spent, reservedUsd }: RunRecord, now: Date): SpentRun => ({
  actorId: asked?.actorId ?? null,
  askedAt: asked?.at ?? null,
  usd: (spent.day === now.toISOString().slice(0, 10) ? spent.usd : 0) + reservedUsd,
});

export type Tally = {
  usdToday: number;
  actorUsdToday: (actorId: number) => number;
  actorStartsThisHour: (actorId: number) => number;
  /** Counts what this pass has just decided. */
  book: (run: SpentRun) => void;
};

const round = (usd: number): number => Math.round(usd * 1e6) / 1e6;

export const createTally = (runs: readonly SpentRun[], now: Date): Tally => {
  const all = [...runs];
  const sum = (some: SpentRun[]): number => round(some.reduce((total, { usd }) => total + usd, 0));
  const isThisHour = (at: string | null): boolean => at !== null && now.getTime() - Date.parse(at) < hour;
  return {
    get usdToday() {
      return sum(all);
    },
    actorUsdToday: (actorId) => sum(all.filter((run) => run.actorId === actorId)),
    actorStartsThisHour: (actorId) => all.filter((run) => run.actorId === actorId && isThisHour(run.askedAt)).length,
    book: (run) => {
      all.push(run);
    },
  };
};

/** Why `usd` more would break the ceiling of a day; null when it would not. */
const describeDay = (whose: string, spentUsd: number, usd: number, ceilingUsd: number): string | null =>
  round(spentUsd + usd) <= ceilingUsd
    ? null
    : `${spentUsd.toFixed(2)} USD were spent or set aside today${whose}, a claim sets up to ${usd.toFixed(2)} aside, and the limit is ${ceilingUsd}; it goes on tomorrow`;

/** The ceiling of the repository and day. */
export const describeDayCeiling = (tally: Tally, usd: number, { limits }: Settings): string | null =>
  describeDay("", tally.usdToday, usd, limits.usdPerDay);

/** The ceiling of the account and day; null also for a run that names no account. */
export const describeActorCeiling = (
  tally: Tally,
  actorId: number | null,
  usd: number,
  { limits }: Settings,
): string | null =>
  actorId === null
    ? null
    : describeDay(" for the account that asked", tally.actorUsdToday(actorId), usd, limits.usdPerActorDay);

/** The rate of requests by one account. */
export const describeActorRate = (tally: Tally, actorId: number, { limits }: Settings): string | null => {
  const starts = tally.actorStartsThisHour(actorId);
  return starts < limits.runsPerActorHour
    ? null
    : `the account that asked had ${starts} runs taken up within the last hour and the limit is ${limits.runsPerActorHour}; it starts when the hour is over`;
};
