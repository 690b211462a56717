/** A bundle becomes commits, comments, body and labels, and stops where GitHub's state or its own contents forbid it. */
import { describe, expect, it } from "vitest";
import type { Outcome } from "../domain/outcome.ts";
import { parseRecord } from "../flow/record-text.ts";
import { sampleOutcome } from "../flow/samples.fixture.ts";
import { noSeal } from "../flow/state-seal.ts";
import { renderTrailers, type Trailers } from "../flow/trailers.ts";
import { git, gitText } from "../git/run-git.ts";
import { actionsBot } from "../github/read-client.ts";
import { publishBundle } from "./publish-bundle.ts";
import {
  baseFiles,
  draftCommit,
  liveSecret,
  politeGreet,
  repository,
  type Shop,
  wholeRun,
  withShop,
} from "./shop.fixture.ts";

const subjectsOf = async ({ github, sha }: Shop, branch: string): Promise<string[]> =>
  (await gitText(["log", "--reverse", "--format=%s", `${sha}..${branch}`], { gitDir: github.gitDirOf(repository) }))
    .trim()
    .split("\n");

const upTo = (stage: Outcome["stage"]): Outcome[] => {
  const run = wholeRun();
  return run.slice(0, run.findIndex((outcome) => outcome.stage === stage) + 1);
};

const replaced = (stage: Outcome["stage"], change: Partial<Outcome>): Outcome[] =>
  upTo(stage).map((outcome) => (outcome.stage === stage ? { ...outcome, ...change } : outcome));

describe("a whole run", () => {
  it("gives one commit a stage, one comment a kind, a ready label, and a short record", () =>
    withShop(async (shop) => {
      const before = shop.github.requests.length;
      const { record, pull } = await shop.open();
      const published = await publishBundle(shop.connect(), shop.bundleOf(record, wholeRun()));
      const requests = shop.github.requests.length - before;
      expect(published.record).toMatchObject({ state: "ready", reservedUsd: 0, published: 9 });
      expect(await subjectsOf(shop, record.branch)).toEqual([
        "Start work on: Greet politely",
        "test: greet politely",
        "feat: greet politely",
        "docs: greet politely",
      ]);
      const head = (await gitText(["rev-parse", record.branch], { gitDir: shop.github.gitDirOf(repository) })).trim();
      expect(published.record.head).toBe(head);
      expect(published.record.evidence.map((one) => one.subject)).toEqual([head]);
      const comments = await shop.commentsOf(pull.number);
      expect(comments.map((body) => body.split("\n")[0])).toEqual([
        "<!-- draftsmith:plan -->",
        "<!-- draftsmith:review -->",
        "<!-- draftsmith:security -->",
      ]);
      expect(parseRecord(comments[0] ?? "", noSeal)).toMatchObject({
        ok: true,
        value: { state: "ready", published: 9 },
      });
      const body = await shop.bodyOf(pull.number);
      expect(parseRecord(body, noSeal)).toMatchObject({ ok: true, value: { state: "ready", head, plan: null } });
      expect(body).toContain("- [x] polite('a') is 'dear a'");
      expect(body).toContain(`Closes #${shop.issue}`);
      expect(await shop.labelsOf(pull.number)).toEqual(expect.arrayContaining(["agent:run", "agent:ready-for-review"]));
      expect(requests).toBeLessThanOrEqual(60);
      expect(shop.writes().length).toBeLessThanOrEqual(30);
    }));

  it("writes nothing when the same bundle comes again", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const waiting = [...upTo("implement"), sampleOutcome("check", { status: "parked", waitingFor: "time" })];
      const bundle = shop.bundleOf(record, waiting);
      await publishBundle(shop.connect(), bundle);
      const before = shop.writes().length;
      const again = await publishBundle(shop.connect(), bundle);
      expect(again.record.state).toBe("waiting");
      expect(shop.writes().length).toBe(before);
    }));

  it("writes nothing when a bundle comes again whose run is ready", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const bundle = shop.bundleOf(record, wholeRun());
      await publishBundle(shop.connect(), bundle);
      const before = shop.writes().length;
      await expect(publishBundle(shop.connect(), bundle)).rejects.toMatchObject({ failure: { by: "stale" } });
      expect(shop.writes().length).toBe(before);
    }));

  it("goes on where a partial bundle stopped, with what is left of the reserve", () =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      const run = wholeRun();
      for (let count = 1; count < run.length; count += 1) {
        const partial = await publishBundle(
          shop.connect(),
          shop.bundleOf(record, run.slice(0, count), { complete: false }),
        );
        expect(partial.record.published).toBe(count);
        expect(partial.record.reservedUsd).toBeCloseTo(1 - 0.01 * count);
      }
      const done = await publishBundle(shop.connect(), shop.bundleOf(record, run));
      expect(done.record).toMatchObject({ state: "ready", reservedUsd: 0 });
      expect(done.record.usage.usd).toBeCloseTo(0.09);
      expect(await subjectsOf(shop, record.branch)).toHaveLength(4);
      expect(await shop.commentsOf(pull.number)).toHaveLength(3);
    }));
});

