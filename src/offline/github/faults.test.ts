/** Each fault hits the request it names, once, with or without the effect. */
import { expect, test } from "vitest";
import type { Fault } from "./faults.ts";
import { refusalOf, repository, shop, withShop } from "./fixtures/start-shop.ts";

const titles = async (client: {
  issues: { listForRepo: (query: typeof shop) => Promise<{ data: { title: string }[] }> };
}) => (await client.issues.listForRepo(shop)).data.map(({ title }) => title);

test.each<[Fault, string, string | undefined]>([
  [{ kind: "status", status: 502 }, "502 Server Error", undefined],
  [{ kind: "status", status: 503, message: "Unicorn", headers: { "retry-after": "2" } }, "503 Unicorn", "2"],
  [{ kind: "too-many", retryAfterSeconds: 7 }, "429 Too many requests", "7"],
  [
    { kind: "secondary-limit", retryAfterSeconds: 60 },
    "403 You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    "60",
  ],
  [{ kind: "primary-limit" }, "403 API rate limit exceeded for this token.", undefined],
])("%j answers without any effect, once", (fault, expected, retryAfter) =>
  withShop(async ({ maintainer, github }) => {
    github.setFaults([{ at: { operation: "issues/create" }, fault }]);
    const error = await maintainer.issues.create({ ...shop, title: "lost" }).catch((thrown) => thrown);
    expect(await refusalOf(Promise.reject(error))).toBe(expected);
    expect(error.response.headers["retry-after"]).toBe(retryAfter);
    expect(error.response.headers["x-ratelimit-remaining"] === "0").toBe(fault.kind === "primary-limit");
    expect(await titles(maintainer)).toEqual([]);
    await maintainer.issues.create({ ...shop, title: "kept" });
    expect(await titles(maintainer)).toEqual(["kept"]);
    expect(github.requests.map(({ operation, faults }) => [operation, ...faults])[0]).toEqual([
      "issues/create",
      fault.kind,
    ]);
  }),
);

test.each([true, false])("a cut connection, effect %s, calls back first and never answers", (effect) =>
  withShop(async ({ maintainer, github }) => {
    let seen = "";
    const run = async () => {
      seen = JSON.stringify(await github.admin.inspectIssue({ repository, number: 1 }).catch(() => null));
    };
    github.setFaults([{ at: { index: 0 }, fault: { kind: "cut", effect, run } }]);
    await expect(maintainer.issues.create({ ...shop, title: "T" })).rejects.toThrow(
      /fetch failed|other side closed|socket/,
    );
    expect(seen !== "null").toBe(effect);
    expect(await titles(maintainer)).toEqual(effect ? ["T"] : []);
    expect(github.requests[0]?.status).toBeNull();
  }),
);

test("matching by path, method, nth and times", () =>
  withShop(async ({ maintainer, github }) => {
    const fault = { kind: "status", status: 500 } as const;
    github.setFaults([{ at: { method: "GET", path: "/repos/*/*/issues", nth: 2, times: 2 }, fault }]);
    const outcomes: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      await maintainer.repos.get(shop);
      const outcome = maintainer.issues.listForRepo(shop).then(() => "fine");
      outcomes.push(await outcome.catch(() => "failed"));
    }
    expect(outcomes).toEqual(["fine", "failed", "failed", "fine", "fine"]);
  }));

test("a stale list is the one before the last mutation, and only once", () =>
  withShop(async ({ maintainer, bot, github, sha }) => {
    await maintainer.issues.create({ ...shop, title: "one" });
    await maintainer.issues.create({ ...shop, title: "two" });
    github.setFaults([{ at: { operation: "issues/list-for-repo" }, fault: { kind: "stale" } }]);
    expect(await titles(maintainer)).toEqual(["one"]);
    expect(await titles(maintainer)).toEqual(["two", "one"]);
    await bot.git.createRef({ ...shop, ref: "refs/heads/agent/1-x", sha });
    github.setFaults([{ at: { operation: "git/list-matching-refs" }, fault: { kind: "stale" } }]);
    const refs = async () => (await bot.git.listMatchingRefs({ ...shop, ref: "heads/agent/" })).data.length;
    expect([await refs(), await refs()]).toEqual([0, 1]);
  }));

test("hooks run before and after the effect and may use the seed actions", () =>
  withShop(async ({ maintainer, github }) => {
    await maintainer.issues.create({ ...shop, title: "T" });
    const states: number[] = [];
    const look = async () => {
      states.push((await github.admin.inspectIssue({ repository, number: 1 })).comments.length);
    };
    github.setFaults([
      { at: { operation: "issues/create-comment" }, fault: { kind: "hook", when: "before", run: look } },
      { at: { operation: "issues/create-comment" }, fault: { kind: "hook", when: "after", run: look } },
    ]);
    await maintainer.issues.createComment({ ...shop, issue_number: 1, body: "b" });
    expect(states).toEqual([0, 1]);
  }));

test("over HTTP another process sets faults and seeds just before a request", () =>
  withShop(async ({ maintainer, github }) => {
    await maintainer.issues.create({ ...shop, title: "T" });
    const args = { repository, as: "walter", number: 1, label: "needs-human-review" };
    const plan = [
      { at: { index: 1 }, fault: { kind: "admin", actions: [{ action: "addLabel", args }] } },
      { at: { index: 1 }, fault: { kind: "slow", milliseconds: 1 } },
    ];
    const post = (path: string, body: unknown) =>
      fetch(`${github.url}/_offline/${path}`, { method: "POST", body: JSON.stringify(body) });
    expect((await post("faults", plan)).status).toBe(204);
    const labels = async () => (await maintainer.issues.get({ ...shop, issue_number: 1 })).data.labels.length;
    expect([await labels(), await labels()]).toEqual([0, 1]);
    const seeded = await post("admin/openIssue", { repository, as: "stefan", title: "Seeded" });
    expect(await seeded.json()).toEqual({ result: 2 });
    const seen = await (await fetch(`${github.url}/_offline/requests`)).json();
    expect(seen).toHaveLength(3);
  }));
