/** Opening a run: every wall, every cut connection, and every race gives one branch, one pull request, one record. */
import { describe, expect, it } from "vitest";
import { parseRecord } from "../flow/record-text.ts";
import { noSeal } from "../flow/state-seal.ts";
import { openRun } from "./open-run.ts";
import { publishBundle } from "./publish-bundle.ts";
import { repository, type Shop, wholeRun, withShop } from "./shop.fixture.ts";

const branch = "agent/1-greet-politely";

/** One branch, one labelled pull request, whose body holds the record of the claim. */
const expectOneRun = async (shop: Shop, record: { claimedAt: string | null }): Promise<void> => {
  const { reader, client } = shop.connect();
  expect((await reader.listHeads("agent/")).map((head) => head.branch)).toEqual([branch]);
  const runs = await reader.listThreads("agent:run");
  expect(runs).toHaveLength(1);
  const { data } = await client.octokit.issues.listForRepo({ owner: "acme", repo: "shop", state: "all" });
  expect(data.filter((thread) => thread.pull_request)).toHaveLength(1);
  expect(parseRecord(runs[0]?.body ?? "", noSeal)).toMatchObject({
    ok: true,
    value: { claimedAt: record.claimedAt, branch },
  });
};

const planStart = async (shop: Shop) => {
  const plan = await shop.planClaim();
  if (plan.kind !== "start") throw new Error(`expected a start, got ${plan.kind}`);
  return plan;
};

