/** Input that people and repositories really have: each with the exit status and the sentence that helps, and never a stack trace. */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { ModelFault } from "../offline/model-fault.ts";
import { commitsOf, isWrite, pullOf, pullsOf, readEnd } from "./read-end.fixture.ts";
import type { Ended } from "./run-product.fixture.ts";
import { type Case, type CaseOptions, outsider, withCase, writer } from "./start-case.fixture.ts";

const patience = 60_000;
const branch = "agent/1-greet-several-people-at-once";

/** The status, each sentence, and no trace of where in the source it came up. */
const expectEnd = (ended: Ended, exit: number, ...sentences: string[]): void => {
  expect(ended.exit, ended.stderr).toBe(exit);
  for (const sentence of sentences) expect(ended.stderr + ended.stdout).toContain(sentence);
  expect(ended.stderr).not.toMatch(/^ +at /m);
};

const nothingWritten = (one: Case): void => expect(one.world.github.requests.filter(isWrite)).toEqual([]);

const outage: ModelFault = { kind: "error", status: 503, message: "overloaded", headers: { "retry-after": "600" } };

/** A case whose run waits for the model before `implement`. */
const withParked = (work: (one: Case) => Promise<void>, options: CaseOptions = {}): Promise<void> =>
  withCase(async (one) => {
    one.model.faults.set(3, outage);
    expectEnd(await one.product(["run", "1"]), 5, "State: waiting");
    await work(one);
  }, options);

describe.concurrent("what the operator gives", () => {
  test.each<[string, Record<string, string | undefined>, string[]]>([
    ["no token", { GITHUB_TOKEN: undefined }, ["GITHUB_TOKEN is not set"]],
    ["no repository", { GITHUB_REPOSITORY: undefined }, ["GITHUB_REPOSITORY is not set"]],
    [
      "a repository that is no name",
      { GITHUB_REPOSITORY: "greeter" },
      ['GITHUB_REPOSITORY is "greeter"', "owner/name"],
    ],
  ])(
    "%s: 2, before any request",
    (_, env, sentences) =>
      withCase(async (one) => {
        expectEnd(await one.product(["run", "1"], { env }), 2, ...sentences);
        expect(one.world.github.requests).toEqual([]);
      }),
    patience,
  );

  test(
    "no model key: 2, and what was opened goes on later",
    () =>
      withCase(async (one) => {
        const env = { OPENAI_API_KEY: undefined, OPENAI_BASE_URL: undefined };
        expectEnd(await one.product(["run", "1"], { env }), 2, "OPENAI_API_KEY is not set");
        expectEnd(await one.product(["run", "1"]), 0, "State: ready");
        expect(await pullsOf(one.world)).toHaveLength(1);
      }),
    patience,
  );

  test(
    "a number that is none, and files that are not there: 2",
    () =>
      withCase(async (one) => {
        expectEnd(await one.product(["run", "seven"]), 2, "seven");
        expectEnd(await one.product(["run", "99"]), 3, "Issue 99", "not open with the ready label");
        expectEnd(await one.product(["work", "--item", "gone.json", "--bundle", "b"]), 2, "gone.json cannot be read");
        expectEnd(await one.product(["publish", "--bundle", "gone"]), 2, "gone/bundle.json cannot be read");
        expectEnd(await one.product(["publish"]), 2, "--bundle is missing");
        nothingWritten(one);
      }),
    patience,
  );

  test(
    "a token that is unknown, may not write, or sees no such repository: 4, with GitHub's words",
    () =>
      withCase(async (one) => {
        const { admin } = one.world.github;
        expectEnd(
          await one.product(["supervise"], { env: { GITHUB_TOKEN: "wrong" } }),
          4,
          "(401)",
          "Check GITHUB_TOKEN",
        );
        const GITHUB_REPOSITORY = "acme/elsewhere";
        expectEnd(await one.product(["supervise"], { env: { GITHUB_REPOSITORY } }), 4, "(404)", "GITHUB_REPOSITORY");
        const grants = { metadata: "read", contents: "read", issues: "read", pull_requests: "read" } as const;
        const token = await admin.createToken({ login: "draftsmith-bot", grants });
        expectEnd(await one.product(["run", "1"], { env: { GITHUB_TOKEN: token } }), 4, "(403)", "permissions");
        expect(await pullsOf(one.world)).toEqual([]);
      }),
    patience,
  );
});

