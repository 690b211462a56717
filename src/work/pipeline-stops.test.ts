/** What ends a claim: outages, money, time, questions, bad replies, and repositories in which nothing can be proven. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Failure } from "../domain/failure.ts";
import { settingsSchema } from "../domain/settings.ts";
import { samplePlan } from "../flow/samples.fixture.ts";
import { createGreeter, diffs, type Greeter, goodAnswers, outage, settings, work } from "./greeter.fixture.ts";

let greeter: Greeter;
beforeAll(() => {
  greeter = createGreeter();
});
afterAll(() => greeter.remove());

describe("what stops a claim", () => {
  it("does not count an outage as an attempt", async () => {
    const { record } = await work(greeter, { answers: { triage: [outage] } });
    expect(record).toMatchObject({ state: "waiting", waitingFor: "model", position: { stage: "triage", repairs: 0 } });
    const again = await work(greeter, { record: { ...record, state: "working" }, answers: { planner: [outage] } });
    expect(again.record.stages).toMatchObject([{ name: "triage", attempts: 1 }, { name: "plan" }]);
  });

  it("keeps what a repair must know when an outage comes between", async () => {
    const first = await work(greeter, { answers: { test_author: [{ summary: "A", diff: diffs.greenTest }, outage] } });
    expect(first.trail.slice(2)).toEqual(["tests failed", "tests parked"]);
    const again = await work(greeter, {
      record: { ...first.record, state: "working" },
      answers: { implementer: [outage] },
    });
    expect(again.told("test_author", 0)).toContain("pass already");
  });

  const budget: Failure = { kind: "budget", message: "The claim's budget is used up.", hint: "Raise it." };

  it("asks a person when the budget does not even pay for the first stage", async () => {
    const { record } = await work(greeter, { answers: { triage: [budget] } });
    expect(record).toMatchObject({ state: "escalated", reason: expect.stringContaining("budget is used up") });
  });

  it("leaves the rest to another claim when the budget ends after some progress, and to a person when the issue's does", async () => {
    const { record } = await work(greeter, { answers: { planner: [budget] } });
    expect(record).toMatchObject({ state: "waiting", waitingFor: "time", position: { stage: "plan" } });
    const usage = { calls: 1, inputTokens: 1, outputTokens: 1, usd: settings.limits.usdPerIssue };
    const spent = await work(greeter, { record: { usage }, answers: { planner: [budget] } });
    expect(spent.record).toMatchObject({ state: "escalated", position: { stage: "plan" } });
  });

  it("parks at its deadline, before the next stage", async () => {
    const { record, trail } = await work(greeter, { step: 400, item: { deadlineSeconds: 1 } });
    expect(trail.at(-1)).toMatch(/parked$/);
    expect(trail.length).toBeGreaterThan(1);
    expect(record).toMatchObject({ state: "waiting", waitingFor: "time" });
  });

  it("asks questions of the issue and goes no further", async () => {
    const { record, bundle } = await work(greeter, {
      answers: { triage: [{ kind: "behaviour", ready: false, questions: ["Which name?"], reason: "Unclear." }] },
    });
    expect(record.state).toBe("asking");
    expect(bundle.outcomes).toMatchObject([{ status: "asked", questions: ["Which name?"] }]);
  });

  it.each([
    ["prose", "I would rather not."],
    ["nothing", ""],
    ["the wrong schema", { plan: "do it" }],
  ])("repairs once and then fails the stage when the model answers %s", async (_, answer) => {
    const { trail, asked, record } = await work(greeter, { answers: { planner: [answer] } });
    expect(trail).toEqual(["triage passed", "plan failed", "plan failed"]);
    expect(asked("planner")).toHaveLength(4);
    expect(record.state).toBe("escalated");
  });

  it("gives up on a plan that nothing could prove in a repository without tests", async () => {
    const { record, bundle } = await work(greeter, {
      item: { settings: settingsSchema.parse({ projects: [{ dir: "." }] }) },
    });
    expect(record).toMatchObject({ state: "escalated", position: { stage: "plan" } });
    expect(bundle.outcomes.at(-1)?.feedback).toContain(".github/draftsmith.yml");
  });

  it("writes documents in a repository without tests", async () => {
    const { record } = await work(greeter, {
      item: { settings: settingsSchema.parse({ projects: [{ dir: "." }] }) },
      answers: {
        triage: [{ ...goodAnswers.triage[0], kind: "docs" }],
        planner: [samplePlan({ kind: "docs" })],
        implementer: [{ summary: "A", diff: diffs.docs }],
        scribe: [{ summary: "None.", diff: null }],
      },
    });
    expect(record.state).toBe("ready");
    expect(record.evidence[0]).toMatchObject({ check: "tests", status: "not-configured" });
  });

  const failingInstall = settingsSchema.parse({
    projects: [
      { ...settings.projects[0], install: ["node", "-e", "console.error('no such package'); process.exit(3)"] },
    ],
  });

  it("explains a failing install on the first claim", async () => {
    const { record, bundle } = await work(greeter, { item: { settings: failingInstall } });
    expect(record).toMatchObject({
      state: "escalated",
      reason: expect.stringContaining("install command"),
    });
    expect(bundle.outcomes.at(-1)?.feedback).toContain("no such package");
  });
});

describe("bases whose tests fail already", () => {
  const named =
    'import assert from "node:assert";\nimport { test } from "node:test";\ntest("broken", () => assert.ok(false));\n';

  it("subtracts them by name", async () => {
    const broken = createGreeter({ "test/broken.test.js": named });
    try {
      const { record } = await work(broken, { answers: { reviewer: [outage] } });
      expect(record).toMatchObject({
        red: { proof: "missing-symbol" },
        stages: [{}, {}, {}, { name: "implement", status: "passed" }, { name: "check", status: "passed" }, {}],
      });
    } finally {
      broken.remove();
    }
  });

  it("gives up where only the exit status is known", async () => {
    const exit = settingsSchema.parse({
      projects: [{ dir: ".", test: ["node", "-e", "process.exit(1)"], tests: ["test/**"] }],
    });
    const { record } = await work(greeter, { item: { settings: exit } });
    expect(record).toMatchObject({
      state: "escalated",
      reason: expect.stringContaining("proof: none"),
    });
  });
});
