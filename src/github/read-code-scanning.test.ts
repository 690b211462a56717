/** Code scanning on the offline GitHub: only open alerts of the head, in changed files, and a word for all that is missing. */
import { describe, expect, it } from "vitest";
import { repository, type Shop, withShop } from "../publish/shop.fixture.ts";
import { readCodeScanning } from "./read-code-scanning.ts";

const branch = "agent/1-greet-politely";
const alert = {
  rule: "js/sql",
  path: "src/greet.js",
  line: 3,
  securitySeverity: "high",
  message: "bad\nquery",
} as const;

type Seed = Partial<Parameters<Shop["github"]["admin"]["addCodeAnalysis"]>[0]>;

/** A head on the run's branch, and ways to look at it. */
const withHead = (work: (seed: { sha: string; add: (more?: Seed) => Promise<number>; shop: Shop }) => Promise<void>) =>
  withShop(async (shop) => {
    const { admin } = shop.github;
    const sha = await admin.pushCommit({ repository, as: "maria", branch, files: { "src/greet.js": "a\nb\nc\n" } });
    const add = (more: Seed = {}) =>
      admin.addCodeAnalysis({
        repository,
        as: "maria",
        ref: `refs/heads/${branch}`,
        sha,
        tool: "CodeQL",
        version: "2.20",
        ...more,
      });
    await work({ sha, add, shop });
  });

const read = (shop: Shop, sha: string) =>
  readCodeScanning(shop.connect().client, { sha, branch, pull: 2, paths: ["src/greet.js"] });

const found = { rule: "js/sql", severity: "high", path: "src/greet.js", line: 3, endLine: 3, message: "bad query" };

describe("readCodeScanning", () => {
  it("gives the open alerts in changed files, by tool, in three requests", () =>
    withHead(async ({ sha, add, shop }) => {
      await add({
        alerts: [
          alert,
          { ...alert, path: "src/other.js" },
          { ...alert, rule: "js/dismissed", isDismissed: true },
          { ...alert, rule: "style", securitySeverity: null, severity: "note", line: 1 },
        ],
      });
      await add({ tool: "Semgrep" });
      const before = shop.github.requests.length;
      expect(await read(shop, sha)).toEqual({
        sha,
        scans: [
          { tool: "Semgrep 2.20", results: [], more: 0 },
          {
            tool: "CodeQL 2.20",
            results: [found, { ...found, rule: "style", severity: "low", line: 1, endLine: 1 }],
            more: 0,
          },
        ],
        reason: "",
      });
      expect(shop.github.requests.length - before).toBe(3);
      expect(shop.github.violations).toEqual([]);
    }));

  it("takes the analysis of the merge of exactly this head", () =>
    withHead(async ({ sha, add, shop }) => {
      const { admin } = shop.github;
      const { octokit, owner, repo } = shop.connect().client;
      const { data } = await octokit.git.getCommit({ owner, repo, commit_sha: sha });
      const merge = await octokit.git.createCommit({
        owner,
        repo,
        message: "Merge",
        tree: data.tree.sha,
        parents: [shop.sha, sha],
      });
      await add({ ref: "refs/pull/2/merge", sha: merge.data.sha, alerts: [alert] });
      expect((await read(shop, sha)).scans).toMatchObject([{ results: [found] }]);
      const later = await admin.pushCommit({ repository, as: "maria", branch, files: { "b.txt": "b\n" } });
      expect(await read(shop, later)).toEqual({
        sha: later,
        scans: [],
        reason: "no tool has looked at this commit yet",
      });
    }));

  it("does not hold the alerts of an earlier commit against the head", () =>
    withHead(async ({ add, shop }) => {
      await add({ alerts: [alert] });
      const later = await shop.github.admin.pushCommit({ repository, as: "maria", branch, files: { "b.txt": "b\n" } });
      await add({ sha: later, tool: "Semgrep" });
      expect(await read(shop, later)).toMatchObject({ scans: [{ tool: "Semgrep 2.20", results: [] }], reason: "" });
    }));

  it("reads a bounded number of pages and says so", () =>
    withHead(async ({ sha, add, shop }) => {
      await add({ alerts: Array.from({ length: 520 }, (_, index) => ({ ...alert, rule: `r${index}` })) });
      const { scans, reason } = await read(shop, sha);
      expect(scans).toMatchObject([{ more: 300 }]);
      expect(scans[0]?.results).toHaveLength(200);
      expect(reason).toBe(`only the newest 500 alerts of refs/heads/${branch} were read`);
    }));

  it.each<[string, (shop: Shop, add: () => Promise<number>) => Promise<unknown> | unknown, RegExp]>([
    [
      "is not enabled",
      () => {},
      /Code scanning is not enabled .*\(403\); it is not enabled here, or the job lacks security-events: read/,
    ],
    ["has no analysis", (_, add) => add(), /no tool has looked at this commit yet/],
    [
      "does not answer",
      async (shop, add) => {
        await add();
        shop.github.setFaults([
          { at: { operation: "code-scanning/list-recent-analyses" }, fault: { kind: "status", status: 403 } },
        ]);
      },
      /refused GET .*code-scanning\/analyses/,
    ],
  ])("when it %s it says so and throws nothing", (_, prepare, reason) =>
    withHead(async ({ sha, add, shop }) => {
      await prepare(shop, () => add({ ref: "refs/heads/main", sha: shop.sha }));
      const answer = await read(shop, sha);
      expect(answer).toMatchObject({ sha, scans: [] });
      expect(answer.reason).toMatch(reason);
    }),
  );

  it("carries the error of an analysis", () =>
    withHead(async ({ sha, add, shop }) => {
      await add({ error: "out of\nmemory" });
      expect((await read(shop, sha)).reason).toBe("CodeQL 2.20: out of memory");
    }));
});
