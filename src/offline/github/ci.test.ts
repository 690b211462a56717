/** What CI says about a commit: check runs, suites, statuses, workflow runs, jobs and logs. */
import { expect, test } from "vitest";
import { commitFile, refusalOf, repository, shop, withShop } from "./fixtures/start-shop.ts";

test("check runs of a head are replaced by name and make up the suite", () =>
  withShop(async ({ bot, github, sha, maintainer }) => {
    const { admin } = github;
    await admin.setCheckRun({ repository, name: "test", sha, status: "in_progress" });
    const suite = async () => {
      const { data } = await bot.checks.listSuitesForRef({ ...shop, ref: "main" });
      return data.check_suites.map(({ status, conclusion }) => `${status}/${conclusion}`);
    };
    expect(await suite()).toEqual(["in_progress/null"]);
    await admin.setCheckRun({
      repository,
      name: "test",
      sha,
      conclusion: "failure",
      title: "1 failed",
      summary: "cart",
    });
    await admin.setCheckRun({ repository, name: "lint", sha, conclusion: "success" });
    const { data } = await bot.checks.listForRef({ ...shop, ref: sha });
    expect(data.total_count).toBe(2);
    expect(data.check_runs).toMatchObject([
      {
        name: "test",
        status: "completed",
        conclusion: "failure",
        output: { title: "1 failed", summary: "cart" },
        app: { id: 15368 },
      },
      { name: "lint", conclusion: "success" },
    ]);
    expect(await suite()).toEqual(["completed/failure"]);
    expect((await bot.checks.listForRef({ ...shop, ref: sha, check_name: "lint" })).data.total_count).toBe(1);
    const { data: own } = await bot.checks.create({
      ...shop,
      name: "draftsmith",
      head_sha: sha,
      conclusion: "neutral",
    });
    expect((await bot.checks.get({ ...shop, check_run_id: own.id })).data.conclusion).toBe("neutral");
    expect(await refusalOf(maintainer.checks.create({ ...shop, name: "x", head_sha: sha }))).toBe(
      "403 You must authenticate via a GitHub App.",
    );
    expect(await refusalOf(bot.checks.listForRef({ ...shop, ref: "none" }))).toBe("422 No commit found for SHA: none");
  }));

test("the combined status takes the newest of each context", () =>
  withShop(async ({ bot, github, sha }) => {
    const state = async () => (await bot.repos.getCombinedStatusForRef({ ...shop, ref: "main" })).data.state;
    expect(await state()).toBe("pending");
    await bot.repos.createCommitStatus({ ...shop, sha, state: "failure", context: "ci/old" });
    await github.admin.setStatus({ repository, as: "maria", sha, state: "success", context: "ci/new" });
    expect(await state()).toBe("failure");
    await bot.repos.createCommitStatus({ ...shop, sha, state: "success", context: "ci/old", description: "fixed" });
    expect(await state()).toBe("success");
    const { data } = await bot.repos.listCommitStatusesForRef({ ...shop, ref: sha });
    expect(data.map(({ context, state: own }) => `${context} ${own}`)).toEqual([
      "ci/old success",
      "ci/new success",
      "ci/old failure",
    ]);
  }));

