/** What a further claim of a run begins with: who asked for it, what the last claim cost, what it may spend. */
import type { Brief } from "../domain/brief.ts";
import type { Account, LabelEvent } from "../domain/issue.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Settings } from "../domain/settings.ts";
import { chargeLost } from "../flow/charge-lost.ts";
import { spendOn } from "../flow/fold-outcome.ts";
import { firstPosition } from "../flow/machine.ts";
import type { GithubClient } from "../github/create-client.ts";
import type { GithubReader } from "../github/read-client.ts";
import type { Intake } from "./intake.ts";
import { mayRelease } from "./judge-release.ts";
import { readCommandEvent } from "./read-comments.ts";
import { readRelease } from "./read-release.ts";
import { reserve } from "./reserve.ts";
import type { RunCommand } from "./run-command.ts";

/** Opens the next claim. One that left no outcome is lost and costs all that it had set aside. */
export const openClaim = (record: RunRecord, settings: Settings, now: Date): RunRecord => {
  const isLost = record.reservedUsd > 0 && record.published === 0;
  const settled = isLost ? chargeLost(record, now) : { ...record, spent: spendOn(record.spent, 0, now) };
  return {
    ...settled,
    state: "working",
    reason: "",
    sequence: record.sequence + 1,
    published: 0,
    publishedHash: "",
    lostClaims: isLost ? record.lostClaims + 1 : 0,
    reservedUsd: reserve(settings, record.usage.usd + settled.lostUsd),
    claimedAt: now.toISOString(),
    waitingFor: null,
    waitingSince: null,
  };
};

/** A writer who asks again starts the counts afresh; new text goes through triage again, the same text does not. */
export const askAgain = (record: RunRecord, brief: Brief, isSameText: boolean, now: Date): RunRecord => {
  const stage = record.position.stage === "triage" && record.state === "asking" ? "plan" : record.position.stage;
  return {
    ...record,
    labelEventId: brief.labelEvent.id,
    asked: { actorId: brief.labelEvent.actor.id, at: now.toISOString() },
    fingerprints: [],
    trees: [],
    lostClaims: 0,
    lostUsd: 0,
    position: isSameText ? { ...record.position, stage, repairs: 0 } : firstPosition,
  };
};

/** A writer who says retry also gives the stage at hand its attempts back; what they cost still counts. */
export const resetAttempts = (record: RunRecord): RunRecord => ({
  ...record,
  feedback: "",
  stages: record.stages.map((entry) =>
    entry.name === record.position.stage ? { ...entry, attempts: 1, status: "parked" } : entry,
  ),
});

export type Asked = {
  event: LabelEvent;
  isAgain: boolean;
  before: LabelEvent | null;
  /** When the issue's title was last changed; null when it never was. */
  renamedAt: string | null;
};

export type AskedSource = {
  reader: GithubReader;
  client: GithubClient;
  readyLabel: string;
  /** Whether the issue carries the label now: one that was taken off releases nothing. */
  isLabelled: boolean;
  self: Account;
  intake: Intake;
};

/**
 * The event that the run now stands on: a newer one only when a person with push right made it. A command counts as one, and
 * a run may stand on a command since it was last asked for. Null where what it stands on is gone.
 */
export const readAsked = async (
  record: RunRecord,
  command: RunCommand | null,
  { reader, client, readyLabel, isLabelled, self, intake }: AskedSource,
): Promise<Asked | null> => {
  const list = await reader.issueEvents(record.issue);
  const { events, last, renamedAt, fault } = readRelease(record.issue, list, { readyLabel, intake });
  const before =
    events.find((event) => event.id === record.labelEventId) ?? (await readCommandEvent(client, record.labelEventId));
  if (command)
    return { event: { id: command.id, actor: command.actor, at: command.at }, isAgain: true, before, renamedAt };
  const isAgain =
    isLabelled &&
    fault === null &&
    last !== null &&
    last.id !== before?.id &&
    (before === null || last.at >= before.at) &&
    mayRelease(last, self, intake) &&
    (await reader.mayPush(last.actor));
  const event = isAgain ? last : before;
  return event && { event, isAgain, before, renamedAt };
};
