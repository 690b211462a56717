/** Deployments as providers report them: newest first, by commit, with their statuses. */
import { expect, it } from "vitest";
import { readDeployments, readProduction } from "../../github/read-deployments.ts";
import { refusalOf, repository, shop, withShop } from "./fixtures/start-shop.ts";

const seed = { repository, as: "maria" };

it("are listed newest first, by commit and environment, with the newest status", () =>
  withShop(async ({ github, sha, maintainer }) => {
    const { admin } = github;
    const preview = { ...seed, sha, environment: "Preview" };
    await admin.addDeployment({ ...preview, state: "success", url: "https://old.vercel.app" });
    const id = await admin.addDeployment({ ...preview, state: "pending" });
    await admin.setDeploymentStatus({ ...seed, id, state: "success", url: "https://new.vercel.app" });
    await admin.addDeployment({ ...seed, sha, environment: "Other" });
    const client = { octokit: maintainer, ...shop, count: { read: 0, write: 0 }, fetch };
    const seen = await readDeployments(client, sha);
    expect(seen.map(({ environment, state, url }) => [environment, state, url])).toEqual([
      ["Other", "none", null],
      ["Preview", "success", "https://new.vercel.app"],
    ]);
    expect(await readDeployments(client, "0".repeat(40))).toEqual([]);
    expect(await refusalOf(maintainer.repos.listDeploymentStatuses({ ...shop, deployment_id: 999 }))).toMatch(/^404/);
  }));

it.each<[string, { environment: string; state: string; isProduction?: boolean }[], boolean]>([
  ["none", [], false],
  ["a preview", [{ environment: "Preview", state: "success" }], false],
  ["one that failed", [{ environment: "production", state: "failure" }], false],
  ["one by its name", [{ environment: "Production", state: "success" }], true],
  ["one that is marked", [{ environment: "live", state: "success", isProduction: true }], true],
  [
    "one before another that failed",
    [
      { environment: "production", state: "success" },
      { environment: "production", state: "error" },
    ],
    true,
  ],
])("of production: %s", (_, deployments, isFound) =>
  withShop(async ({ github, sha, maintainer }) => {
    for (const one of deployments) await github.admin.addDeployment({ ...seed, sha, ...one });
    const client = { octokit: maintainer, ...shop, count: { read: 0, write: 0 }, fetch };
    expect(await readProduction(client)).toBe(isFound ? sha : null);
  }),
);

it("are hidden from a token without the right to read them", () =>
  withShop(async ({ github }) => {
    const value = await github.admin.createToken({ login: "maria", value: "narrow", grants: { issues: "write" } });
    const answer = await fetch(`${github.url}/repos/${repository}/deployments`, {
      headers: { authorization: `Bearer ${value}` },
    });
    expect(answer.status).toBe(403);
  }));
