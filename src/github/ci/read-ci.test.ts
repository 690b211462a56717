/** CI of a commit on the offline GitHub: states, what a reading costs, and what is said about what failed. */
import { describe, expect, it } from "vitest";
import type { CiEvidence } from "../../domain/evidence.ts";
import { silentLog } from "../../domain/log.ts";
import { repository, type Shop, withShop } from "../../publish/shop.fixture.ts";
import { createClient } from "../create-client.ts";
import { failingLog, jobLog, npmInstallOutput, vitestOutput } from "./job-log.fixture.ts";
import { type CiSource, readCi } from "./read-ci.ts";

type SeedCheck = Parameters<Shop["admin"]["setCheckRun"]>[0];
type SeedRun = Parameters<Shop["admin"]["addWorkflowRun"]>[0];
type SeedJob = NonNullable<SeedRun["jobs"]>[number];

const sonar = { id: 777, slug: "sonarcloud" };
const branch = "agent/1-greet";

/** A head one commit above the base, and what a test does with it. */
const open = async (shop: Shop) => {
  const { admin, github, sha: base } = shop;
  const sha = await admin.pushCommit({ repository, as: "maria", branch, files: { "src/greet.js": "// new\n" } });
  const workflowId = await admin.addWorkflow({ repository, name: "CI", path: ".github/workflows/ci.yml" });
  return {
    sha,
    check: (run: Partial<SeedCheck>) => admin.setCheckRun({ repository, name: "test", sha, ...run }),
    status: (context: string, state: "failure" | "success", of = sha, description = "no") =>
      admin.setStatus({ repository, as: "maria", sha: of, state, context, description }),
    run: (jobs: SeedJob[], more: Partial<SeedRun> = {}) =>
      admin.addWorkflowRun({
        repository,
        as: "maria",
        workflowId,
        sha,
        branch,
        event: "pull_request",
        status: "completed",
        conclusion: jobs.some(({ conclusion }) => conclusion !== "success") ? "failure" : "success",
        jobs,
        ...more,
      }),
    read: async (change: Partial<CiSource> = {}): Promise<CiEvidence & { requests: string[] }> => {
      const before = github.requests.length;
      const { client } = shop.connect();
      const { evidence } = await readCi({ client, sha, base, ignore: [], hasWorkflows: true, ...change });
      return { ...evidence, requests: github.requests.slice(before).map(({ operation }) => operation ?? "unknown") };
    },
  };
};

type Head = Awaited<ReturnType<typeof open>>;

const withHead = (use: (head: Head, shop: Shop) => Promise<void>): Promise<void> =>
  withShop(async (shop) => use(await open(shop), shop));

const failedTest = (change: Partial<SeedJob> = {}): SeedJob => ({
  name: "test",
  conclusion: "failure",
  log: failingLog("Run npm test", vitestOutput),
  steps: [
    { name: "Set up job", conclusion: "success" },
    { name: "Run npm test", conclusion: "failure" },
  ],
  ...change,
});

