/** The client on the offline GitHub: what is tried again, what it says when it fails, pages, and ghosts. */
import { RequestError } from "@octokit/request-error";
import { describe, expect, it } from "vitest";
import { repository, type Shop, withShop } from "../publish/shop.fixture.ts";
import { decodeComment, decodePull, decodeThread } from "./decode.ts";
import { explainError, isAmbiguous, statusOf } from "./explain-error.ts";
import { mostBlobBytes } from "./read-client.ts";

const requestError = (status: number, message: string, headers: Record<string, string> = {}): RequestError =>
  new RequestError(message, status, {
    request: {
      method: "GET",
      url: "https://api.github.com/repos/acme/shop/issues?x=1",
      headers: { authorization: "token hidden" },
    },
    response: { status, url: "", headers, data: { secret: "hidden" } },
  });

describe("explainError", () => {
  it.each<[number, string, Record<string, unknown>]>([
    [401, "Bad credentials", { kind: "denied", status: 401, hint: expect.stringContaining("GITHUB_TOKEN") }],
    [
      403,
      "Resource not accessible by integration",
      { kind: "denied", status: 403, hint: expect.stringContaining("permissions") },
    ],
    [404, "Not Found", { kind: "denied", status: 404, hint: expect.stringContaining("GITHUB_REPOSITORY") }],
    [410, "Issues are disabled", { kind: "denied", status: 410, hint: expect.stringContaining("enable") }],
    [422, "Validation Failed", { kind: "denied", status: 422, message: expect.stringContaining("Validation Failed") }],
    [500, "Server Error", { kind: "unavailable", neighbour: "github", retryAfterSeconds: null }],
    [502, "Bad Gateway", { kind: "unavailable" }],
    [429, "Too many requests", { kind: "unavailable", retryAfterSeconds: 60 }],
    [403, "You have exceeded a secondary rate limit", { kind: "unavailable", retryAfterSeconds: 60 }],
    [403, "API rate limit exceeded", { kind: "unavailable" }],
  ])("says of %i %s what to do, and nothing of headers and bodies", (status, message, failure) => {
    const limits = /limit|many/.test(message) ? { "retry-after": "60" } : {};
    const explained = explainError(requestError(status, message, limits));
    expect(explained).toMatchObject({ neighbour: "github", ...failure });
    expect(JSON.stringify(explained)).toContain("GET /repos/acme/shop/issues");
    expect(JSON.stringify(explained)).not.toContain("hidden");
  });

  it("throws a bug on", () => {
    expect(() => explainError(new TypeError("x is undefined"))).toThrow(TypeError);
    expect([statusOf(new Error("x")), isAmbiguous(new Error("x")), isAmbiguous(requestError(502, ""))]).toEqual([
      null,
      false,
      true,
    ]);
  });
});

const sent = ({ github }: Shop, operation: string): number =>
  github.requests.filter((request) => request.operation === operation).length;