describe("refusals before a commit", () => {
  const cases: [string, Partial<Outcome>, RegExp][] = [
    [
      "a patch that does not apply",
      { commit: draftCommit("feat: x", "src/greet.js", "something else\n", "anything\n") },
      /src\/greet\.js/,
    ],
    [
      "a path that no stage may touch",
      { commit: draftCommit("feat: x", ".github/workflows/ci.yml", null, "on: push\n") },
      /\.github\/workflows/,
    ],
    [
      "a live secret",
      { commit: draftCommit("feat: x", "src/greet.js", baseFiles["src/greet.js"], `const key = "${liveSecret}";\n`) },
      /secret/,
    ],
    ["a patch that is none", { commit: { subject: "feat: x", body: "", patch: "just words" } }, /./],
  ];
  it.each(cases)("refuses %s, leaves the branch alone, and tells a person why", (_, change, message) =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const outcomes = [...replaced("implement", change), ...wholeRun().slice(4)];
      const published = await publishBundle(shop.connect(), shop.bundleOf(record, outcomes));
      expect(published.record).toMatchObject({ state: "escalated", reason: expect.stringMatching(message) });
      const told = (await shop.commentsOf(record.pull ?? 0)).at(-1) ?? "";
      expect(told).toContain("A person is needed");
      expect(told).toMatch(message);
      expect(published.record.reason + told).not.toContain(liveSecret);
      expect(await subjectsOf(shop, record.branch)).toEqual(["Start work on: Greet politely", "test: greet politely"]);
      const saved = parseRecord(await shop.bodyOf(record.pull ?? 0), noSeal);
      expect(saved).toMatchObject({
        ok: true,
        value: { state: "escalated", reservedUsd: 0, plan: { kind: "behaviour" }, red: { proof: "assertion" } },
      });
      // What stood behind the refused commit was paid for too.
      expect(saved.ok && saved.value.usage.usd).toBeCloseTo(0.09);
      expect(saved.ok && saved.value.spent.usd).toBeCloseTo(0.09);
    }),
  );

  it("hides a live secret that stands in texts, names and subjects", () =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      const run = replaced("implement", {
        summary: `used ${liveSecret}`,
        commit: draftCommit(`feat: ${liveSecret}`, "src/greet.js", baseFiles["src/greet.js"], politeGreet),
      });
      await publishBundle(shop.connect(), shop.bundleOf(record, run, { complete: false }));
      const seen = [
        await shop.bodyOf(pull.number),
        ...(await shop.commentsOf(pull.number)),
        ...(await subjectsOf(shop, record.branch)),
      ];
      expect(seen.join("\n")).not.toContain(liveSecret);
    }));
});

