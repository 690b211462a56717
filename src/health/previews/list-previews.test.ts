/** Which previews a pull request has, out of deployments and patterns. */
import { expect, it } from "vitest";
import { defaultSettings } from "../../domain/settings.ts";
import type { Deployment } from "../../github/read-deployments.ts";
import { listPreviews } from "./list-previews.ts";

const sha = "a".repeat(40);
const pull = { number: 7, branch: "agent/7-Füge_Export--hinzu", sha };

const deployment = (change: Partial<Deployment>): Deployment => ({
  id: 1,
  sha,
  environment: "Preview",
  isProduction: false,
  state: "success",
  url: "https://shop-7.vercel.app",
  targetUrl: null,
  ...change,
});

const list = (deployments: Deployment[], urls: string[] = []) => {
  const settings = defaultSettings();
  settings.health.previews.urls = urls;
  return listPreviews(pull, deployments, settings);
};

it.each([
  ["https://pr-{number}.fly.dev", "https://pr-7.fly.dev"],
  ["https://{branch}.shop.pages.dev", "https://agent-7-f-ge-export-hinzu.shop.pages.dev"],
  ["https://shop.fly.dev/{sha}/{sha}", `https://shop.fly.dev/${sha}/${sha}`],
  ["https://{other}.fly.dev", "https://{other}.fly.dev"],
])("fills %s", (pattern, url) => {
  expect(list([], [pattern])).toEqual([{ environment: pattern, url, state: "configured", sha }]);
});

it("gives a branch no other characters than a host name has", () => {
  const settings = defaultSettings();
  settings.health.previews.urls = ["{branch}"];
  const branch = `agent/1-@evil.com:80/${"x".repeat(100)}-/?#`;
  const [preview] = listPreviews({ ...pull, branch }, [], settings);
  expect(preview?.url).toMatch(/^agent-1-evil-com-80-x+$/);
  expect(preview?.url?.length).toBeLessThanOrEqual(63);
});

it("leaves out other commits, and a pattern that names a deployment once more", () => {
  const seen = list(
    [deployment({}), deployment({ sha: "b".repeat(40) }), deployment({ environment: "A", url: null })],
    ["https://shop-{number}.vercel.app"],
  );
  expect(seen.map(({ environment, url }) => [environment, url])).toEqual([
    ["A", null],
    ["Preview", "https://shop-7.vercel.app"],
  ]);
});

it.each([
  ["https://shop-7.netlify.app", "https://shop-7.netlify.app"],
  ["https://github.com/acme/shop/actions/runs/1", null],
  ["https://169.254.169.254/", null],
])("takes the target %s for a preview only where the hosts allow it", (targetUrl, url) => {
  expect(list([deployment({ url: null, targetUrl })])[0]?.url).toBe(url);
});

it("shows twenty at most", () => {
  expect(
    list(
      [],
      Array.from({ length: 30 }, (_, index) => `https://a${index}.fly.dev`),
    ),
  ).toHaveLength(20);
});
