/** The three steps of a run as processes of their own, with nothing between them but the two documents. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import type { Bundle } from "../domain/bundle.ts";
import { type End, isWrite, readEnd, readText } from "./read-end.fixture.ts";
import { jsonOf } from "./run-product.fixture.ts";
import { type Case, startCase, withCase } from "./start-case.fixture.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let expected: { end: End; text: string };

beforeAll(async () => {
  const one = await startCase();
  const ended = await one.product(["run", "1"]);
  expect(ended.exit, ended.stderr).toBe(0);
  expected = { end: await readEnd(one.world), text: await readText(one.world) };
  await one.close();
});

/** No GitHub anywhere near: no variable, and an address where nobody listens. */
const withoutGithub = {
  GITHUB_API_URL: "http://127.0.0.1:1",
  GITHUB_TOKEN: undefined,
  GITHUB_REPOSITORY: undefined,
  GITHUB_WORKSPACE: undefined,
  DRAFTSMITH_BOT_ID: undefined,
};

const withoutModel = { OPENAI_BASE_URL: undefined, OPENAI_API_KEY: undefined };

const step = async (one: Case, name: string, number = 1): Promise<Record<string, unknown>> => {
  const item = join(one.dir, `item-${number}.json`);
  const bundle = join(one.dir, `bundle-${number}`);
  const args = {
    claim: ["claim", "1", "--item", item],
    work: ["work", "--item", item, "--bundle", bundle, "--workspace", one.gitDir],
    publish: ["publish", "--bundle", bundle],
  }[name];
  const ended = await one.product([...(args ?? []), "--json"], { env: name === "work" ? withoutGithub : withoutModel });
  expect(ended.exit, `${name}\n${ended.stderr}`).toBe(0);
  return jsonOf(ended);
};

test.concurrent("supervise, claim, work and publish leave what one process leaves, and publishing again writes nothing", () =>
  withCase(async (one) => {
    const pass = await one.product(["supervise", "--json"], { env: withoutModel });
    expect(jsonOf(pass)).toMatchObject({ runs: [1], reports: [], requests: { write: 0 } });
    expect(await step(one, "claim")).toMatchObject({ claimed: true, pull: 2, sequence: 1, stage: "triage" });
    const requests = one.world.github.requests.length;
    expect(await step(one, "work")).toMatchObject({ state: "ready" });
    expect(one.world.github.requests).toHaveLength(requests);
    expect(await step(one, "publish")).toMatchObject({ state: "ready", pull: 2 });
    expect(await readEnd(one.world)).toEqual(expected.end);
    expect(await readText(one.world)).toBe(expected.text);

    const writes = one.world.github.requests.filter(isWrite).length;
    const again = await one.product(["publish", "--bundle", join(one.dir, "bundle-1")]);
    expect(again.exit).toBe(3);
    expect(again.stderr).toContain("this bundle was published already. Nothing was written.");
    expect(one.world.github.requests.filter(isWrite)).toHaveLength(writes);
    expect(await readEnd(one.world)).toEqual(expected.end);
  }));

/** What `work` leaves when it is killed after `count` stages: it writes the bundle whole after each. */
const cutBundle = (one: Case, whole: Bundle, count: number): void => {
  const partial: Bundle = { ...whole, outcomes: whole.outcomes.slice(0, count), complete: false };
  writeFileSync(join(one.dir, "bundle-1", "bundle.json"), JSON.stringify(partial));
};

const readBundle = (one: Case): Bundle => JSON.parse(readFileSync(join(one.dir, "bundle-1", "bundle.json"), "utf8"));

test.concurrent("a bundle that grows is published as far as it goes, each part once", () =>
  withCase(async (one) => {
    await step(one, "claim");
    await step(one, "work");
    const whole = readBundle(one);
    const published: number[] = [];
    for (let count = 1; count < whole.outcomes.length; count += 1) {
      cutBundle(one, whole, count);
      expect(await step(one, "publish")).toMatchObject({ state: "working" });
      published.push((await readEnd(one.world)).commits.length);
    }
    expect(published).toEqual([1, 1, 2, 3, 3, 3, 3, 4]);
    writeFileSync(join(one.dir, "bundle-1", "bundle.json"), JSON.stringify(whole));
    expect(await step(one, "publish")).toMatchObject({ state: "ready" });
    expect(await readEnd(one.world)).toEqual(expected.end);
  }));

test.concurrent.each([1, 6])("after a bundle of the first %i stages the next claim goes on", (count) =>
  withCase(async (one) => {
    await step(one, "claim");
    await step(one, "work");
    cutBundle(one, readBundle(one), count);
    await step(one, "publish");
    await step(one, "claim", 2);
    await step(one, "work", 2);
    expect(await step(one, "publish", 2)).toMatchObject({ state: "ready" });
    expect(await readEnd(one.world)).toEqual(expected.end);
  }),
);

test.concurrent("`work` that is killed right after a stage leaves a whole bundle of the stages before", () =>
  withCase(async (one) => {
    await step(one, "claim");
    let ended = 0;
    const child = one.start(
      [
        "work",
        "--item",
        join(one.dir, "item-1.json"),
        "--bundle",
        join(one.dir, "bundle-1"),
        "--workspace",
        one.gitDir,
      ],
      {
        env: withoutGithub,
        onLog: (line) => {
          if (line.includes("stage.end")) ended += 1;
          if (ended === 4) void child.kill();
        },
      },
    );
    await child.ended;
    const left = readBundle(one);
    expect(left).toMatchObject({ complete: false });
    expect(left.outcomes.length).toBeGreaterThanOrEqual(3);
    await step(one, "publish");
    await step(one, "claim", 2);
    await step(one, "work", 2);
    await step(one, "publish", 2);
    expect(await readEnd(one.world)).toEqual(expected.end);
  }));

test.concurrent("a bundle of an earlier claim is refused", () =>
  withCase(async (one) => {
    await step(one, "claim");
    await step(one, "work");
    await step(one, "claim", 2);
    const stale = await one.product(["publish", "--bundle", join(one.dir, "bundle-1")]);
    expect(stale.exit).toBe(3);
    expect(stale.stderr).toContain("does not fit the record");
    expect((await readEnd(one.world)).commits).toEqual(["start"]);
  }));
