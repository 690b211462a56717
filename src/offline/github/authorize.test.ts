/** What a token may do follows from its grants, its repositories and the role of its user. */
import { expect, test } from "vitest";
import { octokitFor, refusalOf, repository, shop, withShop } from "./fixtures/start-shop.ts";

test("a token with contents:read reads contents and nothing else", () =>
  withShop(async ({ github, sha }) => {
    const token = await github.admin.createToken({ login: "github-actions[bot]", grants: { contents: "read" } });
    const reader = octokitFor(github.url, token);
    expect((await reader.git.getCommit({ ...shop, commit_sha: sha })).status).toBe(200);
    expect((await reader.repos.get(shop)).status).toBe(200);
    const wall = "403 Resource not accessible by integration";
    expect(await refusalOf(reader.issues.listForRepo(shop))).toBe(wall);
    expect(await refusalOf(reader.git.createRef({ ...shop, ref: "refs/heads/x", sha }))).toBe(wall);
    expect(await refusalOf(reader.checks.listForRef({ ...shop, ref: sha }))).toBe(wall);
  }));

test("write includes read, and either scope of an issue will do", () =>
  withShop(async ({ github, maintainer }) => {
    await maintainer.issues.create({ ...shop, title: "T" });
    const token = await github.admin.createToken({ login: "github-actions[bot]", grants: { pull_requests: "write" } });
    const writer = octokitFor(github.url, token);
    expect((await writer.issues.listForRepo(shop)).data).toHaveLength(1);
    expect((await writer.issues.createComment({ ...shop, issue_number: 1, body: "b" })).status).toBe(201);
    expect(await refusalOf(writer.issues.create({ ...shop, title: "T" }))).toBe(
      "403 Resource not accessible by integration",
    );
  }));

test("private repositories are invisible to strangers and to tokens of other repositories", () =>
  withShop(async ({ github, stranger, sha }) => {
    await github.admin.createRepository({ owner: "acme", name: "secret", private: true, files: { a: "a" } });
    expect(await refusalOf(stranger.repos.get({ owner: "acme", repo: "secret" }))).toBe("404 Not Found");
    const token = await github.admin.createToken({ login: "acme", repositories: [repository] });
    const bound = octokitFor(github.url, token);
    expect((await bound.git.getCommit({ ...shop, commit_sha: sha })).status).toBe(200);
    expect(await refusalOf(bound.repos.get({ owner: "acme", repo: "secret" }))).toBe("404 Not Found");
    await github.admin.setRole({ repository: "acme/secret", login: "stefan", role: "read" });
    expect((await stranger.repos.get({ owner: "acme", repo: "secret" })).data.permissions).toMatchObject({
      pull: true,
      push: false,
    });
  }));

test("strangers may open issues without labels, but neither label, nor edit others' text, nor push", () =>
  withShop(async ({ stranger, maintainer, sha }) => {
    await maintainer.issues.create({ ...shop, title: "Mine" });
    const { data: own } = await stranger.issues.create({ ...shop, title: "T", labels: ["agent:ready"] });
    expect(own.labels).toEqual([]);
    expect((await stranger.issues.update({ ...shop, issue_number: own.number, title: "U" })).data.title).toBe("U");
    const wall = "403 Must have admin rights to Repository.";
    expect(await refusalOf(stranger.issues.addLabels({ ...shop, issue_number: own.number, labels: ["bug"] }))).toBe(
      wall,
    );
    expect(await refusalOf(stranger.issues.update({ ...shop, issue_number: 1, title: "U" }))).toBe(wall);
    const { data: comment } = await maintainer.issues.createComment({ ...shop, issue_number: 1, body: "b" });
    expect(await refusalOf(stranger.issues.updateComment({ ...shop, comment_id: comment.id, body: "x" }))).toBe(wall);
    expect(await refusalOf(stranger.git.createRef({ ...shop, ref: "refs/heads/x", sha }))).toBe("404 Not Found");
  }));

test("permission levels speak both of GitHub's languages", () =>
  withShop(async ({ bot }) => {
    const level = async (username: string) => {
      const { data } = await bot.repos.getCollaboratorPermissionLevel({ ...shop, username });
      return `${data.permission}/${data.role_name}`;
    };
    expect(await level("acme")).toBe("admin/admin");
    expect(await level("maria")).toBe("write/write");
    expect(await level("WALTER")).toBe("read/triage");
    expect(await level("stefan")).toBe("read/read");
  }));
