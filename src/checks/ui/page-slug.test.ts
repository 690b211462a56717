import fc from "fast-check";
import { expect, it } from "vitest";
import { pageSlugs } from "./page-slug.ts";

it("makes readable names", () => {
  expect(pageSlugs(["/", "/reports/March?x=1", "/a//b/", "/Köln", "/?q", "/%2e%2e/%2e%2e/etc"])).toEqual([
    "index",
    "reports-march-x-1",
    "a-b",
    "k-ln",
    "q",
    "2e-2e-2e-2e-etc",
  ]);
});

it("numbers names that would be equal, and never meets a numbered one", () => {
  expect(pageSlugs(["/a", "/A", "/a-2", "/a/", "/", "/?"])).toEqual(["a", "a-2", "a-2-2", "a-3", "index", "index-2"]);
});

it("gives distinct file names for every list of paths", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 300 }), { maxLength: 20 }), (paths) => {
      const slugs = pageSlugs(paths);
      expect(new Set(slugs).size).toBe(paths.length);
      for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9][a-z0-9-]{0,69}$/);
    }),
  );
});
