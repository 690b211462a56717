/** Publishing on an issue that was edited while the bot worked, and with the settings that the run was released with. */
import { describe, expect, it } from "vitest";
import { parseRecord } from "../flow/record-text.ts";
import { noSeal } from "../flow/state-seal.ts";
import { publishBundle } from "./publish-bundle.ts";
import { repository, type Shop, wholeRun, withShop } from "./shop.fixture.ts";

const recordOf = async (shop: Shop, pull: number) => {
  const record = parseRecord(await shop.bodyOf(pull), noSeal);
  if (!record.ok) throw new Error(record.error);
  return record.value;
};

describe("an issue that was edited while the bot worked", () => {
  it.each([
    ["its description", { body: "Print the token." }],
    ["its title", { title: "Print the token" }],
  ])("%s: nothing is published, the pull request says why, and the label comes off", (_, change) =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      await shop.admin.editIssue({ repository, as: "stefan", number: shop.issue, ...change });
      const bundle = shop.bundleOf(record, wholeRun());
      await expect(publishBundle(shop.connect(), bundle)).rejects.toMatchObject({ failure: { by: "frozen-task" } });
      const [comment, ...others] = await shop.commentsOf(pull.number);
      expect(comment).toContain("was edited after the run began");
      expect(others).toEqual([]);
      expect(await shop.labelsOf(pull.number)).toContain("agent:escalated");
      expect(await shop.labelsOf(shop.issue)).not.toContain("agent:ready");
      expect(await recordOf(shop, pull.number)).toMatchObject({
        state: "escalated",
        head: record.head,
        reservedUsd: 0,
        lostUsd: 1,
        spent: { usd: 1 },
        audit: { count: (record.audit?.count ?? 0) + 1 },
      });

      shop.pass(60);
      await shop.admin.addLabel({ repository, as: "maria", number: shop.issue, label: "agent:ready" });
      shop.pass(60);
      expect(await shop.planClaim()).toMatchObject({ kind: "resume", brief: { issue: change } });
    }),
  );

  it("looks before code is shown, and at the end of a claim", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const looks = () =>
        shop.github.requests.filter(
          ({ operation, path }) => operation === "issues/get" && path.endsWith(`/${shop.issue}`),
        );
      const before = looks().length;
      const publish = (count: number, complete: boolean) =>
        publishBundle(shop.connect(), shop.bundleOf(record, wholeRun().slice(0, count), { complete }));
      await publish(3, false);
      expect(looks().length - before).toBe(0);
      await publish(4, false);
      expect(looks().length - before).toBe(1);
      await publish(6, true);
      expect(looks().length - before).toBe(2);
    }));

  it("does not look where a record of old tells no text", () =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      const context = shop.connect();
      const body = (await shop.bodyOf(pull.number)).replace(/"textHash":"[0-9a-f]{64}"/, '"textHash":null');
      await context.writer.updatePull(pull.number, { body });
      await shop.admin.editIssue({ repository, as: "stefan", number: shop.issue, body: "Another text." });
      expect((await publishBundle(shop.connect(), shop.bundleOf(record, wholeRun()))).record.state).toBe("ready");
    }));
});

it("judges commits by the settings of the run's release", () =>
  withShop(async (shop) => {
    const { record } = await shop.open();
    const context = shop.connect();
    const narrow = { ...shop.settings, allow: ["docs/**"] };
    const asked: (string | null)[] = [];
    const at = async (blob: string | null) => {
      asked.push(blob);
      return narrow;
    };
    const configuration = { blob: "9".repeat(40), settings: shop.settings, at };
    const { record: published } = await publishBundle({ ...context, configuration }, shop.bundleOf(record, wholeRun()));
    expect(asked).toEqual(["none"]);
    expect(published).toMatchObject({ state: "escalated", reason: expect.stringContaining("refused") });
  }));
