/** Pull requests follow their branches, close with them, and forks cannot pass for the repository. */
import { expect, test } from "vitest";
import { commitFile, refusalOf, repository, shop, withShop } from "./fixtures/start-shop.ts";

test("a draft with its commits, files and counts", () =>
  withShop(async ({ bot, sha }) => {
    const head = await commitFile(bot, "agent/1-x", sha, "src/cart.ts", "export const total = 1;\n");
    const { data } = await bot.pulls.create({ ...shop, title: "P", head: "agent/1-x", base: "main", draft: true });
    expect(data).toMatchObject({
      draft: true,
      state: "open",
      user: { id: 41898282 },
      head: { sha: head, ref: "agent/1-x", label: "acme:agent/1-x", repo: { id: data.base.repo.id } },
      base: { sha, ref: "main" },
      commits: 1,
      changed_files: 1,
      additions: 1,
      deletions: 1,
    });
    const { data: files } = await bot.pulls.listFiles({ ...shop, pull_number: 1 });
    expect(files).toMatchObject([
      {
        filename: "src/cart.ts",
        status: "modified",
        patch: "@@ -1 +1 @@\n-export const total = 0;\n+export const total = 1;",
      },
    ]);
    expect((await bot.pulls.listCommits({ ...shop, pull_number: 1 })).data.map((commit) => commit.sha)).toEqual([head]);
    const of = await bot.repos.listPullRequestsAssociatedWithCommit({ ...shop, commit_sha: head });
    expect(of.data.map(({ number }) => number)).toEqual([1]);
  }));

test("an empty commit is enough for a pull request", () =>
  withShop(async ({ bot, sha }) => {
    const { data: base } = await bot.git.getCommit({ ...shop, commit_sha: sha });
    const { data: commit } = await bot.git.createCommit({
      ...shop,
      message: "Start",
      tree: base.tree.sha,
      parents: [sha],
    });
    await bot.git.createRef({ ...shop, ref: "refs/heads/agent/1-x", sha: commit.sha });
    const { data } = await bot.pulls.create({ ...shop, title: "P", head: "agent/1-x", base: "main" });
    expect([data.commits, data.changed_files]).toEqual([1, 0]);
  }));

test("the head follows the branch; a deleted branch closes; without it nothing reopens", () =>
  withShop(async ({ bot, github, sha, pass }) => {
    await commitFile(bot, "agent/1-x", sha, "a.txt", "a\n");
    await bot.pulls.create({ ...shop, title: "P", head: "agent/1-x", base: "main" });
    pass(60);
    const theirs = await github.admin.pushCommit({
      repository,
      as: "maria",
      branch: "agent/1-x",
      files: { "b.txt": "b\n" },
    });
    const { data: followed } = await bot.pulls.get({ ...shop, pull_number: 1 });
    expect([followed.head.sha, followed.commits, followed.updated_at]).toEqual([theirs, 2, "2026-03-01T09:01:00Z"]);
    await bot.git.deleteRef({ ...shop, ref: "heads/agent/1-x" });
    const { data: closed } = await bot.pulls.get({ ...shop, pull_number: 1 });
    expect([closed.state, closed.head.sha, closed.merged]).toEqual(["closed", theirs, false]);
    const { data: events } = await bot.issues.listEvents({ ...shop, issue_number: 1 });
    expect(events.map(({ event }) => event)).toEqual(["closed", "head_ref_deleted"]);
    expect(await refusalOf(bot.pulls.update({ ...shop, pull_number: 1, state: "open" }))).toContain(
      "state cannot be changed.",
    );
  }));

test("lists by head, base and state; body and title change in place", () =>
  withShop(async ({ bot, github, sha }) => {
    await commitFile(bot, "agent/1-x", sha, "a.txt", "a\n");
    await commitFile(bot, "agent/2-y", sha, "b.txt", "b\n");
    await bot.pulls.create({ ...shop, title: "one", head: "agent/1-x", base: "main" });
    await bot.pulls.create({ ...shop, title: "two", head: "agent/2-y", base: "main" });
    const numbers = async (query: object) =>
      (await bot.pulls.list({ ...shop, ...query })).data.map(({ number }) => number);
    expect(await numbers({})).toEqual([2, 1]);
    expect(await numbers({ head: "acme:agent/1-x" })).toEqual([1]);
    expect(await numbers({ base: "other" })).toEqual([]);
    await bot.pulls.update({ ...shop, pull_number: 1, state: "closed", title: "uno", body: "b" });
    expect(await numbers({ state: "closed" })).toEqual([1]);
    expect((await github.admin.inspectIssue({ repository, number: 1 })).title).toBe("uno");
    expect((await bot.pulls.create({ ...shop, title: "again", head: "agent/1-x", base: "main" })).data.number).toBe(3);
  }));

test("a merge by a person moves the base and is told apart from closing", () =>
  withShop(async ({ bot, github, sha }) => {
    await commitFile(bot, "agent/1-x", sha, "a.txt", "a\n");
    await bot.pulls.create({ ...shop, title: "P", head: "agent/1-x", base: "main", draft: true });
    await github.admin.setDraft({ repository, as: "maria", number: 1, draft: false });
    const merge = await github.admin.mergePull({ repository, as: "maria", number: 1 });
    const { data } = await bot.pulls.get({ ...shop, pull_number: 1 });
    expect(data).toMatchObject({
      draft: false,
      state: "closed",
      merged: true,
      merge_commit_sha: merge,
      merged_by: { login: "maria" },
    });
    expect((await bot.git.getRef({ ...shop, ref: "heads/main" })).data.object.sha).toBe(merge);
  }));

test("a fork's pull request with our branch name and body differs in repository id and author", () =>
  withShop(async ({ bot, github, sha }) => {
    await commitFile(bot, "agent/1-x", sha, "a.txt", "a\n");
    const { data: ours } = await bot.pulls.create({
      ...shop,
      title: "P",
      body: "record",
      head: "agent/1-x",
      base: "main",
    });
    const { id } = await github.admin.forkRepository({ repository, owner: "stefan" });
    await github.admin.pushCommit({
      repository: "stefan/shop",
      as: "stefan",
      branch: "agent/1-x",
      files: { "evil.txt": "e\n" },
    });
    const fake = { repository, as: "stefan", title: "P", body: "record", head: "stefan:agent/1-x" };
    const number = await github.admin.openPull(fake);
    const { data: theirs } = await bot.pulls.get({ ...shop, pull_number: number });
    expect(theirs).toMatchObject({
      body: "record",
      head: { ref: "agent/1-x", label: "stefan:agent/1-x", repo: { id, fork: true } },
    });
    expect(theirs.head.repo?.id).not.toBe(ours.base.repo.id);
    expect(theirs.base.repo.id).toBe(ours.base.repo.id);
    const { data: refs } = await bot.git.listMatchingRefs({ ...shop, ref: "heads/" });
    expect(refs.map(({ ref }) => ref)).toEqual(["refs/heads/agent/1-x", "refs/heads/main"]);
  }));