test("workflow runs are found by head, branch, event and status; jobs carry steps; logs are a redirect with ranges", () =>
  withShop(async ({ bot, github, sha }) => {
    const { admin } = github;
    const workflowId = await admin.addWorkflow({ repository, name: "CI", path: ".github/workflows/ci.yml" });
    const run = { repository, as: "maria", workflowId, sha, branch: "main" };
    await admin.addWorkflowRun({ ...run, event: "schedule", status: "completed", conclusion: "success" });
    const log = "line one\nline two\n";
    const jobs = [{ name: "test", conclusion: "failure", log }];
    const id = await admin.addWorkflowRun({ ...run, event: "push", status: "completed", conclusion: "failure", jobs });
    const ids = async (query: object) => {
      const { data } = await bot.actions.listWorkflowRunsForRepo({ ...shop, ...query });
      return data.workflow_runs.map((found) => found.id);
    };
    expect(await ids({ head_sha: sha, event: "push" })).toEqual([id]);
    expect(await ids({ status: "failure" })).toEqual([id]);
    expect(await ids({ branch: "other" })).toEqual([]);
    expect(await ids({ actor: "maria" })).toHaveLength(2);
    expect((await bot.actions.listWorkflowRuns({ ...shop, workflow_id: "ci.yml" })).data.total_count).toBe(2);
    expect((await bot.actions.getWorkflowRun({ ...shop, run_id: id })).data).toMatchObject({
      run_number: 2,
      conclusion: "failure",
    });
    const { data } = await bot.actions.listJobsForWorkflowRun({ ...shop, run_id: id });
    expect(data.jobs).toMatchObject([
      { name: "test", conclusion: "failure", steps: [{ name: "Run tests", conclusion: "failure" }] },
    ]);
    const jobId = data.jobs[0]?.id ?? 0;
    expect((await bot.actions.getJobForWorkflowRun({ ...shop, job_id: jobId })).data.name).toBe("test");
    const { data: checks } = await bot.checks.listForRef({ ...shop, ref: sha });
    expect(checks.check_runs).toMatchObject([{ id: jobId, name: "test", conclusion: "failure" }]);
    const headers = { authorization: "token token-of-maria" };
    const address = `${github.url}/repos/acme/shop/actions/jobs/${jobId}/logs`;
    const redirect = await fetch(address, { headers, redirect: "manual" });
    expect(redirect.status).toBe(302);
    const place = redirect.headers.get("location") ?? "";
    const range = async (bytes: string) => {
      const answer = await fetch(place, { headers: { range: `bytes=${bytes}` } });
      return [answer.status, await answer.text(), answer.headers.get("content-range")];
    };
    expect(await (await fetch(place)).text()).toBe(log);
    expect(await range("5-7")).toEqual([206, "one", "bytes 5-7/18"]);
    expect(await range("-4")).toEqual([206, "two\n", "bytes 14-17/18"]);
    expect(await range("14-")).toEqual([206, "two\n", "bytes 14-17/18"]);
    expect(await range("99-")).toEqual([416, "", "bytes */18"]);
  }));

test("a dispatch starts a run of the workflow by its file name", () =>
  withShop(async ({ bot, github }) => {
    await github.admin.addWorkflow({ repository, name: "CI", path: ".github/workflows/ci.yml" });
    const dispatch = { ...shop, workflow_id: "ci.yml", ref: "main" };
    expect((await bot.actions.createWorkflowDispatch({ ...dispatch, inputs: { issue: "7" } })).status).toBe(204);
    const { data } = await bot.actions.listWorkflowRunsForRepo({ ...shop, event: "workflow_dispatch" });
    expect(data.workflow_runs).toMatchObject([{ status: "queued", actor: { login: "github-actions[bot]" } }]);
    expect(await refusalOf(bot.actions.createWorkflowDispatch({ ...dispatch, ref: "none" }))).toBe(
      "422 No ref found for: none",
    );
    expect(await refusalOf(bot.actions.createWorkflowDispatch({ ...dispatch, workflow_id: "no.yml" }))).toBe(
      "404 Not Found",
    );
    expect((await bot.actions.listRepoWorkflows(shop)).data.workflows.map(({ path }) => path)).toEqual([
      ".github/workflows/ci.yml",
    ]);
    expect((await bot.actions.getWorkflow({ ...shop, workflow_id: "ci.yml" })).data.name).toBe("CI");
  }));

test.each([
  ["nothing", []],
  ["approval", ["completed/action_required"]],
  ["run", ["queued/null"]],
] as const)("a head pushed by the bot under the setting %s", (botPushes, expected) =>
  withShop(
    async ({ bot, github, sha }) => {
      await github.admin.addWorkflow({ repository, name: "CI", path: ".github/workflows/ci.yml" });
      const head = await commitFile(bot, "agent/1-x", sha, "a.txt", "a\n");
      await bot.pulls.create({ ...shop, title: "P", head: "agent/1-x", base: "main" });
      const runs = async (of: string) => {
        const { data } = await bot.actions.listWorkflowRunsForRepo({ ...shop, head_sha: of });
        return data.workflow_runs.map(({ status, conclusion }) => `${status}/${conclusion}`);
      };
      expect(await runs(head)).toEqual(expected);
      const theirs = await github.admin.pushCommit({
        repository,
        as: "maria",
        branch: "agent/1-x",
        files: { "b.txt": "b\n" },
      });
      expect(await runs(theirs)).toEqual(["queued/null"]);
    },
    { botPushes },
  ),
);

