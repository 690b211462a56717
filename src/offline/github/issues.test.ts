/** Issues, labels, comments and events behave as the gates and the freeze expect of GitHub. */
import { expect, test } from "vitest";
import { commitFile, repository, shop, withShop } from "./fixtures/start-shop.ts";

test("issues and pull requests share one list and one row of numbers", () =>
  withShop(async ({ bot, maintainer, sha }) => {
    await maintainer.issues.create({ ...shop, title: "I", body: "text", labels: ["agent:ready", "bug"] });
    await commitFile(bot, "agent/1-x", sha, "a.txt", "a\n");
    await bot.pulls.create({ ...shop, title: "P", head: "agent/1-x", base: "main", draft: true, body: "record" });
    await bot.issues.addLabels({ ...shop, issue_number: 2, labels: ["agent:run"] });
    const { data } = await bot.issues.listForRepo({ ...shop });
    expect(data.map(({ number, body, draft, pull_request: pull }) => [number, body, draft, pull?.url])).toEqual([
      [2, "record", true, expect.stringMatching(/\/repos\/acme\/shop\/pulls\/2$/)],
      [1, "text", undefined, undefined],
    ]);
    const numbers = async (labels: string) =>
      (await bot.issues.listForRepo({ ...shop, labels })).data.map(({ number }) => number);
    expect(await numbers("agent:run")).toEqual([2]);
    expect(await numbers("Agent:Ready,BUG")).toEqual([1]);
    expect(await numbers("agent:ready,agent:run")).toEqual([]);
  }));

test("lists filter by state and time and sort both ways", () =>
  withShop(async ({ maintainer, pass }) => {
    for (const title of ["a", "b", "c"]) {
      await maintainer.issues.create({ ...shop, title });
      pass(60);
    }
    await maintainer.issues.update({ ...shop, issue_number: 1, state: "closed", state_reason: "not_planned" });
    const numbers = async (query: object) =>
      (await maintainer.issues.listForRepo({ ...shop, ...query })).data.map(({ number }) => number);
    expect(await numbers({})).toEqual([3, 2]);
    expect(await numbers({ state: "closed" })).toEqual([1]);
    expect(await numbers({ state: "all", direction: "asc" })).toEqual([1, 2, 3]);
    expect(await numbers({ state: "all", sort: "updated" })).toEqual([1, 3, 2]);
    expect(await numbers({ state: "all", since: "2026-03-01T09:02:00Z" })).toEqual([3, 1]);
    expect(await numbers({ creator: "stefan" })).toEqual([]);
    const { data } = await maintainer.issues.get({ ...shop, issue_number: 1 });
    expect(data).toMatchObject({
      state: "closed",
      state_reason: "not_planned",
      closed_at: "2026-03-01T09:03:00Z",
      closed_by: { login: "maria" },
    });
  }));

test("events tell who labelled, renamed, closed and reopened, and when", () =>
  withShop(async ({ maintainer, github, pass }) => {
    await github.admin.openIssue({ repository, as: "stefan", title: "Old", labels: [] });
    await github.admin.addLabel({ repository, as: "walter", number: 1, label: "agent:ready" });
    pass(10);
    await maintainer.issues.update({ ...shop, issue_number: 1, title: "New" });
    await maintainer.issues.removeLabel({ ...shop, issue_number: 1, name: "agent:ready" });
    await maintainer.issues.update({ ...shop, issue_number: 1, state: "closed" });
    await maintainer.issues.update({ ...shop, issue_number: 1, state: "open" });
    const { data } = await maintainer.issues.listEvents({ ...shop, issue_number: 1 });
    const rows = data.map((event) => [
      event.event,
      event.actor?.login,
      event.created_at,
      "label" in event ? event.label.name : null,
    ]);
    expect(rows).toEqual([
      ["labeled", "walter", "2026-03-01T09:00:00Z", "agent:ready"],
      ["renamed", "maria", "2026-03-01T09:00:10Z", null],
      ["unlabeled", "maria", "2026-03-01T09:00:10Z", "agent:ready"],
      ["closed", "maria", "2026-03-01T09:00:10Z", null],
      ["reopened", "maria", "2026-03-01T09:00:10Z", null],
    ]);
    expect(data[1]).toMatchObject({ rename: { from: "Old", to: "New" } });
    const { data: everywhere } = await maintainer.issues.listEventsForRepo(shop);
    expect(everywhere.map(({ event }) => event)).toEqual(["reopened", "closed", "unlabeled", "renamed", "labeled"]);
    await maintainer.issues.createComment({ ...shop, issue_number: 1, body: "last" });
    const { data: timeline } = await maintainer.issues.listEventsForTimeline({ ...shop, issue_number: 1 });
    expect(timeline.map(({ event }) => event)).toEqual([
      "labeled",
      "renamed",
      "unlabeled",
      "closed",
      "reopened",
      "commented",
    ]);
  }));

