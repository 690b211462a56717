/** A bundle is hostile until it fits the pull request and the record that GitHub holds at that moment. */
import { describe, expect, it } from "vitest";
import type { Bundle } from "../domain/bundle.ts";
import { hashOutcomes } from "../flow/hash-outcomes.ts";
import { sampleOutcome, samplePlan } from "../flow/samples.fixture.ts";
import { actionsBot } from "../github/read-client.ts";
import { publishBundle } from "./publish-bundle.ts";
import { draftCommit, repository, type Shop, wholeRun, withShop } from "./shop.fixture.ts";
import { parseBundle } from "./verify-bundle.ts";
import { writeBody } from "./write-body.ts";

const expectRefused = async (shop: Shop, bundle: Bundle, failure: Record<string, unknown>): Promise<void> => {
  const before = shop.writes().length;
  await expect(publishBundle(shop.connect(), bundle)).rejects.toMatchObject({ failure });
  expect(shop.writes().length).toBe(before);
};

describe("parseBundle", () => {
  it.each([
    ["{", /not JSON; work may have been cut off/],
    ["{}", /version: /],
    ["null", /\(root\)/],
    [JSON.stringify({ x: "x".repeat(9_000_000) }), /larger than/],
  ])("refuses a text that is no bundle (%#)", (text, message) => {
    expect(() => parseBundle(text)).toThrow(message);
  });

  it("takes one that fits the schema as it is", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const bundle = shop.bundleOf(record, wholeRun());
      expect(parseBundle(JSON.stringify(bundle))).toEqual(bundle);
    }));
});

describe("verifyBundle", () => {
  it("refuses every bundle that does not fit the record, and writes nothing", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const misfits: [Partial<Bundle>, RegExp][] = [
        [{ sequence: record.sequence + 1 }, /sequence/],
        [{ claimedAt: "2026-03-01T09:02:00.001Z" }, /claim/],
        [{ issue: 77 }, /issue/],
        [{ run: 2 }, /run/],
        [{ repositoryId: 5 }, /repository/],
        [{ frozenHash: "0" }, /frozen task/],
      ];
      for (const [change, message] of misfits)
        await expectRefused(shop, shop.bundleOf(record, wholeRun(), change), {
          by: "stale",
          message: expect.stringMatching(message),
        });
      await expectRefused(shop, shop.bundleOf(record, wholeRun(), { pull: 999 }), { by: "ours" });
      await expectRefused(shop, shop.bundleOf(record, wholeRun(), { pull: shop.issue }), { by: "ours" });
    }));

  it("refuses other work under a claim of which a part is published", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      await publishBundle(shop.connect(), shop.bundleOf(record, wholeRun().slice(0, 3), { complete: false }));
      const [triage, plan, ...rest] = wholeRun();
      const second = [triage, plan && { ...plan, summary: "Another plan." }, ...rest].flatMap((one) => one ?? []);
      await expectRefused(shop, shop.bundleOf(record, second), {
        by: "stale",
        message: expect.stringMatching(/published before/),
      });
    }));

  it("refuses a bundle with fewer outcomes than the record counts, although their digest fits", () =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      const outcomes = wholeRun().slice(0, 3);
      const counted = { ...record, published: 4, publishedHash: hashOutcomes(outcomes) };
      await writeBody(shop.connect(), pull, counted);
      await expectRefused(shop, shop.bundleOf(record, outcomes), {
        by: "stale",
        message: expect.stringMatching(/: count of outcomes$/),
      });
    }));

  it("refuses outcomes that the run could not have come to, before it writes the first", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const run = wholeRun();
      const forged = [
        [...run.slice(0, 3), sampleOutcome("review")],
        [run[0], sampleOutcome("plan"), sampleOutcome("plan")],
        [sampleOutcome("triage", { commit: draftCommit("feat: x", "src/x.js", null, "x\n") })],
        [...run.slice(0, 2), sampleOutcome("tests", { plan: samplePlan({ kind: "docs" }) })],
        [sampleOutcome("triage", { status: "parked", waitingFor: "time" }), sampleOutcome("triage")],
        [...run, sampleOutcome("check")],
      ].map((outcomes) => outcomes.flatMap((one) => one ?? []));
      for (const outcomes of forged)
        await expectRefused(shop, shop.bundleOf(record, outcomes), { kind: "refused", by: "bundle" });
    }));

  it("refuses a closed pull request", () =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      await shop.admin.editIssue({ repository, as: "maria", number: pull.number, state: "closed" });
      await expectRefused(shop, shop.bundleOf(record, wholeRun()), { by: "closed" });
    }));

  it.each([
    ["deleted", () => ""],
    ["cut", (body: string) => body.slice(0, -80)],
    ["doubled", (body: string) => `${body}\n${body}`],
  ])("says that a body was %s", (_, edit) =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      const body = edit(await shop.bodyOf(pull.number));
      await shop.admin.editIssue({ repository, as: "maria", number: pull.number, body });
      await expectRefused(shop, shop.bundleOf(record, wholeRun()), {
        kind: "conflict",
        message: expect.stringContaining("edited or deleted"),
      });
    }),
  );

  it.each([
    ["of somebody else", { as: "maria", owner: "acme", root: "agent" }],
    ["from a fork", { as: actionsBot.login, owner: "stefan", root: "agent" }],
    ["outside of our branches", { as: actionsBot.login, owner: "acme", root: "topic" }],
  ])("refuses a pull request %s, although its record fits it", (_, { as, owner, root }) =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const branch = `${root}/${shop.issue}-mine`;
      if (owner !== "acme") await shop.admin.forkRepository({ repository, owner });
      const fork = `${owner}/shop`;
      const head = await shop.admin.pushCommit({ repository: fork, as: owner, branch, files: { x: "x" } });
      const number = await shop.admin.openPull({ repository, as, title: "P", head: `${owner}:${branch}` });
      const own = { ...record, pull: number, branch, head };
      await writeBody(shop.connect(), { number, body: "" }, own);
      await expectRefused(shop, shop.bundleOf(own, wholeRun()), { kind: "refused", by: "ours" });
    }),
  );

  it("refuses a fork's pull request that copies our branch name and record", () =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      await shop.admin.forkRepository({ repository, owner: "stefan" });
      await shop.admin.pushCommit({
        repository: "stefan/shop",
        as: "stefan",
        branch: record.branch,
        files: { x: "x" },
      });
      const body = await shop.bodyOf(pull.number);
      const copy = await shop.admin.openPull({
        repository,
        as: "stefan",
        title: "P",
        head: `stefan:${record.branch}`,
        body,
      });
      await shop.admin.addLabel({ repository, as: "maria", number: copy, label: "agent:run" });
      await expectRefused(shop, shop.bundleOf(record, wholeRun(), { pull: copy }), { by: "ours" });
      expect(await shop.decideNow()).toMatchObject([
        { kind: "resume", pull: pull.number },
        { kind: "nothing", gate: "ours", pull: copy },
      ]);
    }));
});
