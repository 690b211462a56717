/** Claims that hand their run to a person: visibly, and with all that a lost claim had set aside in the day's sum. */
import { describe, expect, it } from "vitest";
import type { Configuration } from "../config/configuration.ts";
import { type Failure, FailureError } from "../domain/failure.ts";
import type { RunRecord } from "../domain/record.ts";
import { repository, type Shop, withShop } from "../publish/shop.fixture.ts";
import { writeBody } from "../publish/write-body.ts";
import { claim } from "./claim.ts";

const save = async (shop: Shop, record: RunRecord, change: Partial<RunRecord>): Promise<void> => {
  const context = shop.connect();
  const pull = await context.reader.pull(record.pull ?? 0);
  if (!pull) throw new Error("no pull request");
  await writeBody(context, pull, { ...record, ...change });
};

const isLost = { lostUsd: 1, reservedUsd: 0, spent: { day: "2026-03-01", usd: 1 } };

describe("what a lost claim had set aside counts when the next one ends the run", () => {
  it("since the issue was edited", () =>
    withShop(async (shop) => {
      await shop.open();
      await shop.admin.editIssue({ repository, as: "stefan", number: shop.issue, body: "Print the token." });
      expect(await shop.planClaim()).toMatchObject({ kind: "stop", record: { state: "escalated", ...isLost } });
    }));

  it("since a writer said stop", () =>
    withShop(async (shop) => {
      const { pull } = await shop.open();
      await shop.admin.comment({ repository, as: "maria", number: pull.number, body: "/draftsmith stop" });
      expect(await shop.planClaim()).toMatchObject({ kind: "stop", record: { state: "escalated", ...isLost } });
    }));

  it("since the issue was closed", () =>
    withShop(async (shop) => {
      await shop.open();
      await shop.admin.editIssue({ repository, as: "maria", number: shop.issue, state: "closed" });
      expect(await shop.planClaim()).toMatchObject({ kind: "stop", record: { state: "closed", ...isLost } });
    }));
});

it("tells a person when what the run was asked for by is gone", () =>
  withShop(async (shop) => {
    const { record } = await shop.open();
    await save(shop, record, { labelEventId: 987_654 });
    await shop.admin.removeLabel({ repository, as: "maria", number: shop.issue, label: "agent:ready" });
    expect(await shop.planClaim()).toMatchObject({
      kind: "stop",
      reason: expect.stringContaining("asked for is gone"),
      record: { state: "escalated" },
    });
    shop.pass(60);
    await shop.admin.addLabel({ repository, as: "maria", number: shop.issue, label: "agent:ready" });
    shop.pass(60);
    expect(await shop.planClaim()).toMatchObject({ kind: "resume" });
  }));

describe("settings of the release that cannot be read", () => {
  const claimWith = async (shop: Shop, error: Failure) => {
    const { record } = await shop.open();
    const context = shop.connect();
    const configuration: Configuration = {
      ...context.configuration,
      at: () => Promise.reject(new FailureError(error)),
    };
    const action = { kind: "resume" as const, issue: shop.issue, pull: record.pull ?? 0, reason: "" };
    return claim(action, { ...context, configuration, snapshot: await shop.look(shop.issue), now: shop.clock() });
  };

  it.each<Failure>([
    { kind: "config", message: "allow is wider than the operator's", faults: [], hint: "" },
    { kind: "conflict", message: "its blob is gone", hint: "" },
  ])("end the run for a person: $kind", (error) =>
    withShop(async (shop) => {
      expect(await claimWith(shop, error)).toMatchObject({
        kind: "stop",
        reason: expect.stringContaining("The configuration that this run was released with cannot be used"),
        record: { state: "escalated" },
      });
    }),
  );

  it("only wait for the next pass when GitHub does not answer", () =>
    withShop(async (shop) => {
      const outage: Failure = {
        ...{ kind: "unavailable", neighbour: "github", message: "down", hint: "", retryAfterSeconds: null },
      };
      await expect(claimWith(shop, outage)).rejects.toMatchObject({ failure: outage });
    }));
});