describe.concurrent("what the repository holds", () => {
  test(
    "a malformed configuration: 2, every fault with its line",
    () =>
      withCase(
        async (one) => {
          for (const args of [["supervise"], ["run", "1"]])
            expectEnd(await one.product(args), 2, "4 faults", "line 1: allow", "line 2: labells", "line 4:", "line 5:");
          nothingWritten(one);
        },
        { files: { ".github/draftsmith.yml": "allow: 5\nlabells: {}\nlimits:\n  repairs: many\n  usdPerIssue: -1\n" } },
      ),
    patience,
  );

  test(
    "a configuration that is no YAML: 2",
    () =>
      withCase(async (one) => expectEnd(await one.product(["supervise"]), 2, ".github/draftsmith.yml", "line"), {
        files: { ".github/draftsmith.yml": "allow: [src\nlimits: {" },
      }),
    patience,
  );

  test(
    "a ready label that nobody made: 0, and it says so",
    () =>
      withCase(
        async (one) =>
          expectEnd(await one.product(["supervise"]), 0, "the ready label does not exist", "draftsmith init"),
        { files: { ".github/draftsmith.yml": 'labels: { ready: "agent:go" }\n' } },
      ),
    patience,
  );

  test(
    "no commits: 3, and nothing is written",
    () =>
      withCase(async (one) => {
        const { repository } = one.world;
        await one.world.github.admin.setBranch({ repository, as: writer, branch: "main", sha: null });
        expectEnd(await one.product(["run", "1"]), 3, "branch main has no commits", "Push a first commit");
        nothingWritten(one);
      }),
    patience,
  );

  test(
    "no tests: a person is asked to name the command",
    () =>
      withCase(
        async (one) => {
          expectEnd(await one.product(["run", "1"]), 3, "No test command was found");
          expect((await pullOf(one.world)).comments.at(-1)?.body).toContain("test: [npm, test]");
          expect(await readEnd(one.world)).toMatchObject({ state: "escalated", commits: ["start"] });
        },
        { files: { ".github/draftsmith.yml": null, "package.json": null, "test/greet.test.js": null } },
      ),
    patience,
  );

  test(
    "tests that hang: they are stopped, and a person is asked",
    () =>
      withCase(
        async (one) => {
          const ended = await one.product(["run", "1"]);
          expectEnd(ended, 3, "escalated");
          expect(await readEnd(one.world)).toMatchObject({ state: "escalated", commits: ["start"] });
          expect((await pullOf(one.world)).comments.at(-1)?.body).toContain("### A person is needed");
        },
        {
          files: {
            ".github/draftsmith.yml": "projects: [{ dir: ., test: [node, test/hang.js], timeoutSeconds: 1 }]\n",
            "test/hang.js": "setInterval(() => {}, 1000);\n",
          },
        },
      ),
    patience,
  );

  test(
    "a base whose tests fail by name: they are told apart from the new ones",
    () =>
      withCase(
        async (one) => {
          expectEnd(await one.product(["run", "1"]), 0, "State: ready");
          expect((await pullOf(one.world)).body).toContain("(1 of them before the change)");
        },
        {
          files: {
            "test/broken.test.js":
              'import { test } from "node:test";\ntest("was broken before", () => { throw new Error("old"); });\n',
          },
        },
      ),
    patience,
  );

  test(
    "a base that does not build: nothing can be proven, and a person is asked",
    () =>
      withCase(
        async (one) => {
          expectEnd(await one.product(["run", "1"]), 3, "proof: none");
          expect(await readEnd(one.world)).toMatchObject({ state: "escalated", commits: ["start"] });
        },
        { files: { "src/greet.js": "export const greet = (name => ;\n" } },
      ),
    patience,
  );
});