describe("the state of CI", () => {
  const check = (name: string, conclusion?: string): Partial<SeedCheck> => ({
    name,
    ...(conclusion ? { conclusion } : { status: "in_progress" }),
  });

  it.each<[string, Partial<SeedCheck>[], boolean, string]>([
    ["nothing, with workflows", [], true, "not-triggered"],
    ["nothing, without", [], false, "none"],
    ["a success", [check("a", "success"), check("b", "skipped"), check("c", "neutral")], true, "passed"],
    ["one that runs", [check("a", "success"), check("b")], true, "running"],
    ["a cancelled one", [check("a", "cancelled")], true, "failed"],
    [
      "a failure of another app while others run",
      [{ name: "a", app: sonar, conclusion: "failure" }, check("b")],
      true,
      "running",
    ],
    ["one that waits for approval", [check("a", "action_required"), check("b", "success")], true, "awaiting-approval"],
    [
      "another app that asks for something",
      [{ name: "DCO", app: sonar, conclusion: "action_required" }],
      true,
      "failed",
    ],
  ])("is that of %s", (_, runs, hasWorkflows, state) =>
    withHead(async (head) => {
      for (const run of runs) await head.check(run);
      expect(await head.read({ hasWorkflows })).toMatchObject({ sha: head.sha, state });
    }),
  );

  it("is failed as soon as the branch broke something, and names both apps of one name", () =>
    withHead(async (head) => {
      await head.check({ name: "slow", status: "in_progress" });
      await head.check({ app: sonar, conclusion: "success" });
      await head.run([failedTest()]);
      expect(await head.read()).toMatchObject({
        state: "failed",
        summary: "1 passed, 1 failed (1 branch), 1 running, 0 awaiting approval",
      });
    }));

  it("is approval for runs that the bot's push left waiting, until one of them was started by hand", () =>
    withHead(async (head) => {
      await head.run([], { conclusion: "action_required" });
      expect((await head.read()).state).toBe("awaiting-approval");
      await head.run([{ name: "test", conclusion: "success" }], { event: "workflow_dispatch" });
      expect(await head.read()).toMatchObject({ state: "passed", failures: [] });
    }));

  it("is what counts alone: names that are ignored, the bot's own workflows and other commits do not", () =>
    withHead(async (head, { admin, sha: base }) => {
      const own = await admin.addWorkflow({ repository, name: "Agent", path: ".github/workflows/agent_run.yml" });
      await head.run([failedTest()], { workflowId: own });
      await head.check({ name: "advice", conclusion: "failure" });
      await head.check({ name: "test", conclusion: "failure", sha: base });
      await head.check({ name: "build", conclusion: "success" });
      expect(await head.read({ ignore: ["advice"] })).toMatchObject({
        state: "passed",
        summary: "1 passed, 0 failed, 0 running, 0 awaiting approval",
      });
    }));

  it("counts more than a page of check runs", { timeout: 30_000 }, () =>
    withHead(async (head) => {
      await head.check({ name: "first", app: sonar, conclusion: "failure" });
      for (let index = 0; index < 101; index += 1) await head.check({ name: `n${index}`, conclusion: "success" });
      const read = await head.read();
      expect(read).toMatchObject({ state: "failed", summary: expect.stringMatching(/^101 passed, 1 failed/) });
      expect(read.requests.filter((id) => id === "checks/list-for-ref")).toHaveLength(2 + 1);
    }),
  );

  it("costs three requests for a head whose checks pass", () =>
    withHead(async (head) => {
      await head.run([{ name: "test", conclusion: "success" }]);
      await head.status("ci/other", "success");
      expect((await head.read()).requests.sort()).toEqual([
        "actions/list-workflow-runs-for-repo",
        "checks/list-for-ref",
        "repos/list-commit-statuses-for-ref",
      ]);
    }));
});

