/** What a further claim of a run begins with: who asked for it, what the last claim cost, what it may spend. */
import type { Brief } from "../domain/brief.ts";
import { FailureError } from "../domain/failure.ts";
import type { LabelEvent } from "../domain/issue.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Settings } from "../domain/settings.ts";
import { spendOn } from "../flow/fold-outcome.ts";
import { firstPosition } from "../flow/machine.ts";
import type { GithubClient } from "../github/create-client.ts";
import type { GithubReader } from "../github/read-client.ts";
import { isPerson } from "./gates.ts";
import { readCommandEvent } from "./read-comments.ts";
import type { RunCommand } from "./run-command.ts";

/** One claim may spend half of the issue's budget, so that a lost one leaves room for another. */
export const reserve = ({ limits }: Settings, spentUsd: number): number =>
  Math.max(0, Math.min(limits.usdPerIssue / 2, limits.usdPerIssue - spentUsd));

/** Opens the next claim. One that left no outcome is lost and costs all that it had set aside. */
export const openClaim = (record: RunRecord, settings: Settings, now: Date): RunRecord => {
  const isLost = record.reservedUsd > 0 && record.published === 0;
  const lostUsd = isLost ? record.reservedUsd : 0;
  const allLostUsd = record.lostUsd + lostUsd;
  return {
    ...record,
    state: "working",
    reason: "",
    sequence: record.sequence + 1,
    published: 0,
    publishedHash: "",
    lostClaims: isLost ? record.lostClaims + 1 : 0,
    lostUsd: allLostUsd,
    spent: spendOn(record.spent, lostUsd, now),
    reservedUsd: reserve(settings, record.usage.usd + allLostUsd),
    claimedAt: now.toISOString(),
    waitingFor: null,
    waitingSince: null,
  };
};

/** A writer who asks again starts the counts afresh; new text goes through triage again, the same text does not. */
export const askAgain = (record: RunRecord, brief: Brief, isSameText: boolean): RunRecord => {
  const stage = record.position.stage === "triage" && record.state === "asking" ? "plan" : record.position.stage;
  return {
    ...record,
    labelEventId: brief.labelEvent.id,
    frozenHash: brief.hash,
    fingerprints: [],
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

export type Asked = { event: LabelEvent; isAgain: boolean; before: LabelEvent | null };

export type AskedSource = { reader: GithubReader; client: GithubClient; readyLabel: string };

/**
 * The event that the run now stands on: a newer one only when a person with push right made it. A command counts as one, and
 * a run may stand on a command since it was last asked for.
 */
export const readAsked = async (
  record: RunRecord,
  command: RunCommand | null,
  { reader, client, readyLabel }: AskedSource,
): Promise<Asked> => {
  const events = await reader.labelEvents(record.issue, readyLabel);
  const before =
    events.find((event) => event.id === record.labelEventId) ?? (await readCommandEvent(client, record.labelEventId));
  if (command) return { event: { id: command.id, actor: command.actor, at: command.at }, isAgain: true, before };
  const last = events.at(-1);
  const isAgain =
    last !== undefined &&
    last.id !== before?.id &&
    (before === null || last.at >= before.at) &&
    isPerson(last.actor) &&
    (await reader.mayPush(last.actor));
  const event = isAgain ? last : before;
  if (event) return { event, isAgain, before };
  throw new FailureError({
    kind: "conflict",
    message: `no event says who set ${readyLabel} on issue ${record.issue}`,
    hint: "Set the label again.",
  });
};
