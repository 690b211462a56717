/** Records on the offline GitHub as an attacker with push right would touch them: at every reader, with a key and without. */
import { describe, expect, it } from "vitest";
import type { RunRecord } from "../domain/record.ts";
import { parseRecord, renderRecord } from "../flow/record-text.ts";
import { sampleOutcome } from "../flow/samples.fixture.ts";
import { createSeal, noSeal, type StateSeal } from "../flow/state-seal.ts";
import { publishBundle } from "../publish/publish-bundle.ts";
import { publishWrites } from "../publish/publish-writes.ts";
import { repository, type Shop, wholeRun, withShop } from "../publish/shop.fixture.ts";
import { writeBody } from "../publish/write-body.ts";

const seal = createSeal("a key of this test, long enough for all");
const edit = (shop: Shop, number: number, body: string) =>
  shop.admin.editIssue({ repository, as: "maria", number, body });
const decided = async (shop: Shop) => (await shop.decideNow()).map(({ kind, reason }) => `${kind} ${reason}`);

const wait: Partial<RunRecord> = { state: "waiting", waitingFor: "model", claimedAt: null, reservedUsd: 0 };

const save = async (shop: Shop, record: RunRecord, change: Partial<RunRecord>): Promise<string> => {
  const context = shop.connect();
  const pull = await context.reader.pull(record.pull ?? 0);
  if (!pull) throw new Error("no pull request");
  return writeBody(context, pull, { ...record, ...change });
};

describe("with a key", () => {
  it("every body and the kept record are signed, and a whole run goes through", () =>
    withShop(
      async (shop) => {
        const { record, pull } = await shop.open();
        expect(parseRecord(await shop.bodyOf(pull.number), seal).ok).toBe(true);
        const done = await publishBundle(shop.connect(), shop.bundleOf(record, wholeRun()));
        expect(done.record.state).toBe("ready");
        expect(parseRecord(await shop.bodyOf(pull.number), seal)).toMatchObject({ value: { state: "ready" } });
        const [plan = ""] = await shop.commentsOf(pull.number);
        expect(parseRecord(plan, seal)).toMatchObject({ value: { state: "ready", published: 9 } });
        expect(parseRecord(plan, createSeal("x".repeat(40)))).toMatchObject({ ok: false });
        expect(await decided(shop)).toEqual(["nothing ready for review by a person"]);
      },
      { seal },
    ));

  it.each<[string, (record: RunRecord, body: string) => string, RegExp]>([
    ["altered", (_, body) => body.replace('"lostUsd":0', '"lostUsd":1'), /altered, or signed with another key/],
    ["unsigned", (record) => renderRecord(record, noSeal), /not signed/],
    [
      "signed by somebody else's key",
      (record) => renderRecord(record, createSeal("y".repeat(40))),
      /altered, or signed with another key/,
    ],
    ["doubled", (record, body) => `${renderRecord(record, seal)}\n${body}`, /two records/],
  ])("a record that is %s stops supervise for a person and is refused by publish", (_, touch, fault) =>
    withShop(
      async (shop) => {
        const { record, pull } = await shop.open();
        const body = await shop.bodyOf(pull.number);
        const touched = touch(record, body);
        expect(touched).not.toBe(body);
        await edit(shop, pull.number, touched);
        expect(await decided(shop)).toEqual([expect.stringMatching(new RegExp(`^write .*${fault.source}`))]);
        const bundle = shop.bundleOf(record, [sampleOutcome("triage")]);
        await expect(publishBundle(shop.connect(), bundle)).rejects.toMatchObject({
          failure: { kind: "conflict", message: expect.stringMatching(fault) },
        });
      },
      { seal },
    ),
  );

  it("a record signed with the key before is believed while that is given", () =>
    withShop(
      async (shop) => {
        const { record } = await shop.open();
        await save(shop, record, wait);
        const rotated = createSeal("the new key of this test, long enough", "a key of this test, long enough for all");
        const { reader, client, self, settings } = shop.connect();
        const { observe } = await import("./observe.ts");
        const look = (key: StateSeal) =>
          observe({ reader, client, self, settings, seal: key, now: shop.clock(), isRedMode: false, only: null });
        expect((await look(rotated)).runs[0]?.record).not.toBeNull();
        expect((await look(createSeal("the new key of this test, long enough"))).runs[0]?.record).toBeNull();
      },
      { seal },
    ));

  it("a closed run still shuts the gate when its signature fails, and counts at its worst case today", () =>
    withShop(
      async (shop) => {
        const { record, pull } = await shop.open();
        await edit(shop, pull.number, renderRecord({ ...record, pull: pull.number }, noSeal));
        shop.pass(60);
        await shop.admin.editIssue({ repository, as: "maria", number: pull.number, state: "closed" });
        expect(await decided(shop)).toEqual([expect.stringContaining("its run 1 ended with pull request")]);
        expect((await shop.look()).closedRuns).toEqual([{ actorId: null, askedAt: null, usd: 2 }]);
      },
      { seal },
    ));
});