describe("a failure", () => {
  it("of the branch shows the failing part of the job's log, for four more requests", () =>
    withHead(async (head) => {
      await head.run([failedTest(), { name: "lint", conclusion: "success" }]);
      const read = await head.read();
      expect(read).toMatchObject({
        state: "failed",
        failures: [{ name: "test", cause: "branch", reason: 'the step "Run npm test" failed' }],
      });
      expect(read.failures[0]?.excerpt).toContain("FAIL  test/greet.test.js > greets two people");
      expect(read.failures[0]?.excerpt).not.toContain("keeps item");
      expect(read.failures[0]?.link).toMatch(/\/actions\/runs\/\d+\/job\/\d+$/);
      expect(read.requests.slice(3).sort()).toEqual([
        "actions/download-job-logs-for-workflow-run",
        "actions/list-jobs-for-workflow-run",
        "checks/list-for-ref",
      ]);
    }));

  it("is flaky when the same job passed in an earlier attempt, and nothing when a re-run passed", () =>
    withHead(async (head, { admin }) => {
      const passing = { name: "test", conclusion: "success" };
      const id = await head.run([passing]);
      await admin.rerunWorkflowRun({
        repository,
        id,
        status: "completed",
        conclusion: "failure",
        jobs: [failedTest()],
      });
      expect(await head.read()).toMatchObject({
        state: "failed",
        failures: [{ cause: "flaky", reason: "the same job passed in attempt 1 of this commit" }],
      });
      await admin.rerunWorkflowRun({ repository, id, status: "completed", conclusion: "success", jobs: [passing] });
      expect(await head.read()).toMatchObject({
        state: "passed",
        summary: expect.stringMatching(/^1 passed \(1 in a re-run\)/),
      });
    }));

  it("is not flaky because a job of that name passed in another workflow", () =>
    withHead(async (head, { admin }) => {
      const other = await admin.addWorkflow({ repository, name: "Other", path: ".github/workflows/other.yml" });
      await head.run([{ name: "test", conclusion: "success" }], { workflowId: other });
      const id = await head.run([failedTest()]);
      await admin.rerunWorkflowRun({
        repository,
        id,
        status: "completed",
        conclusion: "failure",
        jobs: [failedTest()],
      });
      expect((await head.read()).failures).toMatchObject([{ cause: "branch" }]);
    }));

  it.each<[string, SeedJob, string, string]>([
    [
      "a registry that does not answer",
      failedTest({
        steps: [{ name: "Run npm ci", conclusion: "failure" }],
        log: failingLog("Run npm ci", npmInstallOutput),
      }),
      "infrastructure",
      "E503",
    ],
    [
      "a runner that was lost",
      {
        name: "test",
        conclusion: "failure",
        log: null,
        steps: [{ name: "Run npm test", conclusion: null }],
        annotations: [{ level: "failure", message: "The hosted runner lost communication with the server." }],
      },
      "infrastructure",
      "the runner was lost",
    ],
    [
      "time that ran out",
      {
        name: "test",
        conclusion: "cancelled",
        steps: [{ name: "Run npm test", conclusion: "cancelled" }],
        log: jobLog([{ title: "Run npm test", output: "waiting\n##[error]The operation was canceled." }]),
        annotations: [{ level: "failure", message: "The job has exceeded the maximum execution time of 10 minutes." }],
      },
      "branch",
      "longer than it may",
    ],
    ["a log that is gone", failedTest({ log: null }), "branch", '"Run npm test"'],
  ])("by %s", (_, job, cause, reason) =>
    withHead(async (head) => {
      await head.run([job]);
      const read = await head.read();
      expect(read.state).toBe("failed");
      expect(read.failures).toMatchObject([{ name: "test", cause, reason: expect.stringContaining(reason) }]);
    }),
  );

  it("is external when the base fails too, and only then", () =>
    withHead(async (head, { admin, sha: base }) => {
      await head.run([failedTest()]);
      await head.status("ci/other", "failure");
      const jobs = [failedTest({ name: "test" })];
      await head.run(jobs, { sha: base, event: "push", branch: "main" });
      const read = await head.read();
      expect(read.failures).toMatchObject([
        { name: "test", cause: "external", reason: "it fails on the base too" },
        { name: "ci/other", cause: "external", reason: "another app says so and names no file of this change" },
      ]);
      expect(read.requests).not.toContain("actions/download-job-logs-for-workflow-run");
      await admin.setCheckRun({ repository, name: "test", sha: base, conclusion: "success" });
      expect((await head.read()).failures[0]).toMatchObject({ cause: "branch" });
    }));

  it("is found among the jobs of a matrix that it cancelled", () =>
    withHead(async (head) => {
      const siblings = Array.from({ length: 6 }, (_, at) =>
        failedTest({ name: `a (${at})`, conclusion: "cancelled", steps: [], log: null }),
      );
      await head.run([...siblings, failedTest()]);
      const { failures, summary } = await head.read();
      expect(failures[0]).toMatchObject({ name: "test", cause: "branch" });
      expect(summary).toContain("7 failed (1 branch, 4 infrastructure, 2 not looked into)");
    }));

  it("is the branch's when the base was only cancelled", () =>
    withHead(async (head, { sha: base }) => {
      await head.run([failedTest()]);
      const jobs = [failedTest({ conclusion: "cancelled", steps: [] })];
      await head.run(jobs, { sha: base, event: "push", branch: "main", conclusion: "cancelled" });
      expect((await head.read()).failures).toMatchObject([{ name: "test", cause: "branch" }]);
    }));

  it("said by another app is the branch's when it names a file of the diff", () =>
    withHead(async (head, { admin }) => {
      await head.check({ name: "Quality", app: sonar, conclusion: "failure", summary: "src/greet.js:1 is wrong" });
      await admin.setStatus({
        repository,
        as: "maria",
        sha: head.sha,
        state: "failure",
        context: "lint",
        description: "see README.md",
      });
      expect((await head.read()).failures).toMatchObject([
        {
          name: "Quality",
          cause: "branch",
          reason: "it names src/greet.js, which this change touches",
          excerpt: "src/greet.js:1 is wrong",
        },
        { name: "lint", cause: "external", excerpt: "see README.md" },
      ]);
    }));

  it("is looked into five times at most, jobs first, and the rest is counted", () =>
    withHead(async (head) => {
      for (const name of ["a", "b", "c"]) await head.status(name, "failure");
      await head.run(["u", "v", "w"].map((name) => failedTest({ name })));
      const read = await head.read();
      expect(read.failures.map(({ name }) => name)).toEqual(["u", "v", "w", "a", "b"]);
      expect(read.summary).toContain("6 failed (3 branch, 2 external, 1 not looked into)");
    }));

  it("is safe to show, whatever an app writes into names and texts", () =>
    withHead(async (head) => {
      await head.check({
        name: "a\u202Eb\n::error::c",
        app: sonar,
        conclusion: "failure",
        summary: "::set-output name=x::y\n\u001b[31msrc/greet.js\u001b[0m ##[error]z",
      });
      const [failure] = (await head.read()).failures;
      expect(failure).toMatchObject({ name: "ab ::error::c", excerpt: "set-output: y\nsrc/greet.js # [error]z" });
    }));

  it("of another commit, or of a check run that only looks like a job, is not taken for the head's job", () =>
    withHead(async (head, shop) => {
      await head.run([{ name: "test", conclusion: "success" }]);
      await head.run([], { conclusion: "action_required" });
      await head.check({ name: "test", conclusion: "failure" });
      const address = (await head.read()).failures[0]?.link ?? "";
      const readAltered = (alter: (body: string) => string) => {
        const altered: typeof fetch = async (input, init) => {
          const answer = await fetch(input, init);
          return new Response(alter(await answer.text()), { status: answer.status, headers: answer.headers });
        };
        const { github, token } = shop;
        const at = { token, apiUrl: github.url, owner: "acme", repo: "shop", log: silentLog };
        return head.read({ client: createClient({ ...at, fetch: altered }) });
      };
      const forged = address.replace(/runs\/\d+$/, "actions/runs/1/job/1");
      expect(await readAltered((body) => body.replace(address, forged))).toMatchObject({
        summary: "1 passed, 1 failed (1 external), 0 running, 1 awaiting approval",
      });
      const otherSha = `"head_sha":"${"f".repeat(40)}"`;
      expect(await readAltered((body) => body.replaceAll(`"head_sha":"${head.sha}"`, otherSha))).toMatchObject({
        state: "not-triggered",
      });
    }));

  it("says nothing where the token may not see checks", () =>
    withHead(async (head, { github }) => {
      github.setFaults([
        {
          at: { operation: "checks/list-for-ref" },
          fault: { kind: "status", status: 403, message: "Resource not accessible" },
        },
      ]);
      await expect(head.read()).rejects.toMatchObject({ failure: { kind: "denied", status: 403 } });
    }));
});
