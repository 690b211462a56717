/** What GitHub's settings refuse, and what people do on GitHub between two passes. */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { ModelFault } from "../offline/model-fault.ts";
import { expectEnd } from "./expect-end.fixture.ts";
import { commitsOf, isWrite, pullOf, pullsOf, readEnd } from "./read-end.fixture.ts";
import { type Case, outsider, withCase, writer } from "./start-case.fixture.ts";

const patience = 240_000;
const branch = "agent/1-greet-several-people-at-once";

const outage: ModelFault = { kind: "error", status: 503, message: "overloaded", headers: { "retry-after": "600" } };

/** A case whose run waits for the model before `implement`. */
const withParked = (work: (one: Case) => Promise<void>): Promise<void> =>
  withCase(async (one) => {
    one.model.faults.set(3, outage);
    expectEnd(await one.product(["run", "1"]), 5, "State: waiting");
    await work(one);
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
