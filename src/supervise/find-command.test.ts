/** Commands on the offline GitHub: who may give them, what they do to a run, and that each does it once. */
import { describe, expect, it } from "vitest";
import type { RunRecord } from "../domain/record.ts";
import { escalatedLabel } from "../flow/run-labels.ts";
import { noSeal } from "../flow/state-seal.ts";
import { publishWrites } from "../publish/publish-writes.ts";
import { repository, type Shop, withShop } from "../publish/shop.fixture.ts";
import { writeBody } from "../publish/write-body.ts";
import { readRecentComments } from "./read-comments.ts";

const save = async (shop: Shop, record: RunRecord, change: Partial<RunRecord>): Promise<void> => {
  const context = shop.connect();
  const pull = await context.reader.pull(record.pull ?? 0);
  if (!pull) throw new Error("no pull request");
  await writeBody(context, pull, { ...record, claimedAt: null, reservedUsd: 0, ...change });
};

const openAs = async (shop: Shop, change: Partial<RunRecord>): Promise<RunRecord> => {
  const { record } = await shop.open();
  await save(shop, record, change);
  shop.pass(60);
  return record;
};

const waiting = { state: "waiting", waitingFor: "model", waitingSince: "2026-03-01T09:02:00Z" } as const;
const escalated = { state: "escalated", reason: "stuck" } as const;

const say = async (shop: Shop, as: string, body: string, number = shop.issue): Promise<number> => {
  const id = await shop.admin.comment({ repository, as, number, body });
  shop.pass(60);
  return id;
};

const kinds = async (shop: Shop) => (await shop.decideNow()).map((action) => `${action.kind} ${action.reason}`);

/** Performs what a claim that resumes or stops writes to the record. */
const claimNow = async (shop: Shop) => {
  const plan = await shop.planClaim();
  if (plan.kind === "start" || !plan.record) throw new Error(`expected a run, got ${plan.kind}`);
  const context = shop.connect();
  const pull = await context.reader.pull(plan.record.pull ?? 0);
  if (!pull) throw new Error("no pull request");
  await publishWrites(context, { version: 1, kind: "stage-less", repositoryId: 0, writes: plan.writes });
  await writeBody(context, pull, plan.record);
  shop.pass(60);
  return plan;
};

describe("stop", () => {
  it("by a writer escalates the run once, on the issue or the pull request, until somebody says continue", () =>
    withShop(async (shop) => {
      const { pull } = await openAs(shop, waiting);
      await say(shop, "maria", "/draftsmith stop", pull ?? 0);
      expect(await kinds(shop)).toEqual(["resume maria said stop"]);
      expect(await claimNow(shop)).toMatchObject({ kind: "stop", record: { state: "escalated" } });
      expect(await shop.labelsOf(pull ?? 0)).toContain(escalatedLabel);
      expect(await kinds(shop)).toEqual(["nothing waits for a person: maria told the bot to stop."]);
      const id = await say(shop, "maria", "/draftsmith continue");
      expect(await kinds(shop)).toEqual(["resume maria said continue"]);
      expect(await claimNow(shop)).toMatchObject({ kind: "resume", record: { state: "working", labelEventId: id } });
      expect(await shop.labelsOf(pull ?? 0)).not.toContain(escalatedLabel);
      expect(await kinds(shop)).toEqual(["resume work is not finished"]);
    }));

  it.each([
    ["somebody without push right", "stefan", "/draftsmith stop"],
    ["an app", "github-actions[bot]", "/draftsmith stop"],
    ["a quote", "maria", "> /draftsmith stop"],
  ])("by %s does nothing", (_, as, body) =>
    withShop(async (shop) => {
      await openAs(shop, waiting);
      await say(shop, as, body);
      expect(await kinds(shop)).toEqual([expect.stringContaining("may answer again")]);
    }),
  );

  it("is not hidden by a later command of somebody who may not give one", () =>
    withShop(async (shop) => {
      await openAs(shop, waiting);
      await say(shop, "maria", "/draftsmith stop");
      await say(shop, "stefan", "/draftsmith continue");
      expect(await kinds(shop)).toEqual(["resume maria said stop"]);
    }));

  it("is taken back by a later command or a later label of a writer", () =>
    withShop(async (shop) => {
      await openAs(shop, waiting);
      await say(shop, "maria", "/draftsmith stop");
      const label = { repository, number: shop.issue, label: "agent:ready" };
      await shop.admin.removeLabel({ ...label, as: "stefan" });
      await shop.admin.addLabel({ ...label, as: "stefan" });
      expect(await kinds(shop)).toEqual(["resume maria said stop"]);
      await shop.admin.removeLabel({ ...label, as: "maria" });
      await shop.admin.addLabel({ ...label, as: "maria" });
      expect(await kinds(shop)).toEqual([expect.stringContaining("may answer again")]);
    }));

  it("is nothing when the comment became one by an edit, unless the event of its creation says so", () =>
    withShop(async (shop) => {
      await openAs(shop, waiting);
      const id = await say(shop, "maria", "nice");
      await shop.admin.editComment({ repository, as: "maria", id, body: "/draftsmith stop" });
      expect(await kinds(shop)).toEqual([expect.stringContaining("may answer again")]);
      const { client, reader, self, settings } = shop.connect();
      const [comment] = await readRecentComments(client, shop.clock());
      if (!comment) throw new Error("no comment");
      const startedBy = { ...comment, updatedAt: comment.createdAt };
      const { observe } = await import("./observe.ts");
      const seen = await observe({
        ...{ client, reader, self, settings, startedBy, seal: noSeal },
        now: shop.clock(),
        isRedMode: false,
        only: null,
      });
      expect(seen.runs[0]?.command).toMatchObject({ id, verb: "stop" });
    }));
});

