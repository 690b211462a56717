/** CI of the pull request, from what GitHub says to what the run does: the branch's own failures are mended, others are told and waited out. */
import { describe, expect, test } from "vitest";
import { type Entry, type Recording, turnKeyHeader } from "../domain/recording.ts";
import { parseRecord } from "../flow/record-text.ts";
import { noSeal } from "../flow/state-seal.ts";
import { failingLog, npmInstallOutput, vitestOutput } from "../github/ci/job-log.fixture.ts";
import { expectEnd } from "./expect-end.fixture.ts";
import { commitsOf, pullOf, readEnd } from "./read-end.fixture.ts";
import { type Case, readExampleRecording, withCase, writer } from "./start-case.fixture.ts";

const patience = 240_000;
const branch = "agent/1-greet-several-people-at-once";
const path = ".github/workflows/ci.yml";
const workflow =
  "name: CI\non: [pull_request, workflow_dispatch]\npermissions: {}\njobs: { test: { runs-on: x, steps: [{ run: npm test }] } }\n";

type SeedRun = Parameters<Case["world"]["github"]["admin"]["addWorkflowRun"]>[0];
type SeedJob = NonNullable<SeedRun["jobs"]>[number];

const repair = `--- a/src/greet.js
+++ b/src/greet.js
@@ -1,2 +1,3 @@
+/** "Ada, Bo and Cy" for the names; the world where there are none. */
 const join = (names) => {
   const [last = "world", ...others] = names.toReversed();
`;

/** The example's replies, with a second attempt of every role that a repair asks again. */
const withRepair = (recording: Recording): Recording => {
  const again = (entry: Entry, content: string): Entry => ({
    ...entry,
    key: { ...entry.key, attempt: 2 },
    reply: { ...entry.reply, content },
  });
  return {
    ...recording,
    entries: recording.entries.flatMap((entry) => {
      if (entry.key.role === "implementer")
        return [entry, again(entry, JSON.stringify({ summary: "Says what join gives.", diff: repair }))];
      if (entry.key.role !== "reviewer" && entry.key.role !== "security") return [entry];
      // The first round froze the list of findings.
      const verdict = { ...(JSON.parse(entry.reply.content) as object), findings: [] };
      return [entry, again(entry, JSON.stringify(verdict))];
    }),
  };
};

const headOf = async (one: Case): Promise<string> => (await commitsOf(one.world, branch)).at(-1)?.sha ?? "";

type Waiting = {
  one: Case;
  /** A run of the workflow on the head of the branch, ended as its jobs say. Gives its id. */
  runCi: (jobs: SeedJob[], more?: Partial<SeedRun>) => Promise<number>;
  record: () => Promise<{ state: string; reason: string }>;
  /** Lets the run have waited for longer than a day. */
  letDayPass: () => Promise<void>;
};

/** A case whose run is done but for CI. */
const withWaiting = async (
  work: (waiting: Waiting) => Promise<void>,
  files: Record<string, string> = {},
  env: Record<string, string> = {},
): Promise<void> => {
  const recording = withRepair(await readExampleRecording("greeter"));
  await withCase(
    async (one) => {
      const { repository, github } = one.world;
      const { admin } = github;
      expectEnd(await one.product(["run", "1"], { env }), 5, "State: waiting");
      // Known only now, so that the bot's pushes have started nothing.
      const workflowId = await admin.addWorkflow({ repository, name: "CI", path });
      await work({
        one,
        runCi: async (jobs, more = {}) =>
          admin.addWorkflowRun({
            repository,
            as: writer,
            workflowId,
            sha: await headOf(one),
            branch,
            event: "pull_request",
            status: "completed",
            conclusion: jobs.every(({ conclusion }) => conclusion === "success") ? "success" : "failure",
            jobs,
            ...more,
          }),
        record: async () => {
          const record = parseRecord((await pullOf(one.world)).body ?? "", noSeal);
          if (!record.ok) throw new Error(record.error);
          return record.value;
        },
        letDayPass: async () => {
          const { number, body } = await pullOf(one.world);
          const past = new Date(Date.now() - 25 * 3_600_000).toISOString();
          const aged = (body ?? "").replace(/"waitingSince":"[^"]+"/, `"waitingSince":"${past}"`);
          await admin.editIssue({ repository, as: writer, number, body: aged });
        },
      });
    },
    { recording, files: { [path]: workflow, ...files } },
  );
};

