/** The ceilings of a day and the rate of an account, over what was seen and what this pass decided. */
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../domain/settings.ts";
import { sampleRecord } from "../flow/samples.fixture.ts";
import { reserve } from "./reserve.ts";
import {
  createTally,
  describeActorCeiling,
  describeActorRate,
  describeDayCeiling,
  type SpentRun,
  spentRunOf,
  worstCase,
} from "./spending.ts";

const now = new Date("2026-03-02T12:00:00Z");
const settings = defaultSettings();
const run = (usd: number, actorId: number | null = null, askedAt: string | null = null): SpentRun => ({
  usd,
  actorId,
  askedAt,
});

it("counts today's cost and what is set aside, and not yesterday's cost", () => {
  const asked = { actorId: 5, at: "2026-03-02T11:30:00Z" };
  expect(spentRunOf(sampleRecord({ spent: { day: "2026-03-02", usd: 2 }, reservedUsd: 1, asked }), now)).toEqual(
    run(3, 5, "2026-03-02T11:30:00Z"),
  );
  expect(spentRunOf(sampleRecord({ spent: { day: "2026-03-01", usd: 2 }, reservedUsd: 1 }), now)).toEqual(run(1));
});

it("takes a record that cannot be read for all that an issue may cost", () => {
  expect(worstCase(settings).usd).toBe(settings.limits.usdPerIssue);
});

describe("the ceilings of a day", () => {
  it.each([
    [19, null],
    [19.000001, /19\.00 USD were spent/],
    [20, /goes on tomorrow/],
  ])("hold a claim of 1 USD after %s USD: %s", (usd, reason) => {
    const tally = createTally([run(usd)], now);
    const told = describeDayCeiling(tally, 1, settings);
    if (reason === null) expect(told).toBeNull();
    else expect(told).toMatch(reason);
  });

  it("count what this pass has booked", () => {
    const tally = createTally([run(18)], now);
    tally.book(run(1.5));
    expect(describeDayCeiling(tally, 1, settings)).not.toBeNull();
  });

  it("hold one account and let another go on", () => {
    const tally = createTally([run(5, 7), run(4.5, 7)], now);
    expect(describeActorCeiling(tally, 7, 1, settings)).toMatch(/the account that asked/);
    expect(describeActorCeiling(tally, 8, 1, settings)).toBeNull();
    expect(describeActorCeiling(tally, null, 100, settings)).toBeNull();
  });
});

it.each([
  ["two within the hour", ["11:30", "11:59"], true],
  ["three within the hour", ["11:01", "11:30", "11:59"], false],
  ["three, one of them an hour ago", ["11:00", "11:30", "11:59"], true],
])("an account that asked %s", (_, times, mayStart) => {
  const tally = createTally(
    times.map((time) => run(0, 7, `2026-03-02T${time}:00Z`)),
    now,
  );
  expect(describeActorRate(tally, 7, settings) === null).toBe(mayStart);
  expect(describeActorRate(tally, 8, settings)).toBeNull();
});

it.each([
  ["half of the issue's budget", {}, 0, 1],
  ["what is left of it", {}, 1.7, 0.3],
  ["nothing when it is used up", {}, 3, 0],
  ["never more than the day", { usdPerDay: 0.4 }, 0, 0.4],
  ["never more than the account's day", { usdPerActorDay: 0.2 }, 0, 0.2],
])("a claim sets aside %s", (_, limits, spent, usd) => {
  expect(reserve({ ...settings, limits: { ...settings.limits, ...limits } }, spent)).toBeCloseTo(usd, 6);
});