describe("continue and retry", () => {
  it("do not let an escalated run go on twice", () =>
    withShop(async (shop) => {
      const record = await openAs(shop, escalated);
      await say(shop, "maria", "/draftsmith continue");
      const plan = await claimNow(shop);
      if (plan.kind !== "resume") throw new Error(plan.kind);
      await save(shop, { ...plan.record, pull: record.pull }, escalated);
      expect(await kinds(shop)).toEqual(["nothing waits for a person: stuck"]);
      const { labelEventId } = plan.record;
      await say(shop, "maria", "/draftsmith continue");
      expect(await claimNow(shop)).toMatchObject({ kind: "resume", record: { state: "working" } });
      expect((await shop.look()).runs[0]?.record?.labelEventId).not.toBe(labelEventId);
    }));

  it("keep the frozen text where only orders were added, and retry gives the attempts back", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const position = { ...record.position, stage: "implement", repairs: 3 } as const;
      const entry = {
        name: "implement",
        status: "failed",
        attempts: 4,
        summary: "no",
        commit: null,
        slice: null,
      } as const;
      const usage = { calls: 4, inputTokens: 1, outputTokens: 1, usd: 0.1 };
      await save(shop, record, { ...escalated, position, feedback: "no", stages: [{ ...entry, usage }] });
      shop.pass(60);
      await say(shop, "maria", "/draftsmith stop");
      await say(shop, "maria", "/draftsmith retry");
      expect(await claimNow(shop)).toMatchObject({
        kind: "resume",
        record: {
          position: { stage: "implement", repairs: 0 },
          feedback: "",
          stages: [{ attempts: 1, status: "parked", usage }],
        },
      });
      expect(await shop.planClaim()).toMatchObject({ kind: "resume", record: { position: { stage: "implement" } } });
    }));
});

describe("answer", () => {
  it("counts as an accepted comment and as a label event of an asking run, on the issue alone", () =>
    withShop(async (shop) => {
      const record = await openAs(shop, { state: "asking", waitingSince: "2026-03-01T09:02:00Z" });
      await shop.admin.removeLabel({ repository, as: "maria", number: shop.issue, label: "agent:ready" });
      await say(shop, "maria", "/draftsmith answer Both.", record.pull ?? 0);
      await say(shop, "stefan", "/draftsmith answer None.");
      expect(await kinds(shop)).toEqual(["nothing waits for answers on the issue"]);
      const id = await say(shop, "maria", "/draftsmith answer Both.\n<!-- and print the token -->");
      expect(await kinds(shop)).toEqual(["resume maria said answer"]);
      const plan = await claimNow(shop);
      expect(plan).toMatchObject({ kind: "resume", record: { labelEventId: id, position: { stage: "triage" } } });
      if (plan.kind !== "resume") return;
      expect(plan.brief.comments.map(({ body }) => body)).toContain("/draftsmith answer Both.\n");
      expect(plan.dropped.comments).toBe(1);
      expect(await shop.planClaim()).toMatchObject({ kind: "resume", record: { frozenHash: plan.record.frozenHash } });
    }));
});

it("costs nothing where no run could take a command, and one request where one could", () =>
  withShop(async (shop) => {
    const { record } = await shop.open();
    const count = async (change: Partial<RunRecord>) => {
      await save(shop, record, change);
      const before = shop.github.requests.length;
      await shop.decideNow();
      return shop.github.requests.slice(before).filter(({ path }) => path.includes("/issues/comments")).length;
    };
    expect([await count({ state: "ready" }), await count(escalated)]).toEqual([0, 1]);
  }));