const implementerCalls = (one: Case): string[] =>
  one.model.requests.flatMap(({ headers, body }) =>
    headers[turnKeyHeader]?.includes("/implementer/") ? [JSON.stringify(body)] : [],
  );

const failedTest: SeedJob = {
  name: "test",
  conclusion: "failure",
  steps: [{ name: "Run npm test", conclusion: "failure" }],
  log: failingLog("Run npm test", vitestOutput),
};

test(
  "a failing job of the branch: its failing part reaches the implementer, the repair is published, and green CI ends the run",
  () =>
    withWaiting(async ({ one, runCi, record }) => {
      await runCi([failedTest]);
      const before = await headOf(one);
      const repaired = await one.product(["supervise", "--run"]);
      expectEnd(repaired, 0, "CI failed");
      const told = implementerCalls(one)[1]?.replaceAll("\\\\u003e", ">") ?? "";
      expect(told).toContain("FAIL  test/greet.test.js > greets two people");
      expect(told).toContain("expected 'Hello, Ada!' to be 'Hello, Ada and Bo!'");
      expect(told).not.toMatch(/keeps item 200|Post job cleanup|2026-03-01T09/);
      expect(await headOf(one)).not.toBe(before);
      expect((await readEnd(one.world)).commits).toEqual(["start", "tests", "implement", "document", "implement"]);
      expect(await record()).toMatchObject({ state: "waiting", waitingFor: "ci" });
      expect(one.model.misses).toEqual([]);

      await runCi([{ name: "test", conclusion: "success" }]);
      await one.product(["supervise", "--run"]);
      expect((await record()).state).toBe("ready");
    }),
  patience,
);

const outside: [string, string, (waiting: Waiting) => Promise<void>, string][] = [
  [
    "flaky",
    "the same job passed in attempt 1 of this commit",
    async ({ one, runCi }) => {
      const id = await runCi([{ name: "test", conclusion: "success" }]);
      await one.world.github.admin.rerunWorkflowRun({
        repository: one.world.repository,
        id,
        status: "completed",
        conclusion: "failure",
        jobs: [failedTest],
      });
    },
    "test",
  ],
  [
    "infrastructure",
    "a server did not answer",
    async ({ runCi }) => {
      const steps = [{ name: "Run npm ci", conclusion: "failure" }];
      await runCi([{ name: "test", conclusion: "failure", steps, log: failingLog("Run npm ci", npmInstallOutput) }]);
    },
    "test",
  ],
  [
    "external",
    "it is a contributor agreement",
    async ({ one, runCi }) => {
      await runCi([{ name: "test", conclusion: "success" }]);
      await one.world.github.admin.setStatus({
        repository: one.world.repository,
        as: writer,
        sha: await headOf(one),
        state: "failure",
        context: "license/cla",
      });
    },
    "license/cla",
  ],
];