describe("people act meanwhile", () => {
  it.each(["before the bundle", "while it is published"])("keeps its hands off a foreign commit %s", (when) =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const push = async () => {
        await shop.admin.pushCommit({
          repository,
          as: "maria",
          branch: record.branch,
          files: { "note.txt": "mine\n" },
        });
      };
      if (when === "before the bundle") await push();
      else
        shop.github.setFaults([
          { at: { operation: "git/update-ref" }, fault: { kind: "hook", when: "before", run: push } },
        ]);
      await expect(publishBundle(shop.connect(), shop.bundleOf(record, wholeRun()))).rejects.toMatchObject({
        failure: { kind: "conflict" },
      });
      expect(await subjectsOf(shop, record.branch)).toEqual(["Start work on: Greet politely", "Push"]);
    }),
  );

  const leaveCommit = async (shop: Shop, branch: string, as: string, change: Partial<Trailers>): Promise<string> => {
    const own: Trailers = { issue: shop.issue, run: 1, stage: "tests", sequence: 1, index: 2 };
    const message = `test: left behind\n\n${renderTrailers({ ...own, ...change })}`;
    return shop.admin.pushCommit({ repository, as, branch, files: { "test/polite.test.js": "x\n" }, message });
  };

  it("takes the commit that it left behind when it was killed for its own", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const sha = await leaveCommit(shop, record.branch, actionsBot.login, {});
      const outcomes = wholeRun().slice(0, 3);
      const published = await publishBundle(shop.connect(), shop.bundleOf(record, outcomes, { complete: false }));
      expect(published.record).toMatchObject({ head: sha, published: 3 });
      expect(await subjectsOf(shop, record.branch)).toEqual(["Start work on: Greet politely", "test: left behind"]);
    }));

  it.each<[string, string, Partial<Trailers>]>([
    ["of somebody else with forged trailers", "maria", {}],
    ["for another issue", actionsBot.login, { issue: 77 }],
    ["of another run", actionsBot.login, { run: 2 }],
    ["of another claim", actionsBot.login, { sequence: 2 }],
  ])("does not take a commit %s for its own", (_, as, change) =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const sha = await leaveCommit(shop, record.branch, as, change);
      await expect(publishBundle(shop.connect(), shop.bundleOf(record, wholeRun()))).rejects.toMatchObject({
        failure: { kind: "conflict", message: expect.stringContaining(`commit ${sha.slice(0, 12)}`) },
      });
    }),
  );

  it("does not take a merge for its own, although the bot's account made it with fitting trailers", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const main = await shop.admin.pushCommit({ repository, as: "maria", branch: "main", files: { x: "x" } });
      const { client, reader, writer } = shop.connect();
      const trailers = renderTrailers({ issue: shop.issue, run: 1, stage: "tests", sequence: 1, index: 2 });
      const { data: merge } = await client.octokit.git.createCommit({
        ...reader.at,
        message: `test: left behind\n\n${trailers}`,
        tree: (await reader.commit(main)).tree,
        parents: [record.head, main],
      });
      await writer.moveBranch(record.branch, merge.sha);
      await expect(publishBundle(shop.connect(), shop.bundleOf(record, wholeRun()))).rejects.toMatchObject({
        failure: { kind: "conflict", message: expect.stringContaining(`commit ${merge.sha.slice(0, 12)}`) },
      });
    }));

  it("does not go on above a branch that was forced away from its commit", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const sha = await leaveCommit(shop, "other", actionsBot.login, {});
      await shop.admin.setBranch({ repository, as: "maria", branch: record.branch, sha });
      await expect(publishBundle(shop.connect(), shop.bundleOf(record, wholeRun()))).rejects.toMatchObject({
        failure: { kind: "conflict", message: expect.stringContaining("lost commit") },
      });
    }));

  it("does not bring back a branch that was deleted while it worked", () =>
    withShop(async (shop) => {
      const { record } = await shop.open();
      const run = () => shop.admin.setBranch({ repository, as: "maria", branch: record.branch, sha: null });
      shop.github.setFaults([{ at: { operation: "git/update-ref" }, fault: { kind: "hook", when: "before", run } }]);
      await expect(publishBundle(shop.connect(), shop.bundleOf(record, wholeRun()))).rejects.toMatchObject({
        failure: { kind: "conflict" },
      });
      const refs = await git(["for-each-ref", "refs/heads/agent/"], { gitDir: shop.github.gitDirOf(repository) });
      expect(refs.toString()).toBe("");
    }));

  const isVisible = (operation: string | null): boolean =>
    operation !== null && !["git/create-tree", "git/create-commit", "git/create-blob"].includes(operation);

  it("stops at the freeze label after each single visible write, and goes on from there when it is gone", () =>
    withShop(async (shop) => {
      const { record, pull } = await shop.open();
      const bundle = shop.bundleOf(record, wholeRun());
      const visible = () => shop.writes().filter(({ operation }) => isVisible(operation)).length;
      const label = shop.settings.labels.freeze;
      let steps = 0;
      for (let isDone = false; !isDone; steps += 1) {
        const number = steps % 2 ? shop.issue : pull.number;
        const [context, start] = [shop.connect(), visible()];
        const freezing = <Name extends keyof typeof context.writer>(name: Name) => {
          const write = context.writer[name] as (...args: unknown[]) => Promise<unknown>;
          return async (...args: unknown[]) => {
            const result = await write(...args);
            if (visible() > start) await shop.admin.addLabel({ repository, as: "maria", number, label });
            return result;
          };
        };
        const names = Object.keys(context.writer) as (keyof typeof context.writer)[];
        const writer = Object.fromEntries(names.map((name) => [name, freezing(name)])) as typeof context.writer;
        const end = await publishBundle({ ...context, writer }, bundle).catch((error) => error);
        if (end.record) isDone = true;
        else expect(end).toMatchObject({ failure: { kind: "refused", by: "freeze" } });
        expect(visible() - start).toBe(1);
        await shop.admin.removeLabel({ repository, as: "maria", number, label });
      }
      expect(steps).toBeGreaterThanOrEqual(8);
      expect(await subjectsOf(shop, record.branch)).toHaveLength(4);
      expect(await shop.commentsOf(pull.number)).toHaveLength(3);
      expect(parseRecord(await shop.bodyOf(pull.number), noSeal)).toMatchObject({
        ok: true,
        value: { state: "ready" },
      });
    }));
});