test("an edit that changes nothing leaves no event and no new time; setting a label twice leaves one event", () =>
  withShop(async ({ maintainer, pass }) => {
    await maintainer.issues.create({ ...shop, title: "T", body: "B", labels: ["bug"] });
    pass(60);
    await maintainer.issues.update({ ...shop, issue_number: 1, title: "T", body: "B", state: "open" });
    await maintainer.issues.addLabels({ ...shop, issue_number: 1, labels: ["bug"] });
    expect((await maintainer.issues.get({ ...shop, issue_number: 1 })).data.updated_at).toBe("2026-03-01T09:00:00Z");
    expect((await maintainer.issues.listEvents({ ...shop, issue_number: 1 })).data).toHaveLength(1);
    const { data: labels } = await maintainer.issues.setLabels({
      ...shop,
      issue_number: 1,
      labels: ["agent:ready", "brand new"],
    });
    expect(labels.map(({ name }) => name)).toEqual(["agent:ready", "brand new"]);
    expect((await maintainer.issues.listLabelsOnIssue({ ...shop, issue_number: 1 })).data).toEqual(labels);
    const { data: known } = await maintainer.issues.listLabelsForRepo(shop);
    expect(known.map(({ name }) => name)).toEqual(["agent:ready", "brand new", "bug"]);
  }));

test("comments: write, read, edit, delete, since, across the repository", () =>
  withShop(async ({ maintainer, bot, pass }) => {
    await maintainer.issues.create({ ...shop, title: "T" });
    const { data: first } = await maintainer.issues.createComment({ ...shop, issue_number: 1, body: "one" });
    pass(60);
    const { data: second } = await bot.issues.createComment({ ...shop, issue_number: 1, body: "two" });
    expect(second).toMatchObject({ user: { id: 41898282, type: "Bot" }, author_association: "NONE" });
    pass(60);
    await bot.issues.updateComment({ ...shop, comment_id: second.id, body: "two, edited" });
    expect((await bot.issues.getComment({ ...shop, comment_id: second.id })).data).toMatchObject({
      body: "two, edited",
      created_at: "2026-03-01T09:01:00Z",
      updated_at: "2026-03-01T09:02:00Z",
    });
    const since = "2026-03-01T09:00:30Z";
    expect((await bot.issues.listComments({ ...shop, issue_number: 1, since })).data.map(({ id }) => id)).toEqual([
      second.id,
    ]);
    expect(
      (await bot.issues.listCommentsForRepo({ ...shop, sort: "updated", direction: "desc" })).data.map(({ id }) => id),
    ).toEqual([second.id, first.id]);
    expect((await bot.issues.get({ ...shop, issue_number: 1 })).data.comments).toBe(2);
    await bot.issues.deleteComment({ ...shop, comment_id: second.id });
    expect((await bot.issues.listComments({ ...shop, issue_number: 1 })).data.map(({ id }) => id)).toEqual([first.id]);
  }));
