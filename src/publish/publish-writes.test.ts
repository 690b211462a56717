/** Comments, labels and closing: each is safe to repeat, and to lose the answer of. */
import { describe, expect, it } from "vitest";
import type { Write } from "../domain/bundle.ts";
import { ensureComment } from "./ensure-comment.ts";
import { publishWrites } from "./publish-writes.ts";
import { liveSecret, repository, withShop } from "./shop.fixture.ts";

const draft = (number: number, markdown = "Hello.") => ({ number, marker: "note", markdown });

describe("ensureComment", () => {
  it.each([false, true])("leaves one comment when the connection is cut (after the effect: %s)", (effect) =>
    withShop(async (shop) => {
      shop.github.setFaults([{ at: { operation: "issues/create-comment" }, fault: { kind: "cut", effect } }]);
      await ensureComment(shop.connect(), draft(shop.issue), []);
      await ensureComment(shop.connect(), draft(shop.issue), []);
      expect(await shop.commentsOf(shop.issue)).toEqual(["<!-- draftsmith:note -->\nHello.\n"]);
    }),
  );

  it("changes its own comment, and never one by somebody else that copies the marker", () =>
    withShop(async (shop) => {
      await shop.admin.comment({
        repository,
        as: "stefan",
        number: shop.issue,
        body: "<!-- draftsmith:note -->\nmine",
      });
      const context = shop.connect();
      await ensureComment(context, draft(shop.issue), []);
      const before = shop.writes().length;
      await ensureComment(context, draft(shop.issue), []);
      expect(shop.writes().length).toBe(before);
      await ensureComment(context, draft(shop.issue, `Other, ping @maria, ${liveSecret}.`), []);
      const [theirs, ours, ...more] = await shop.commentsOf(shop.issue);
      expect(theirs).toContain("mine");
      expect(ours).toMatch(/redacted/);
      expect(ours).not.toMatch(/@maria|s3cr3t/);
      expect(more).toEqual([]);
    }));

  it.each(["the thread", "another that it belongs to"])("is stopped by the freeze label on %s", (where) =>
    withShop(async (shop) => {
      const other = await shop.admin.openIssue({ repository, as: "maria", title: "Other" });
      const number = where === "the thread" ? shop.issue : other;
      await shop.admin.addLabel({ repository, as: "maria", number, label: "needs-human-review" });
      await expect(ensureComment(shop.connect(), draft(shop.issue), [other])).rejects.toMatchObject({
        failure: { by: "freeze" },
      });
      expect(shop.writes()).toEqual([]);
    }),
  );
});

describe("publishWrites", () => {
  it("writes nothing more when all of it stands already", () =>
    withShop(async (shop) => {
      const { pull } = await shop.open();
      const writes: Write[] = [
        { kind: "comment", number: pull.number, marker: "why", markdown: "Because." },
        { kind: "add-labels", number: pull.number, labels: ["agent:escalated", "agent:run"] },
        { kind: "remove-label", number: shop.issue, label: "not-there" },
        { kind: "close-pull", number: pull.number, reason: "Over." },
      ];
      const bundle = { version: 1 as const, kind: "stage-less" as const, repositoryId: shop.id, writes };
      await publishWrites(shop.connect(), bundle);
      const seen = await Promise.all([shop.commentsOf(pull.number), shop.labelsOf(pull.number)]);
      expect(seen[0]).toHaveLength(2);
      expect(seen[1]).toEqual(expect.arrayContaining(["agent:run", "agent:escalated"]));
      const before = shop.writes().length;
      await publishWrites(shop.connect(), { ...bundle, writes: writes.slice(0, 2) });
      expect(shop.writes().length).toBe(before);
      await publishWrites(shop.connect(), bundle);
      expect(await shop.commentsOf(pull.number)).toEqual(seen[0]);
    }));
});
