/** One look at the offline GitHub: dependencies, red mode, what is missing, and what a quiet pass costs. */
import { describe, expect, it } from "vitest";
import type { RunRecord } from "../domain/record.ts";
import { renderRecord } from "../flow/record-text.ts";
import { samplePlan, sampleRecord } from "../flow/samples.fixture.ts";
import { noSeal } from "../flow/state-seal.ts";
import { repository, type Shop, withShop } from "../publish/shop.fixture.ts";
import { writeBody } from "../publish/write-body.ts";

const kinds = async (shop: Shop) => (await shop.decideNow()).map((action) => `${action.kind} ${action.reason}`);

describe("observe", () => {
  it("waits for an open dependency, and not for one that is closed, missing or elsewhere", () =>
    withShop(async (shop) => {
      const other = await shop.admin.openIssue({ repository, as: "maria", title: "First" });
      const body = `Depends on #${other}, #999 and acme/tools#${shop.issue}`;
      await shop.admin.editIssue({ repository, as: "maria", number: shop.issue, body });
      expect(await kinds(shop)).toEqual([`nothing it depends on issue ${other}, still open`]);
      await shop.admin.editIssue({ repository, as: "maria", number: other, state: "closed" });
      expect(await kinds(shop)).toEqual(["start asked for by maria"]);
    }));

  it("sees red mode in an open issue, and a pull request that carries the ready label", () =>
    withShop(async (shop) => {
      const red = await shop.admin.openIssue({ repository, as: "maria", title: "Down", labels: ["red-mode"] });
      await shop.admin.pushCommit({ repository, as: "maria", branch: "mine", files: { x: "x" } });
      const pull = await shop.admin.openPull({ repository, as: "maria", title: "P", head: "mine" });
      await shop.admin.addLabel({ repository, as: "maria", number: pull, label: "agent:ready" });
      expect(await kinds(shop)).toEqual([
        expect.stringMatching(/^nothing red mode/),
        expect.stringMatching(/which is for issues/),
      ]);
      await shop.admin.editIssue({ repository, as: "maria", number: red, state: "closed" });
      expect((await kinds(shop))[0]).toBe("start asked for by maria");
    }));

  it("tells a missing label from an empty repository of work, and does not take an outage for either", () =>
    withShop(
      async (shop) => {
        expect(await shop.look()).toMatchObject({ labelExists: true, ready: [], runs: [] });
        shop.settings.labels.ready = "go";
        expect((await shop.look()).labelExists).toBe(false);
        shop.github.setFaults([
          {
            at: { operation: "issues/list-for-repo" },
            fault: { kind: "status", status: 403, message: "Resource not accessible" },
          },
        ]);
        await expect(shop.look()).rejects.toMatchObject({ failure: { kind: "denied", status: 403 } });
      },
      { isLabelled: false },
    ));

  it("keeps an issue from a second run when the record of the first is lost and the title changed", () =>
    withShop(async (shop) => {
      const { pull } = await shop.open();
      await shop.admin.editIssue({ repository, as: "maria", number: pull.number, body: "oops" });
      await shop.admin.editIssue({ repository, as: "maria", number: shop.issue, title: "Another title" });
      expect(await shop.decideNow()).toMatchObject([
        { kind: "write", pull: pull.number, reason: "the PR body holds no record" },
      ]);
    }));

  it("believes no record on a pull request of somebody else, although it fits, and starts the issue that it names", () =>
    withShop(async (shop) => {
      const branch = `agent/${shop.issue}-mine`;
      const head = await shop.admin.pushCommit({ repository, as: "maria", branch, files: { x: "x" } });
      const body = renderRecord(sampleRecord({ issue: shop.issue, branch, head, pull: null }), noSeal);
      const pull = await shop.admin.openPull({ repository, as: "maria", title: "P", head: branch, body });
      await shop.admin.addLabel({ repository, as: "maria", number: pull, label: "agent:run" });
      expect((await shop.look()).runs).toMatchObject([{ isByBot: false, record: null, issue: null }]);
      expect(await kinds(shop)).toContain("start asked for by maria");
      await shop.admin.editIssue({ repository, as: "maria", number: pull, state: "closed" });
      expect(await shop.look()).toMatchObject({ ready: [{ closedRun: null }], closedRuns: [] });
    }));

  it("asks what closed runs cost when a person lets a run go on, and not while all wait for people", () =>
    withShop(async (shop) => {
      const bot = "github-actions[bot]";
      const { record, pull } = await shop.open();
      await shop.admin.pushCommit({ repository, as: bot, branch: "agent/900-x", files: { x: "x" } });
      const other = await shop.admin.openPull({ repository, as: bot, title: "P", head: "agent/900-x", body: "none" });
      await shop.admin.addLabel({ repository, as: bot, number: other, label: "agent:run" });
      await shop.admin.editIssue({ repository, as: "maria", number: other, state: "closed" });
      await shop.admin.removeLabel({ repository, as: bot, number: shop.issue, label: "agent:ready" });
      const save = async (change: Partial<RunRecord>) => {
        const context = shop.connect();
        const present = await context.reader.pull(pull.number);
        if (!present) throw new Error("no pull request");
        await writeBody(context, present, { ...record, claimedAt: null, reservedUsd: 0, ...change });
      };
      await save({ state: "waiting", waitingFor: "consent" });
      const before = shop.github.requests.length;
      expect((await shop.look()).closedRuns).toEqual([]);
      expect(shop.github.requests.length - before).toBe(4);
      await save({ state: "escalated" });
      expect((await shop.look()).closedRuns).toEqual([]);
      await shop.admin.comment({ repository, as: "maria", number: pull.number, body: "/draftsmith continue" });
      expect((await shop.look()).closedRuns).toEqual([{ actorId: null, askedAt: null, usd: 2 }]);
    }));

  it("takes at most four requests for a hundred open runs with nothing to do", { timeout: 60_000 }, () =>
    withShop(
      async (shop) => {
        const bot = "github-actions[bot]";
        const first = await shop.admin.pushCommit({ repository, as: bot, branch: "agent/900-x", files: { x: "x" } });
        for (let index = 0; index < 100; index += 1) {
          const issue = 900 + index;
          const branch = `agent/${issue}-x`;
          if (index > 0) await shop.admin.setBranch({ repository, as: bot, branch, sha: first });
          const record = sampleRecord({
            issue,
            branch,
            pull: null,
            head: first,
            state: index % 2 ? "ready" : "escalated",
            plan: samplePlan(),
          });
          const number = await shop.admin.openPull({
            repository,
            as: bot,
            title: "P",
            head: branch,
            body: renderRecord(record, noSeal),
          });
          await shop.admin.addLabel({ repository, as: bot, number, label: "agent:run" });
        }
        const before = shop.github.requests.length;
        expect((await shop.decideNow()).every((action) => action.kind === "nothing")).toBe(true);
        expect(shop.github.requests.length - before).toBeLessThanOrEqual(4);
      },
      { isLabelled: false, server: { validate: false } },
    ),
  );
});