describe("openRun", () => {
  it("makes branch, draft with the record, and label", () =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      expect(pull).toMatchObject({ isDraft: true, title: "Greet politely", headRef: branch, baseRef: "main" });
      expect(record).toMatchObject({ pull: pull.number, sequence: 1, reservedUsd: 1 });
      await expectOneRun(shop, record);
      expect(shop.writes()).toHaveLength(4);
    }));

  it("lets the pull request break the API where the issue may", () =>
    withShop(async (shop) => {
      const plan = await planStart(shop);
      const labels = [...plan.brief.issue.labels, "api:breaking"];
      const brief = { ...plan.brief, issue: { ...plan.brief.issue, labels } };
      const { pull } = await openRun(shop.connect(), { ...plan, brief });
      expect((await shop.labelsOf(pull.number)).sort()).toEqual(["agent:run", "api:breaking"]);
    }));

  const cuts = [
    ["git/create-ref", false],
    ["git/create-ref", true],
    ["pulls/create", false],
    ["pulls/create", true],
    ["issues/add-labels", true],
  ] as const;
  it.each(cuts)("survives a connection cut at %s (after the effect: %s)", (operation, effect) =>
    withShop(async (shop) => {
      shop.github.setFaults([{ at: { operation }, fault: { kind: "cut", effect } }]);
      const opened = await shop.open().catch(() => null);
      const { record } = opened ?? (await shop.open());
      await expectOneRun(shop, record);
    }),
  );

  it.each(["createBranch", "createPull"] as const)(
    "goes on after a process that died right after %s, with the new claim's record",
    (name) =>
      withShop(async (shop) => {
        const first = await planStart(shop);
        const context = shop.connect();
        const write = context.writer[name] as (...args: unknown[]) => Promise<unknown>;
        const die = (...args: unknown[]) => write(...args).then(() => Promise.reject(new Error("killed")));
        await expect(openRun({ ...context, writer: { ...context.writer, [name]: die } }, first)).rejects.toThrow(
          "killed",
        );
        shop.pass(900);
        const { record } = await shop.open();
        expect(record.claimedAt).not.toBe(first.record.claimedAt);
        await expectOneRun(shop, record);
        const published = await publishBundle(shop.connect(), shop.bundleOf(record, wholeRun()));
        expect(published.record.state).toBe("ready");
      }),
  );

  it("parks when Actions may not open pull requests, keeps the branch, and uses it later", () =>
    withShop(
      async (shop) => {
        await expect(shop.open()).rejects.toMatchObject({
          failure: { kind: "parked", hint: expect.stringContaining("Allow GitHub Actions to create and approve") },
        });
        const [left] = await shop.connect().reader.listHeads("agent/");
        await shop.admin.changeSettings({ repository, actionsMayCreatePulls: true });
        shop.pass(900);
        const { record } = await shop.open();
        expect(record.head).toBe(left?.sha);
        await expectOneRun(shop, record);
      },
      { settings: { actionsMayCreatePulls: false } },
    ));

  it("keeps its hands off when a person opened a pull request from the branch it left", () =>
    withShop(
      async (shop) => {
        await expect(shop.open()).rejects.toMatchObject({ failure: { kind: "parked" } });
        await shop.admin.openPull({ repository, as: "maria", title: "Mine", head: branch });
        await shop.admin.changeSettings({ repository, actionsMayCreatePulls: true });
        const before = shop.writes().length;
        await expect(shop.open()).rejects.toMatchObject({
          failure: { kind: "conflict", message: expect.stringContaining("opened by maria") },
        });
        expect(shop.writes().length).toBe(before);
      },
      { settings: { actionsMayCreatePulls: false } },
    ));

  it("opens a plain pull request with a label where drafts are refused", () =>
    withShop(
      async (shop) => {
        const { record, pull } = await shop.open();
        expect(pull.isDraft).toBe(false);
        expect(await shop.labelsOf(pull.number)).toEqual(expect.arrayContaining(["agent:run", "agent:draft"]));
        await expectOneRun(shop, record);
      },
      { settings: { draftsAllowed: false } },
    ));

  it("names what stands in the way when the branch cannot be made and no other claim made it", () =>
    withShop(async (shop) => {
      const plan = await planStart(shop);
      shop.github.setFaults([
        {
          at: { operation: "git/create-ref" },
          fault: { kind: "status", status: 422, message: "Repository rule violations" },
        },
      ]);
      await expect(openRun(shop.connect(), plan)).rejects.toMatchObject({
        failure: { kind: "denied", message: expect.stringContaining("Repository rule violations") },
      });
    }));

  it("gives one run when two claims start at once", () =>
    withShop(async (shop) => {
      const plans = await Promise.all([planStart(shop), planStart(shop)]);
      const ends = await Promise.allSettled(plans.map((plan) => openRun(shop.connect(), plan)));
      const won = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
      const lost = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
      expect(won).toHaveLength(1);
      expect(lost).toMatchObject([{ failure: { kind: "refused", by: "claim" } }]);
      await expectOneRun(shop, { claimedAt: won[0]?.record.claimedAt ?? "" });
    }));

  it("lets the lowest branch win when the title changed between two claims", () =>
    withShop(async (shop) => {
      const late = await planStart(shop);
      await shop.admin.editIssue({ repository, as: "stefan", number: shop.issue, title: "A greeting" });
      const release = { repository, as: "maria", number: shop.issue, label: "agent:ready" };
      await shop.admin.removeLabel(release);
      shop.pass(60);
      await shop.admin.addLabel(release);
      shop.pass(60);
      const early = await planStart(shop);
      const context = shop.connect();
      const createBranch: typeof context.writer.createBranch = async (...args) => {
        await openRun(shop.connect(), early);
        return context.writer.createBranch(...args);
      };
      const writer = { ...context.writer, createBranch };
      await expect(openRun({ ...context, writer }, late)).rejects.toMatchObject({ failure: { by: "claim" } });
      expect((await shop.connect().reader.listThreads("agent:run")).map((run) => run.title)).toEqual(["A greeting"]);
    }));

  it.each(["git/create-ref", "pulls/create", "issues/add-labels"] as const)(
    "stops before %s when the issue is frozen",
    (operation) =>
      withShop(async (shop) => {
        const plan = await planStart(shop);
        const context = shop.connect();
        const label = shop.settings.labels.freeze;
        const freeze = () => shop.admin.addLabel({ repository, as: "maria", number: shop.issue, label });
        const before = {
          "git/create-ref": "createCommit",
          "pulls/create": "createBranch",
          "issues/add-labels": "createPull",
        } as const;
        const name = before[operation];
        const write = context.writer[name] as (...args: unknown[]) => Promise<unknown>;
        const writer = {
          ...context.writer,
          [name]: async (...args: unknown[]) => {
            const result = await write(...args);
            await freeze();
            return result;
          },
        };
        await expect(openRun({ ...context, writer }, plan)).rejects.toMatchObject({ failure: { by: "freeze" } });
        expect(shop.writes().map((request) => request.operation)).not.toContain(operation);
      }),
  );
});