describe.concurrent("a failure that is not the branch's", () => {
  test.each(outside)(
    "%s: told once, waited for, and the run ends ready with CI not green",
    (cause, reason, fail, name) =>
      withWaiting(async (waiting) => {
        const { one, record, letDayPass } = waiting;
        await fail(waiting);
        const head = await headOf(one);
        await one.product(["supervise", "--run"]);
        const told = `CI failed, but not because of this change; re-run the failed jobs: ${name} (${cause}: ${reason}`;
        expect(await record()).toMatchObject({
          state: "waiting",
          waitingFor: "ci",
          reason: expect.stringContaining(told),
        });
        expect((await pullOf(one.world)).body).toContain(`CI not green`);

        const writes = one.world.github.requests.filter(({ method }) => method !== "GET").length;
        expectEnd(await one.product(["supervise", "--run"]), 0, "not because of this change");
        expect(one.world.github.requests.filter(({ method }) => method !== "GET")).toHaveLength(writes);

        await letDayPass();
        expectEnd(await one.product(["supervise", "--run"]), 0, "CI was not green within 24 hours");
        expect(await record()).toMatchObject({ state: "ready" });
        expect((await pullOf(one.world)).body).toMatch(/\| check \|.*ci: CI not green: /);
        expect(implementerCalls(one)).toHaveLength(1);
        expect(await headOf(one)).toBe(head);
      }),
    patience,
  );

  test(
    "a re-run that passes lets the run end",
    () =>
      withWaiting(async (waiting) => {
        const { one, runCi, record } = waiting;
        const id = await runCi([{ ...failedTest, conclusion: "cancelled" }], { conclusion: "cancelled" });
        await one.product(["supervise", "--run"]);
        expect(await record()).toMatchObject({ reason: expect.stringContaining("cancelled before it ended") });
        await one.world.github.admin.rerunWorkflowRun({
          repository: one.world.repository,
          id,
          status: "completed",
          conclusion: "success",
          jobs: [{ name: "test", conclusion: "success" }],
        });
        await one.product(["supervise", "--run"]);
        expect((await record()).state).toBe("ready");
        expect(implementerCalls(one)).toHaveLength(1);
      }),
    patience,
  );
});

describe.concurrent("a workflow that may be started by hand", () => {
  const config = { ".github/draftsmith.yml": "checks: { ci: { dispatch: ci.yml } }\n" };
  const env = { DRAFTSMITH_DISPATCH_WORKFLOWS: "ci.yml" };

  const dispatches = ({ world }: Case) =>
    world.github.requests.filter(({ operation }) => operation === "actions/create-workflow-dispatch");

  test(
    "is started once where nothing started, and its end ends the run",
    () =>
      withWaiting(
        async ({ one, record }) => {
          const { repository, github } = one.world;
          expectEnd(await one.product(["supervise", "--run"], { env }), 0, "ci.yml may be started");
          expectEnd(await one.product(["supervise", "--run"], { env }), 0, "CI is running");
          expect(dispatches(one)).toMatchObject([{ body: { ref: branch } }]);
          const { workflow_runs: runs } = (await (
            await fetch(`${github.url}/repos/${repository}/actions/runs`, {
              headers: { authorization: `token ${one.world.token}` },
            })
          ).json()) as { workflow_runs: { id: number }[] };
          await github.admin.updateWorkflowRun({
            repository,
            id: runs[0]?.id ?? 0,
            status: "completed",
            conclusion: "success",
            jobs: [{ name: "test", conclusion: "success" }],
          });
          await one.product(["supervise", "--run"], { env });
          expect((await record()).state).toBe("ready");
          expect(dispatches(one)).toHaveLength(1);
        },
        config,
        env,
      ),
    patience,
  );

  test(
    "is not started when it uses a secret, and the pass says why",
    () =>
      withWaiting(
        async ({ one }) => {
          expectEnd(
            await one.product(["supervise", "--run"], { env }),
            0,
            "ci.yml is not started: it uses the secret KEY",
          );
          expect(dispatches(one)).toEqual([]);
        },
        { ...config, [path]: workflow.replace("npm test", `"npm test $${"{{ secrets.KEY }}"}"`) },
        env,
      ),
    patience,
  );

  test(
    "is not started when only the repository names it",
    () =>
      withCase(
        async (one) => {
          expectEnd(await one.product(["run", "1"]), 2, "checks.ci.dispatch: is no workflow that the operator names");
          expect(dispatches(one)).toEqual([]);
        },
        { files: { [path]: workflow, ...config } },
      ),
    patience,
  );
});