describe("requests", () => {
  it("are sent again when that cannot double their effect", () =>
    withShop(async (shop) => {
      shop.github.setFaults([
        { at: { operation: "issues/get" }, fault: { kind: "status", status: 502 } },
        { at: { operation: "git/create-commit" }, fault: { kind: "cut", effect: true } },
        { at: { operation: "issues/add-labels" }, fault: { kind: "secondary-limit", retryAfterSeconds: 1 } },
      ]);
      const { reader, writer } = shop.connect();
      const tree = (await reader.commit(shop.sha)).tree;
      await Promise.all([
        reader.issue(shop.issue),
        writer.createCommit("x", tree, shop.sha),
        writer.addLabels(shop.issue, ["bug"]),
      ]);
      expect(["issues/get", "git/create-commit", "issues/add-labels"].map((name) => sent(shop, name))).toEqual([
        2, 2, 2,
      ]);
    }));

  it("are sent once when a second one could make something twice", () =>
    withShop(async (shop) => {
      const cut = { kind: "cut", effect: true } as const;
      const operations = ["issues/create-comment", "git/create-ref", "pulls/create", "git/update-ref"] as const;
      shop.github.setFaults(operations.map((operation) => ({ at: { operation }, fault: cut })));
      const { writer } = shop.connect();
      await shop.admin.pushCommit({ repository, as: "maria", branch: "topic", files: { x: "x" } });
      const ends = await Promise.allSettled([
        writer.createComment(shop.issue, "x"),
        writer.createBranch("agent/1-x", shop.sha),
        writer.createPull({ title: "P", body: "", head: "topic", base: "main", draft: true }),
        writer.moveBranch("main", shop.sha),
      ]);
      for (const end of ends) expect(end.status === "rejected" && isAmbiguous(end.reason)).toBe(true);
      expect(operations.map((operation) => sent(shop, operation))).toEqual([1, 1, 1, 1]);
    }));

  it("ask for a second page only when there is one", () =>
    withShop(
      async (shop) => {
        const { reader } = shop.connect();
        for (let index = 0; index < 100; index += 1)
          await shop.admin.openIssue({ repository, as: "maria", title: "T", labels: ["bug"] });
        expect(await reader.listThreads("bug")).toHaveLength(100);
        expect(sent(shop, "issues/list-for-repo")).toBe(1);
        await shop.admin.openIssue({ repository, as: "maria", title: "T", labels: ["bug"] });
        const threads = await reader.listThreads("bug");
        expect(threads.map((thread) => thread.number)).toEqual(Array.from({ length: 101 }, (_, index) => index + 2));
        expect(sent(shop, "issues/list-for-repo")).toBe(3);
      },
      { server: { validate: false } },
    ));

  it("take no file that is larger than any the bot changes", () =>
    withShop(
      async (shop) => {
        const { reader } = shop.connect();
        const large = "x".repeat(mostBlobBytes + 1);
        const head = await shop.admin.pushCommit({ repository, as: "maria", branch: "main", files: { large } });
        const tree = await reader.tree((await reader.commit(head)).tree);
        await expect(reader.blob(tree.get("large")?.sha ?? "")).rejects.toMatchObject({
          failure: { kind: "refused", by: "blob-size" },
        });
      },
      { server: { validate: false } },
    ));

  it("take a transferred issue for none, although GitHub answers with its new place", () =>
    withShop(async (shop) => {
      const { reader, client } = shop.connect();
      expect(await reader.issue(shop.issue)).toMatchObject({ number: shop.issue });
      client.octokit.hook.after("request", (response) => {
        response.data = { ...response.data, number: shop.issue + 700 };
      });
      expect(await reader.issue(shop.issue)).toBe(null);
    }));

  it("take a deleted issue for none, and an unknown account never for the bot", () =>
    withShop(async (shop) => {
      const { reader } = shop.connect();
      shop.github.setFaults([
        { at: { operation: "issues/get" }, fault: { kind: "status", status: 410, message: "This issue was deleted" } },
        {
          at: { operation: "users/get-authenticated" },
          fault: { kind: "status", status: 403, message: "Resource not accessible by integration" },
        },
        {
          at: { operation: "users/get-authenticated", nth: 2 },
          fault: { kind: "status", status: 401, message: "Bad credentials" },
        },
      ]);
      expect(await reader.issue(shop.issue)).toBe(null);
      expect((await reader.self()).login).toBe("github-actions[bot]");
      await expect(reader.self()).rejects.toMatchObject({ failure: { kind: "denied", status: 401 } });
    }));

  it("believe in push right only for the very account", () =>
    withShop(async (shop) => {
      const { reader } = shop.connect();
      const maria = (await reader.labelEvents(shop.issue, "agent:ready"))[0]?.actor;
      if (!maria) throw new Error("no event");
      expect(await reader.mayPush(maria)).toBe(true);
      expect(await reader.mayPush({ ...maria, id: 0 })).toBe(false);
      expect(await reader.mayPush({ id: 0, login: "ghost", type: "User" })).toBe(false);
    }));

  it.each<[string, boolean, { push?: boolean }]>([
    ["admin", true, { push: true }],
    ["write", true, {}],
    ["write", false, { push: false }],
    ["triage", false, { push: true }],
    ["read", false, { push: true }],
    ["read", false, {}],
    ["none", false, {}],
  ])("take the permission %s for push right: %j, with %j beside it", (permission, may, permissions) =>
    withShop(async (shop) => {
      const { reader, client } = shop.connect();
      const maria = (await reader.labelEvents(shop.issue, "agent:ready"))[0]?.actor;
      if (!maria) throw new Error("no event");
      client.octokit.hook.after("request", ({ data }) => {
        Object.assign(data, { permission });
        Object.assign(data.user, { permissions });
      });
      expect(await reader.mayPush(maria)).toBe(may);
    }),
  );
});

describe("decode", () => {
  it("takes accounts that are gone for ghosts, and missing texts for empty ones", () => {
    const common = { id: 1, number: 2, title: "T", body: null, user: null, state: "open", created_at: "t" };
    expect(decodeThread(common)).toMatchObject({
      author: { id: 0, login: "ghost" },
      body: "",
      labels: [],
      isPull: false,
    });
    const side = { ref: "x", sha: "a", repo: null };
    expect(decodePull({ ...common, head: side, base: side })).toMatchObject({
      author: { login: "ghost" },
      headRepositoryId: null,
    });
    expect(decodeComment({ id: 1, user: null, created_at: "t", updated_at: "t" })).toMatchObject({
      body: "",
      author: { id: 0 },
    });
    expect(() => decodeThread({ ...common, number: "2" })).toThrow();
  });
});