test("check runs of one name by two apps are two; annotations say what the runner noted", () =>
  withShop(async ({ bot, github, sha }) => {
    const app = { id: 777, slug: "sonarcloud" };
    const annotations = [{ level: "failure" as const, message: "lost" }];
    await github.admin.setCheckRun({ repository, name: "test", sha, conclusion: "success", app });
    const id = await github.admin.setCheckRun({ repository, name: "test", sha, conclusion: "failure", annotations });
    const { data } = await bot.checks.listForRef({ ...shop, ref: sha });
    expect(
      data.check_runs.map((run) => [run.app?.id, run.app?.slug, run.conclusion, run.output.annotations_count]),
    ).toEqual([
      [777, "sonarcloud", "success", 0],
      [15_368, "github-actions", "failure", 1],
    ]);
    expect((await bot.checks.listAnnotations({ ...shop, check_run_id: id })).data).toMatchObject([
      { annotation_level: "failure", message: "lost", path: ".github" },
    ]);
  }));

test("another attempt keeps the jobs of the one before, and check runs show the newest of each job", () =>
  withShop(async ({ bot, github, sha }) => {
    const { admin } = github;
    const workflowId = await admin.addWorkflow({ repository, name: "CI", path: ".github/workflows/ci.yml" });
    const jobs = [
      { name: "lint", conclusion: "success" },
      { name: "test", conclusion: "failure", log: null },
    ];
    const id = await admin.addWorkflowRun({ repository, as: "maria", workflowId, sha, branch: "main", jobs });
    await admin.rerunWorkflowRun({
      repository,
      id,
      status: "completed",
      jobs: [{ name: "test", conclusion: "success" }],
    });
    const list = async (filter: "all" | "latest") => {
      const { data } = await bot.actions.listJobsForWorkflowRun({ ...shop, run_id: id, filter });
      return data.jobs.map((job) => `${job.name} ${job.run_attempt} ${job.conclusion}`);
    };
    expect(await list("all")).toEqual(["lint 1 success", "test 1 failure", "test 2 success"]);
    expect(await list("latest")).toEqual(["lint 1 success", "test 2 success"]);
    const { data } = await bot.checks.listForRef({ ...shop, ref: sha });
    expect(
      data.check_runs.map(({ name, conclusion, html_url: url }) => [name, conclusion, url?.split("/shop/")[1]]),
    ).toEqual([
      ["lint", "success", expect.stringMatching(/^actions\/runs\/\d+\/job\/\d+$/)],
      ["test", "success", expect.stringMatching(/^actions\/runs\/\d+\/job\/\d+$/)],
    ]);
    expect((await bot.actions.getWorkflowRun({ ...shop, run_id: id })).data.run_attempt).toBe(2);
    const { data: all } = await bot.actions.listJobsForWorkflowRun({ ...shop, run_id: id, filter: "all" });
    const lost = all.jobs.find(({ name, run_attempt: attempt }) => name === "test" && attempt === 1)?.id ?? 0;
    expect(await refusalOf(bot.actions.downloadJobLogsForWorkflowRun({ ...shop, job_id: lost }))).toBe("404 Not Found");
  }));

test("a workflow without the trigger is not started by hand", () =>
  withShop(async ({ bot, github }) => {
    const path = ".github/workflows/ci.yml";
    await github.admin.addWorkflow({ repository, name: "CI", path });
    await github.admin.pushCommit({ repository, as: "maria", branch: "main", files: { [path]: "on: push\n" } });
    expect(await refusalOf(bot.actions.createWorkflowDispatch({ ...shop, workflow_id: "ci.yml", ref: "main" }))).toBe(
      "422 Workflow does not have 'workflow_dispatch' trigger",
    );
  }));