describe.concurrent("walls of GitHub", () => {
  test(
    "Actions may not open pull requests: parked with 5, the branch stays, and the next pass goes on",
    () =>
      withCase(async (one) => {
        const { admin } = one.world.github;
        const { repository } = one.world;
        const token = await admin.createToken({ login: "github-actions[bot]" });
        await admin.setRole({ repository, login: "github-actions[bot]", role: "write" });
        await admin.changeSettings({ repository, actionsMayCreatePulls: false });
        const env = { GITHUB_TOKEN: token, DRAFTSMITH_BOT_ID: "41898282" };
        const parked = await one.product(["run", "1"], { env });
        expectEnd(parked, 5, "GitHub Actions may not open pull requests", "Allow GitHub Actions to create and approve");
        expect((await commitsOf(one.world, branch)).length).toBe(1);
        expect(await pullsOf(one.world)).toEqual([]);

        await admin.changeSettings({ repository, actionsMayCreatePulls: true });
        expectEnd(await one.product(["run", "1"], { env }), 0, "State: ready");
        expect((await readEnd(one.world)).commits).toEqual(["start", "tests", "implement", "document"]);
      }),
    patience,
  );

  test(
    "drafts are refused: opened plain, with a label that says so",
    () =>
      withCase(async (one) => {
        const { repository } = one.world;
        await one.world.github.admin.changeSettings({ repository, draftsAllowed: false });
        const ended = await one.product(["run", "1"]);
        expectEnd(ended, 0, "State: ready", "refuses draft pull requests");
        const end = await readEnd(one.world);
        expect(end.pulls).toEqual([{ title: "Greet several people at once", state: "open", draft: false }]);
        expect(end.labelEvents).toContain("2 labeled agent:draft");
      }),
    patience,
  );
});

