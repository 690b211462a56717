/** The bot's own issues: opened once, bound to their number, screened, and never anybody else's. */
import { describe, expect, it } from "vitest";
import type { Write } from "../domain/bundle.ts";
import { parseIssueRecord } from "../flow/issue-record.ts";
import { noSeal } from "../flow/state-seal.ts";
import { publishWrites } from "./publish-writes.ts";
import { liveSecret, repository, type Shop, withShop } from "./shop.fixture.ts";

const opening = (change: Partial<Extract<Write, { kind: "open-issue" }>> = {}): Write => ({
  kind: "open-issue",
  marker: "incident",
  identity: "agent:incident",
  title: "Down, @maria, see #1",
  markdown: "Ping @maria, <b>closes #1</b>.",
  labels: ["red-mode"],
  record: { issue: null, note: `--> @maria <b> ${liveSecret}` },
  ...change,
});

const publish = (shop: Shop, ...writes: Write[]): Promise<void> =>
  publishWrites(shop.connect(), { version: 1, kind: "stage-less", repositoryId: shop.id, writes });

const bodyParts = async (shop: Shop, number: number) => {
  const body = await shop.bodyOf(number);
  return { body, record: parseIssueRecord(body, "incident", noSeal) };
};

describe("open-issue", () => {
  it("passes the door, and carries its record bound to its number", () =>
    withShop(async (shop) => {
      await publish(shop, opening());
      const { body, record } = await bodyParts(shop, 2);
      const { title } = await shop.admin.inspectIssue({ repository, number: 2 });
      expect(`${title}${body}`).not.toContain(liveSecret);
      expect(title).toBe("Down, @ maria, see no. 1");
      expect(body).toContain("`@maria`");
      expect(body).toContain("`<b>`");
      expect(record).toEqual({
        ok: true,
        value: { issue: 2, note: expect.stringContaining("[redacted") },
      });
      expect(await shop.labelsOf(2)).toEqual(["agent:incident", "red-mode"]);
      await publish(shop, opening({ marker: "regression", title: `Down: ${liveSecret}`, markdown: liveSecret }));
      const other = await shop.admin.inspectIssue({ repository, number: 3 });
      expect(`${other.title}${other.body}`).not.toContain(liveSecret);
    }));

  it("is content with one that is open, but not with a closed one, another kind, or somebody else's", () =>
    withShop(async (shop) => {
      await publish(shop, opening());
      await publish(shop, opening({ title: "Again" }));
      await expect(shop.admin.inspectIssue({ repository, number: 3 })).rejects.toThrow();
      await publish(shop, opening({ marker: "regression" }));
      await shop.admin.editIssue({ repository, as: "maria", number: 2, state: "closed" });
      const body = await shop.bodyOf(2);
      await shop.admin.openIssue({ repository, as: "maria", title: "Mine", body, labels: ["agent:incident"] });
      await publish(shop, opening());
      expect((await bodyParts(shop, 5)).record).toMatchObject({ value: { issue: 5 } });
    }));
});

describe("update-issue and close-issue", () => {
  const update = (number: number, markdown: string): Extract<Write, { kind: "update-issue" }> => ({
    kind: "update-issue",
    number,
    marker: "incident",
    markdown,
    record: { issue: number },
  });
  const close = (number: number): Write => ({
    ...update(number, "Over."),
    kind: "close-issue",
    reason: "Well.",
    as: "completed",
  });

  it("write once, never reopen, and leave labels alone", () =>
    withShop(async (shop) => {
      await publish(shop, opening());
      await publish(shop, update(2, "More."));
      const before = shop.writes().length;
      await publish(shop, update(2, "More."));
      expect(shop.writes()).toHaveLength(before);
      await shop.admin.removeLabel({ repository, as: "maria", number: 2, label: "red-mode" });
      await publish(shop, close(2));
      await publish(shop, update(2, "After."));
      const issue = await shop.admin.inspectIssue({ repository, number: 2 });
      expect(issue).toMatchObject({
        state: "closed",
        stateReason: "completed",
        body: expect.stringMatching(/^After\./),
      });
      expect(await shop.labelsOf(2)).toEqual(["agent:incident"]);
      const after = shop.writes().length;
      await publish(shop, close(2));
      expect(shop.writes()).toHaveLength(after);
      expect(await shop.commentsOf(2)).toEqual(["<!-- draftsmith:closed -->\nWell.\n"]);
    }));

  it.each([
    ["a person's issue", (shop: Shop) => shop.admin.openIssue({ repository, as: "maria", title: "Mine", body: "x" })],
    [
      "a person's copy of ours",
      async (shop: Shop) => {
        const body = await shop.bodyOf(2);
        return shop.admin.openIssue({ repository, as: "maria", title: "Mine", body, labels: ["agent:incident"] });
      },
    ],
    [
      "ours of another kind",
      async (shop: Shop) => {
        await publish(shop, opening({ marker: "regression", identity: "agent:regression" }));
        return 3;
      },
    ],
    ["a number that names nothing", async () => 99],
  ])("refuse %s", (_, make) =>
    withShop(async (shop) => {
      await publish(shop, opening());
      const number = await make(shop);
      const before = shop.writes().length;
      for (const write of [update(number, "Other."), close(number)])
        await expect(publish(shop, write)).rejects.toMatchObject({ failure: { kind: "refused", by: "ours" } });
      expect(shop.writes()).toHaveLength(before);
    }),
  );

  it("are stopped by the freeze label", () =>
    withShop(async (shop) => {
      await publish(shop, opening());
      await shop.admin.addLabel({ repository, as: "maria", number: 2, label: "needs-human-review" });
      const before = shop.writes().length;
      for (const write of [update(2, "Other."), close(2)])
        await expect(publish(shop, write)).rejects.toMatchObject({ failure: { by: "freeze" } });
      expect(shop.writes()).toHaveLength(before);
    }));
});
