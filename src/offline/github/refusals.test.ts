/** Every no of GitHub that the product must live with, word for word. */
import { expect, test } from "vitest";
import { commitFile, octokitFor, refusalOf, repository, shop, withShop } from "./fixtures/start-shop.ts";

const missing = "0123456789012345678901234567890123456789";

test("refs: existing, unknown object, bad name, missing, blocked by another ref", () =>
  withShop(async ({ bot, sha }) => {
    const create = (ref: string, object = sha) => refusalOf(bot.git.createRef({ ...shop, ref, sha: object }));
    expect(await create("refs/heads/main")).toBe("422 Reference already exists");
    expect(await create("refs/heads/new", missing)).toBe("422 Object does not exist");
    expect(await create("refs/heads/new", "main")).toContain("422 The sha parameter must be exactly 40 characters");
    expect(await create("refs/heads/bad..name")).toBe("422 refs/heads/bad..name is not a valid ref name.");
    expect(await create("heads/x")).toBe("422 heads/x is not a valid ref name.");
    expect(await create("refs/heads/main/sub")).toBe("422 Reference update failed");
    const update = bot.git.updateRef({ ...shop, ref: "heads/none", sha });
    expect(await refusalOf(update)).toBe("422 Reference does not exist");
    expect(await refusalOf(bot.git.deleteRef({ ...shop, ref: "heads/none" }))).toBe("422 Reference does not exist");
  }));

test("git data: unknown objects, unsafe paths, deletions of nothing", () =>
  withShop(async ({ bot, sha }) => {
    const { data: base } = await bot.git.getCommit({ ...shop, commit_sha: sha });
    const tree = (entry: { path: string; sha?: string | null; content?: string }) =>
      refusalOf(
        bot.git.createTree({ ...shop, base_tree: base.tree.sha, tree: [{ mode: "100644", type: "blob", ...entry }] }),
      );
    expect(await tree({ path: "../up", content: "x" })).toBe("422 tree.path contains a malformed path component");
    expect(await tree({ path: ".GIT/config", content: "x" })).toBe("422 tree.path contains a malformed path component");
    expect(await tree({ path: "x", sha: missing })).toBe(`422 tree.sha ${missing} is not a valid object`);
    expect(await tree({ path: "x", sha: base.tree.sha })).toContain("which does not fit mode 100644");
    expect(await tree({ path: "none.txt", sha: null })).toBe("422 GitRPC::BadObjectState");
    const commit = (wanted: { tree: string; parents: string[] }) =>
      refusalOf(bot.git.createCommit({ ...shop, message: "m", ...wanted }));
    expect(await commit({ tree: missing, parents: [sha] })).toBe("422 Tree SHA does not exist");
    expect(await commit({ tree: base.tree.sha, parents: [missing] })).toContain("422 Parent SHA does not exist");
    expect(await refusalOf(bot.git.getBlob({ ...shop, file_sha: missing }))).toBe("404 Not Found");
    expect(await refusalOf(bot.git.getTree({ ...shop, tree_sha: missing }))).toBe("404 Not Found");
    expect(await refusalOf(bot.git.getCommit({ ...shop, commit_sha: missing }))).toBe("404 Not Found");
  }));

test("pull requests: a second one, nothing to merge, unknown branches", () =>
  withShop(async ({ bot, sha }) => {
    await commitFile(bot, "agent/1-x", sha, "a.txt", "a\n");
    const wanted = { ...shop, title: "T", head: "agent/1-x", base: "main" };
    await bot.pulls.create(wanted);
    const create = (change: Partial<typeof wanted>) => refusalOf(bot.pulls.create({ ...wanted, ...change }));
    expect(await create({})).toBe("422 Validation Failed: A pull request already exists for acme:agent/1-x.");
    await bot.git.createRef({ ...shop, ref: "refs/heads/same", sha });
    expect(await create({ head: "same" })).toBe("422 Validation Failed: No commits between main and same");
    expect(await create({ head: "none" })).toBe("422 Validation Failed: invalid");
    expect(await create({ base: "none" })).toBe("422 Validation Failed: invalid");
    expect(await refusalOf(bot.pulls.get({ ...shop, pull_number: 99 }))).toBe("404 Not Found");
    expect(await refusalOf(bot.pulls.update({ ...shop, pull_number: 1, base: "none" }))).toBe(
      "422 Validation Failed: invalid",
    );
  }));

