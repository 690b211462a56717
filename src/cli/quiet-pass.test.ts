/** A pass over a busy repository in which nothing is to be done: few requests, no model, no write. */
import { expect, test, vi } from "vitest";
import { isWrite } from "./read-end.fixture.ts";
import { jsonOf } from "./run-product.fixture.ts";
import { seedRuns } from "./seed-runs.fixture.ts";
import { type Case, withCase, writer } from "./start-case.fixture.ts";

vi.setConfig({ testTimeout: 240_000 });

const unlabel = ({ world }: Case) =>
  world.github.admin.removeLabel({ repository: world.repository, as: writer, number: 1, label: "agent:ready" });

const expectQuiet = async (one: Case, requests: number): Promise<ReturnType<typeof jsonOf>> => {
  const ended = await one.product(["supervise", "--run", "--json"]);
  expect(ended.exit, ended.stderr).toBe(0);
  const pass = jsonOf(ended);
  expect(pass).toMatchObject({ runs: [], reports: [], requests: { write: 0 } });
  expect(one.world.github.requests.length).toBeLessThanOrEqual(requests);
  expect(one.world.github.requests.filter(isWrite)).toEqual([]);
  expect(one.model.requests).toEqual([]);
  return pass;
};

test("a hundred runs that wait for people cost five requests at most", () =>
  withCase(async (one) => {
    await unlabel(one);
    await seedRuns(one, 100, { state: "escalated", reason: "somebody must look" });
    const pass = await expectQuiet(one, 5);
    expect(pass.observed).toMatchObject({ readyIssues: 0, openRuns: 100 });
    expect(pass.actions).toHaveLength(100);
  }));

test("an empty repository costs five requests at most", () =>
  withCase(async (one) => {
    await unlabel(one);
    expect((await expectQuiet(one, 5)).actions).toEqual([]);
  }));
