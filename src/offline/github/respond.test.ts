/** Pages, links, entity tags, rate limit and request ids on real answers. */
import { expect, test } from "vitest";
import { shop, withShop } from "./fixtures/start-shop.ts";

test("lists come in pages with links that lead through all of it", () =>
  withShop(async ({ maintainer, github }) => {
    for (let n = 1; n <= 35; n += 1) await maintainer.issues.create({ ...shop, title: `${n}` });
    const first = await maintainer.issues.listForRepo(shop);
    expect(first.data).toHaveLength(30);
    const base = `${github.url}/repos/acme/shop/issues`;
    expect(first.headers.link).toBe(`<${base}?page=2>; rel="next", <${base}?page=2>; rel="last"`);
    const middle = await maintainer.issues.listForRepo({ ...shop, per_page: 10, page: 2 });
    expect(middle.headers.link).toBe(
      [
        `<${base}?per_page=10&page=1>; rel="prev"`,
        `<${base}?per_page=10&page=3>; rel="next"`,
        `<${base}?per_page=10&page=4>; rel="last"`,
        `<${base}?per_page=10&page=1>; rel="first"`,
      ].join(", "),
    );
    const all = await maintainer.paginate(maintainer.issues.listForRepo, { ...shop, per_page: 4 });
    expect(all.map(({ number }) => number)).toEqual(Array.from({ length: 35 }, (_, n) => 35 - n));
    expect((await maintainer.issues.listForRepo({ ...shop, per_page: 100 })).headers.link).toBeUndefined();
    expect((await maintainer.issues.listForRepo({ ...shop, page: 9 })).data).toEqual([]);
  }));

test("an entity tag answers 304 for the same token and body only", () =>
  withShop(async ({ maintainer, github }) => {
    const get = (token: string, tag?: string) =>
      fetch(`${github.url}/repos/acme/shop/issues`, {
        headers: { authorization: `Bearer token-of-${token}`, ...(tag === undefined ? {} : { "if-none-match": tag }) },
      });
    const tag = (await get("maria")).headers.get("etag") ?? "";
    expect(tag).toMatch(/^W\/"[0-9a-f]{64}"$/);
    const again = await get("maria", tag);
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await maintainer.rateLimit.get()).data.rate.used).toBe(1);
    expect((await get("stefan", tag)).status).toBe(200);
    await maintainer.issues.create({ ...shop, title: "T" });
    expect((await get("maria", tag)).status).toBe(200);
  }));

test("every answer tells the rate limit per token, and asking for it is free", () =>
  withShop(async ({ maintainer, stranger, pass }) => {
    const used = async () => (await maintainer.rateLimit.get()).data.rate.used;
    const { headers } = await maintainer.repos.get(shop);
    expect(headers).toMatchObject({
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": "4999",
      "x-ratelimit-used": "1",
    });
    expect(Number(headers["x-ratelimit-reset"]) * 1000).toBe(Date.parse("2026-03-01T10:00:00Z"));
    await stranger.repos.get(shop);
    expect([await used(), await used()]).toEqual([1, 1]);
    pass(3600);
    expect(await used()).toBe(0);
  }));

test("refusals carry request id, rate limit and the form of GitHub's errors", () =>
  withShop(async ({ github }) => {
    const answer = await fetch(`${github.url}/repos/acme/shop/labels`, {
      method: "POST",
      headers: { authorization: "token token-of-maria" },
      body: JSON.stringify({ name: "bug" }),
    });
    expect(answer.headers.get("x-github-request-id")).toMatch(/^0FF1:[0-9A-F]{6}$/);
    expect(answer.headers.get("x-ratelimit-remaining")).toBe("4999");
    expect(answer.headers.get("date")).toBe("Sun, 01 Mar 2026 09:00:00 GMT");
    expect(await answer.json()).toEqual({
      message: "Validation Failed",
      errors: [{ resource: "Label", code: "already_exists", field: "name" }],
      documentation_url: "https://docs.github.com/rest",
      status: "422",
    });
  }));
