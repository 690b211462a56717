/** People win: a freeze label stops the next visible write, a foreign commit the whole run, and of two claims one goes on. */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { RequestLog } from "../offline/github/request-log.ts";
import { commitsOf, type End, isVisible, isWrite, pullOf, pullsOf, readEnd } from "./read-end.fixture.ts";
import { type Case, startCase, withCase, writer } from "./start-case.fixture.ts";

const patience = 240_000;
const freeze = "needs-human-review";

let reference: { end: End; requests: RequestLog[] };

beforeAll(async () => {
  const one = await startCase();
  await one.product(["run", "1"]);
  reference = { end: await readEnd(one.world), requests: [...one.world.github.requests] };
  await one.close();
}, patience);

const label = (one: Case, action: "addLabel" | "removeLabel", number: number) =>
  one.world.github.admin[action]({ repository: one.world.repository, as: writer, number, label: freeze });

const withoutFreeze = (end: End): End => ({
  ...end,
  labelEvents: end.labelEvents.filter((event) => !event.endsWith(freeze)),
});

/** Acts once, right after the visible write of this number (from 0) has had its effect. */
const afterVisible = (one: Case, nth: number, run: () => Promise<void>): void => {
  const index = reference.requests.filter(isVisible)[nth]?.index ?? -1;
  one.setFaults([{ at: { index }, fault: { kind: "hook", when: "after", run } }]);
};

describe.concurrent("the freeze label", () => {
  // Branch, draft, a commit, a body, a comment, the label at the end: of the 16 visible writes of the undisturbed run.
  test.each([0, 1, 5, 8, 10, 14])(
    "set after visible write %i stops the next, and its removal lets the run end the same way",
    (nth) =>
      withCase(async (one) => {
        const { requests } = one.world.github;
        const target = nth % 2 === 1 && nth > 1 ? 2 : 1;
        afterVisible(one, nth, () => label(one, "addLabel", target));
        const stopped = await one.product(["run", "1"]);
        expect(stopped.exit, stopped.stderr).toBe(3);
        expect(stopped.stderr).toContain(`${target} carries ${freeze}: nothing more is written`);
        expect(requests.filter(isVisible)).toHaveLength(nth + 1);

        const writes = requests.filter(isWrite).length;
        expect((await one.product(["supervise", "--run"])).exit).toBe(0);
        expect(requests.filter(isWrite)).toHaveLength(writes);

        await label(one, "removeLabel", target);
        const ended = await one.product(["run", "1"]);
        expect(ended.exit, ended.stderr).toBe(0);
        expect(withoutFreeze(await readEnd(one.world))).toEqual(reference.end);
      }),
    patience,
  );

  test("the number of visible writes above is the present one", () => {
    expect(reference.requests.filter(isVisible)).toHaveLength(16);
  });
});

describe.concurrent("a foreign commit on the branch", () => {
  // After the draft, a commit, a comment.
  test.each([1, 5, 9])(
    "after visible write %i stops the run, is never overwritten, and the pull request says so",
    (nth) =>
      withCase(async (one) => {
        const { admin } = one.world.github;
        const { repository } = one.world;
        const branch = "agent/1-greet-several-people-at-once";
        let foreign = "";
        afterVisible(one, nth, async () => {
          foreign = await admin.pushCommit({ repository, as: writer, branch, files: { "notes.txt": "mine\n" } });
        });
        const stopped = await one.product(["run", "1"]);
        expect(stopped.exit, stopped.stderr).toBe(3);
        expect(stopped.stderr).toMatch(/not the bot's|somebody else/);
        const said = await one.product(["run", "1"]);
        expect(said.exit).toBe(3);
        const pull = await pullOf(one.world);
        expect(pull.comments.at(-1)?.body).toContain(`Commit ${foreign.slice(0, 12)} on this branch is not the bot's`);
        expect((await commitsOf(one.world, branch)).at(-1)?.sha).toBe(foreign);

        const writes = one.world.github.requests.filter(isWrite).length;
        const again = await one.product(["supervise", "--run"]);
        expect(again.stdout).toContain("waits for a person");
        expect(one.world.github.requests.filter(isWrite)).toHaveLength(writes);
      }),
    patience,
  );
});

test(
  "two claims at once give one run and one pull request",
  () =>
    withCase(async (one) => {
      one.setFaults([{ at: { operation: "git/create-ref", times: 2 }, fault: { kind: "slow", milliseconds: 800 } }]);
      const claims = await Promise.all(
        ["a", "b"].map((name) => one.product(["claim", "1", "--item", join(one.dir, `${name}.json`)])),
      );
      expect(claims.map(({ exit }) => exit).sort(), claims.map(({ stderr }) => stderr).join("\n")).toEqual([0, 3]);
      expect(claims.find(({ exit }) => exit === 3)?.stderr).toContain("another claim of this issue made");
      expect(one.world.github.requests.filter(({ operation }) => operation === "git/create-ref")).toHaveLength(2);
      expect(await pullsOf(one.world)).toHaveLength(1);
      expect((await readEnd(one.world)).commits).toEqual(["start"]);
    }),
  patience,
);

test(
  "two runs at once end as one",
  () =>
    withCase(async (one) => {
      const runs = await Promise.all([one.product(["run", "1"]), one.product(["run", "1"])]);
      expect(runs.map(({ exit }) => exit)).toContain(0);
      expect(await readEnd(one.world)).toEqual(reference.end);
    }),
  patience,
);