describe.concurrent("what people do meanwhile", () => {
  test(
    "text around the record is edited: it stays, and the run goes on",
    () =>
      withParked(async (one) => {
        const { repository, github } = one.world;
        const { body } = await pullOf(one.world);
        await github.admin.editIssue({
          repository,
          as: writer,
          number: 2,
          body: `Please hurry.\n\n${body}\n\nThanks!`,
        });
        expectEnd(await one.product(["run", "1"]), 0, "State: ready");
        const after = (await pullOf(one.world)).body ?? "";
        expect(after.startsWith("Please hurry.\n\n")).toBe(true);
        expect(after.endsWith("\n\nThanks!")).toBe(true);
      }),
    patience,
  );

  test.each(["I rewrote this."])(
    "the description becomes %j: a person is told once, and its return lets the run go on",
    (text) =>
      withParked(async (one) => {
        const { repository, github } = one.world;
        const body = (await pullOf(one.world)).body ?? "";
        await github.admin.editIssue({ repository, as: writer, number: 2, body: text });
        expectEnd(await one.product(["supervise", "--run"]), 0, "record");
        const told = await readEnd(one.world);
        expect(told.comments.filter((line) => line.includes("record-lost"))).toHaveLength(1);
        const writes = one.world.github.requests.filter(isWrite).length;
        expectEnd(await one.product(["supervise", "--run"]), 0, "a person has been told");
        expect(one.world.github.requests.filter(isWrite)).toHaveLength(writes);
        expect((await readEnd(one.world)).commits).toEqual(["start", "tests"]);

        await github.admin.editIssue({ repository, as: writer, number: 2, body });
        await github.admin.removeLabel({ repository, as: writer, number: 2, label: "agent:escalated" });
        expectEnd(await one.product(["run", "1"]), 0, "State: ready");
        expect((await readEnd(one.world)).commits).toEqual(["start", "tests", "implement", "document"]);
      }),
    patience,
  );

  test(
    "the issue is closed: the run ends and its pull request is closed with a word",
    () =>
      withParked(async (one) => {
        const { repository, github } = one.world;
        await github.admin.editIssue({ repository, as: writer, number: 1, state: "closed" });
        expectEnd(await one.product(["supervise", "--run"]), 0);
        const pull = await pullOf(one.world);
        expect(pull.state).toBe("closed");
        expect(pull.comments.at(-1)?.body).toContain("Issue 1 was closed, so this run ends.");
        const writes = github.requests.filter(isWrite).length;
        expectEnd(await one.product(["supervise", "--run"]), 0);
        expect(github.requests.filter(isWrite)).toHaveLength(writes);
      }),
    patience,
  );

  test(
    "the branch is deleted, which closes the pull request: the run has ended, and the label set again starts another",
    () =>
      withParked(async (one) => {
        const { repository, github } = one.world;
        await github.admin.setBranch({ repository, as: writer, branch, sha: null });
        const writes = github.requests.filter(isWrite).length;
        expectEnd(await one.product(["supervise", "--run"]), 0, "its run 1 ended with pull request 2");
        expectEnd(await one.product(["run", "1"]), 3, "its run 1 ended with pull request 2");
        expect(github.requests.filter(isWrite)).toHaveLength(writes);

        // GitHub's times have no parts of a second.
        await wait(1_100);
        const label = { repository, as: writer, number: 1, label: "agent:ready" };
        await github.admin.removeLabel(label);
        await github.admin.addLabel(label);
        expectEnd(await one.product(["run", "1"]), 0, "State: ready");
        expect((await pullsOf(one.world)).map(({ state, pull }) => [state, pull?.head.ref])).toEqual([
          ["closed", branch],
          ["open", `${branch}-2`],
        ]);
      }),
    patience,
  );

  test(
    "the branch is deleted between work and publish: 3, and it is not made again",
    () =>
      withCase(async (one) => {
        const { repository, github } = one.world;
        const files = [join(one.dir, "item.json"), join(one.dir, "bundle")] as const;
        expectEnd(await one.product(["claim", "1", "--item", files[0]]), 0);
        expectEnd(await one.product(["work", "--item", files[0], "--bundle", files[1]]), 0);
        await github.admin.setBranch({ repository, as: writer, branch, sha: null });
        expectEnd(await one.product(["publish", "--bundle", files[1]]), 3);
        expect(github.requests.filter(({ operation }) => operation === "git/create-ref")).toHaveLength(1);
      }),
    patience,
  );

  test(
    "a fork's pull request copies branch name, record and label: it is not ours, and our run goes on",
    () =>
      withParked(async (one) => {
        const { repository, github } = one.world;
        const { admin } = github;
        await admin.forkRepository({ repository, owner: outsider });
        const fork = `${outsider}/greeter`;
        const forged = await admin.pushCommit({ repository: fork, as: outsider, branch, files: { "evil.js": "1\n" } });
        const { body } = await pullOf(one.world);
        const number = await admin.openPull({
          repository,
          as: outsider,
          title: "Greet several people at once",
          head: `${outsider}:${branch}`,
          body: (body ?? "").replace('"pull":2', '"pull":3'),
        });
        await admin.addLabel({ repository, as: writer, number, label: "agent:run" });
        expectEnd(await one.product(["supervise", "--run"]), 0, "was not opened by the bot", "State: ready");
        const [ours, theirs] = await pullsOf(one.world);
        expect(ours?.comments.length).toBe(3);
        expect(theirs).toMatchObject({ number, body: (body ?? "").replace('"pull":2', '"pull":3'), comments: [] });
        expect(theirs?.pull?.headSha).toBe(forged);
      }),
    patience,
  );
});
