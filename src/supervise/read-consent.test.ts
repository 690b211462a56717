/** Which label is a yes to a flagged change, what it costs to ask, and what a pass decides. */
import { describe, expect, it } from "vitest";
import type { Account, LabelEvent } from "../domain/issue.ts";
import type { RunRecord } from "../domain/record.ts";
import { allowFlaggedLabel } from "../flow/run-labels.ts";
import { sampleRecord } from "../flow/samples.fixture.ts";
import { readConsent } from "./read-consent.ts";

const maria: Account = { id: 10, login: "maria", type: "User" };
const stefan: Account = { id: 11, login: "stefan", type: "User" };
const app: Account = { id: 12, login: "helper[bot]", type: "Bot" };
const ghost: Account = { id: 0, login: "ghost", type: "User" };

const comment = { id: 5, digest: "d".repeat(64), at: "2026-03-01T10:00:00Z" };
const waiting = (change: Partial<RunRecord> = {}): RunRecord =>
  sampleRecord({
    state: "waiting",
    waitingFor: "consent",
    consent: { hash: "a".repeat(64), stage: "implement", flags: [], comment },
    ...change,
  });

const event = (actor: Account, at: string): LabelEvent => ({ id: 1, actor, at });
const later = "2026-03-01T10:00:01Z";

const ask = async (record: RunRecord, events: LabelEvent[], labels = [allowFlaggedLabel]) => {
  const requests: string[] = [];
  const view = await readConsent(
    record,
    { number: 2, labels },
    {
      labelEvents: async (number, label) => {
        requests.push(`events ${number} ${label}`);
        return events;
      },
      mayPush: async (account) => {
        requests.push(`permission ${account.login}`);
        return account.id === maria.id;
      },
    },
  );
  return { view, requests };
};

describe("a yes", () => {
  it("is the last label of a writer, newer than the comment; two requests", async () => {
    const { view, requests } = await ask(waiting(), [event(stefan, later), event(maria, later)]);
    expect(view).toEqual({ isYes: true, by: maria, at: later });
    expect(requests).toEqual([`events 2 ${allowFlaggedLabel}`, "permission maria"]);
  });

  it.each<[string, LabelEvent[], RegExp]>([
    ["by an account that may not push", [event(maria, later), event(stefan, later)], /stefan, who has no push right/],
    ["by an app", [event(app, later)], /not a person/],
    ["by an account that is gone", [event(ghost, later)], /not a person/],
    ["of the comment's own second", [event(maria, comment.at)], /was not set after/],
    ["from before the comment", [event(maria, "2026-03-01T09:00:00Z")], /was not set after/],
    ["without an event", [], /no event says/],
  ])("is no label %s", async (_, events, reason) => {
    const { view } = await ask(waiting(), events);
    expect(view).toEqual({ isYes: false, reason: expect.stringMatching(reason) });
  });

  it("is none when the record does not say where the change is shown", async () => {
    const consent = waiting().consent;
    const { view, requests } = await ask(waiting({ consent: consent && { ...consent, comment: null } }), [
      event(maria, later),
    ]);
    expect(view?.isYes).toBe(false);
    expect(requests).toEqual([]);
  });
});

it.each<[string, RunRecord, string[]]>([
  ["no label is set", waiting(), ["agent:run"]],
  ["the run waits for CI", waiting({ waitingFor: "ci" }), [allowFlaggedLabel]],
  ["the run was stopped", waiting({ state: "escalated" }), [allowFlaggedLabel]],
])("asks nothing where %s", async (_, record, labels) =>
  expect(await ask(record, [event(maria, later)], labels)).toEqual({ view: null, requests: [] }),
);