test("settings: the bot may not open or approve pull requests, drafts are not supported", () =>
  withShop(
    async ({ bot, maintainer, sha, github }) => {
      await commitFile(bot, "agent/1-x", sha, "a.txt", "a\n");
      const wanted = { ...shop, title: "T", head: "agent/1-x", base: "main" };
      const wall = "403 GitHub Actions is not permitted to create or approve pull requests.";
      expect(await refusalOf(bot.pulls.create(wanted))).toBe(wall);
      expect(await refusalOf(maintainer.pulls.create({ ...wanted, draft: true }))).toBe(
        "422 Draft pull requests are not supported in this repository.",
      );
      const { data } = await maintainer.pulls.create(wanted);
      expect(data.draft).toBe(false);
      expect(await refusalOf(bot.pulls.createReview({ ...shop, pull_number: data.number, event: "APPROVE" }))).toBe(
        wall,
      );
      await github.admin.changeSettings({ repository, actionsMayCreatePulls: true });
      const { data: review } = await bot.pulls.createReview({ ...shop, pull_number: data.number, event: "APPROVE" });
      expect(review.state).toBe("APPROVED");
    },
    { actionsMayCreatePulls: false, draftsAllowed: false },
  ));

test("labels: unknown on the issue, twice in the repository, bad colour; lengths of titles and bodies", () =>
  withShop(async ({ maintainer }) => {
    await maintainer.issues.create({ ...shop, title: "T" });
    const remove = (name: string) => refusalOf(maintainer.issues.removeLabel({ ...shop, issue_number: 1, name }));
    expect(await remove("bug")).toBe("404 Label does not exist");
    expect(await remove("never seen")).toBe("404 Label does not exist");
    const create = (name: string, color: string) => refusalOf(maintainer.issues.createLabel({ ...shop, name, color }));
    expect(await create("BUG", "ededed")).toBe("422 Validation Failed: already_exists");
    expect(await create("fresh", "red")).toBe("422 Validation Failed: invalid");
    expect(await refusalOf(maintainer.issues.getLabel({ ...shop, name: "none" }))).toBe("404 Not Found");
    const body = "b".repeat(65_537);
    expect(await refusalOf(maintainer.issues.createComment({ ...shop, issue_number: 1, body }))).toContain(
      "body is too long",
    );
    expect(await refusalOf(maintainer.issues.update({ ...shop, issue_number: 1, body }))).toContain("body is too long");
    expect(await refusalOf(maintainer.issues.create({ ...shop, title: "t".repeat(257) }))).toContain(
      "title is too long",
    );
    expect(await refusalOf(maintainer.issues.get({ ...shop, issue_number: 7 }))).toBe("404 Not Found");
  }));

test("identity: bad and missing tokens, the bot's own account, unknown users, unknown paths", () =>
  withShop(async ({ bot, maintainer, github }) => {
    const nobody = octokitFor(github.url, "wrong");
    expect(await refusalOf(nobody.repos.get(shop))).toBe("401 Bad credentials");
    const anonymous = await fetch(`${github.url}/repos/acme/shop`);
    expect([anonymous.status, await anonymous.json()]).toMatchObject([401, { message: "Requires authentication" }]);
    expect(await refusalOf(bot.users.getAuthenticated())).toBe("403 Resource not accessible by integration");
    expect((await maintainer.users.getAuthenticated()).data.login).toBe("maria");
    const permission = maintainer.repos.getCollaboratorPermissionLevel({ ...shop, username: "ghost" });
    expect(await refusalOf(permission)).toBe("404 ghost is not a user");
    const lost = await fetch(`${github.url}/repos/acme/shop/nothing`, {
      headers: { authorization: "token token-of-maria" },
    });
    expect([lost.status, await lost.json()]).toEqual([
      404,
      { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" },
    ]);
    const broken = await fetch(`${github.url}/repos/acme/shop/issues`, {
      method: "POST",
      body: "{",
      headers: { authorization: "token token-of-maria" },
    });
    expect([broken.status, await broken.json()]).toMatchObject([400, { message: "Problems parsing JSON" }]);
  }));