describe("in another place", () => {
  it("a record that was copied from another run of the bot is refused everywhere", () =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      const body = await save(shop, { ...record, pull: pull.number }, wait);
      const other = await shop.admin.openIssue({ repository, as: "maria", title: "Another wish" });
      const { sha } = (await shop.connect().reader.listHeads("agent/"))[0] ?? { sha: "" };
      await shop.admin.setBranch({ repository, as: "github-actions[bot]", branch: `agent/${other}-wish`, sha });
      const copy = await shop.admin.openPull({
        ...{ repository, as: "github-actions[bot]", title: "W", head: `agent/${other}-wish`, body },
      });
      await shop.admin.addLabel({ repository, as: "maria", number: copy, label: "agent:run" });
      expect(await decided(shop)).toEqual([
        expect.stringMatching(/^resume/),
        expect.stringMatching(/^write .*belongs elsewhere: its pull request differ/),
      ]);
      const bundle = shop.bundleOf(record, [sampleOutcome("triage")], { pull: copy });
      await expect(publishBundle(shop.connect(), bundle)).rejects.toMatchObject({
        failure: { kind: "refused", message: expect.stringContaining("pull request, branch") },
      });
    }));

  it.each<[string, Partial<RunRecord>]>([
    ["repository", { repositoryId: 999 }],
    ["branch", { branch: "agent/1-elsewhere" }],
  ])("a record of another %s ends at the claim, and its body is left alone", (name, change) =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      if (name === "branch") {
        const { sha } = (await shop.connect().reader.listHeads("agent/"))[0] ?? { sha: "" };
        await shop.admin.setBranch({ repository, as: "maria", branch: "agent/1-elsewhere", sha });
      }
      await save(shop, { ...record, pull: pull.number }, { ...wait, ...change });
      expect(await shop.planClaim()).toMatchObject({
        kind: "stop",
        record: null,
        reason: expect.stringContaining(`its ${name} differ`),
      });
    }),
  );

  it("a record in somebody else's pull request is none, whatever it says", () =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      await save(shop, { ...record, pull: pull.number }, wait);
      await shop.admin.pushCommit({ repository, as: "maria", branch: "agent/1-mine", files: { x: "x" } });
      const body = renderRecord({ ...record, branch: "agent/1-mine", pull: null }, noSeal);
      const forged = await shop.admin.openPull({ repository, as: "maria", title: "P", head: "agent/1-mine", body });
      await shop.admin.addLabel({ repository, as: "maria", number: forged, label: "agent:run" });
      const [, view] = (await shop.look()).runs;
      expect(view).toMatchObject({ isByBot: false, record: null });
      expect(await decided(shop)).toEqual([
        expect.stringMatching(/^resume/),
        expect.stringContaining("was not opened by the bot"),
      ]);
    }));
});

describe("an older body", () => {
  it("is claimed once: further passes wait until the newest one is put back", () =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      const first = await save(shop, { ...record, pull: pull.number }, wait);
      const plan = await shop.planClaim();
      if (plan.kind !== "resume") throw new Error("expected a resume");
      await writeBody(shop.connect(), plan.pull, plan.record);
      await publishBundle(shop.connect(), shop.bundleOf(plan.record, wholeRun().slice(0, 3), { complete: false }));
      const newest = await shop.bodyOf(pull.number);
      await edit(shop, pull.number, first);
      const refused = await shop.planClaim();
      if (refused.kind !== "stop") throw new Error("expected a stop");
      await publishWrites(shop.connect(), {
        ...{ version: 1, kind: "stage-less", repositoryId: 0, writes: refused.writes },
      });
      expect(await decided(shop)).toEqual([expect.stringMatching(/^nothing .*older than commit .* has been told/)]);
      expect(await shop.labelsOf(pull.number)).toContain("agent:escalated");
      await edit(shop, pull.number, newest);
      expect(await decided(shop)).toEqual([expect.stringMatching(/^resume/)]);
    }));

  it("is refused when a commit of a later claim stands behind it", () =>
    withShop(
      async (shop) => {
        const { record, pull } = await shop.open();
        const first = await save(shop, { ...record, pull: pull.number }, wait);
        const plan = await shop.planClaim();
        if (plan.kind !== "resume") throw new Error("expected a resume");
        await writeBody(shop.connect(), plan.pull, plan.record);
        const [triage, planned, tests] = wholeRun();
        if (!triage || !planned || !tests) throw new Error("no outcomes");
        await publishBundle(shop.connect(), shop.bundleOf(plan.record, [triage, planned, tests], { complete: false }));
        await edit(shop, pull.number, first);
        expect(await shop.planClaim()).toMatchObject({
          kind: "stop",
          record: null,
          reason: expect.stringMatching(/older than commit [0-9a-f]{12} of the bot/),
        });
      },
      { seal },
    ));

  it("is refused when the run was ready at a later claim", () =>
    withShop(
      async (shop) => {
        const { record, pull } = await shop.open();
        const first = await save(shop, { ...record, pull: pull.number }, wait);
        const plan = await shop.planClaim();
        if (plan.kind !== "resume") throw new Error("expected a resume");
        await writeBody(shop.connect(), plan.pull, plan.record);
        const done = await publishBundle(shop.connect(), shop.bundleOf(plan.record, wholeRun()));
        expect(done.record.state).toBe("ready");
        const old = parseRecord(first, seal);
        if (!old.ok) throw new Error(old.error);
        // As if no commit had been made since: only the kept record knows better.
        await save(shop, { ...old.value, head: done.record.head, sequence: 1 }, {});
        expect(await shop.planClaim()).toMatchObject({
          kind: "stop",
          reason: expect.stringMatching(/older than (the one that the bot kept|commit)/),
        });
      },
      { seal },
    ));
});
