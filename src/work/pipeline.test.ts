/** Whole claims on a real little repository with real test runs: what goes well, what is repaired, and how it ends when it cannot be. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Failure } from "../domain/failure.ts";
import type { RunRecord } from "../domain/record.ts";
import { settingsSchema } from "../domain/settings.ts";
import { firstPosition } from "../flow/machine.ts";
import { samplePlan } from "../flow/samples.fixture.ts";
import { applyPatch } from "../patch/apply.ts";
import { parsePatch } from "../patch/parse.ts";
import {
  blocker,
  createGreeter,
  diffs,
  files,
  type Greeter,
  goodAnswers,
  outage,
  review,
  settings,
  work,
} from "./greeter.fixture.ts";

let greeter: Greeter;
beforeAll(() => {
  greeter = createGreeter();
});
afterAll(() => greeter.remove());

const blobsOf = (diff: string): { path: string; mode: "100644"; content: string }[] => {
  const patch = parsePatch(diff);
  if (!patch.ok) throw new Error("bad patch");
  const applied = applyPatch(patch.value, (path) => files[path] ?? null);
  if (!applied.ok) throw new Error("patch does not apply");
  return applied.value.map(({ path, after: text }) => ({
    path,
    mode: "100644",
    content: Buffer.from(text ?? "").toString("base64"),
  }));
};

describe("a claim that goes well", () => {
  it("passes every stage, with red and green proven by name, and ends ready", async () => {
    const seen: number[] = [];
    const { record, bundle, trail } = await work(greeter, {
      onOutcome: (partial, folded) => {
        seen.push(partial.outcomes.length);
        expect(partial.complete).toBe(folded.state !== "working");
        return folded;
      },
    });
    expect(trail).toEqual(
      ["triage", "plan", "tests", "implement", "check", "review", "secure", "document", "check"].map(
        (stage) => `${stage} passed`,
      ),
    );
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(record).toMatchObject({
      state: "ready",
      red: { proof: "missing-symbol", tests: ["test/polite.test.js"] },
      green: { passed: 2 },
      position: { repairs: 0, reviewed: true, secured: true, documented: true },
    });
    expect(bundle.outcomes.flatMap((outcome) => outcome.commit?.subject ?? [])).toEqual([
      "test: Greet politely",
      "feat: Greet politely",
      "docs: Greet politely",
    ]);
    expect(record.usage).toMatchObject({ calls: 7, usd: 0.07 });
  });

  it("ends ready without documents to write", async () => {
    const { trail, record } = await work(greeter, { answers: { scribe: [{ summary: "None needed.", diff: null }] } });
    expect(trail.slice(-2)).toEqual(["document passed", "check passed"]);
    expect(record.state).toBe("ready");
  });

  it.each([
    ["refactor", diffs.refactor],
    ["docs", diffs.docs],
  ] as const)("does without a tests stage for a change of kind %s", async (kind, diff) => {
    const { trail, record } = await work(greeter, {
      answers: {
        planner: [samplePlan({ kind, newSymbols: [] })],
        implementer: [{ summary: "Done.", diff }],
        scribe: [{ summary: "None needed.", diff: null }],
      },
    });
    expect(trail).not.toContain("tests passed");
    expect(record).toMatchObject({ state: "ready", red: null });
  });
});

describe("repairs", () => {
  it("tells the test author when the tests were not red", async () => {
    const { trail, told } = await work(greeter, {
      answers: {
        test_author: [
          { summary: "A", diff: diffs.greenTest },
          { summary: "B", diff: diffs.test },
        ],
        triage: goodAnswers.triage,
        implementer: [outage],
      },
    });
    expect(trail).toEqual(["triage passed", "plan passed", "tests failed", "tests passed", "implement parked"]);
    expect(told("test_author", 1)).toContain("pass already");
  });

  it("tells the implementer what was not green, and what it had tried", async () => {
    const { trail, told, record } = await work(greeter, {
      answers: {
        implementer: [
          { summary: "A", diff: diffs.wrong },
          { summary: "B", diff: diffs.right },
        ],
        reviewer: [outage],
      },
    });
    expect(trail.slice(3)).toEqual(["implement failed", "implement passed", "check passed", "review parked"]);
    expect(told("implementer", 1)).toContain("oh a");
    expect(record).toMatchObject({ position: { repairs: 1 }, state: "waiting", waitingFor: "model" });
    expect(record.stages.find((stage) => stage.name === "implement")?.attempts).toBe(2);
  });

  it("hands over when the same failure comes back", async () => {
    const { record, trail } = await work(greeter, { answers: { implementer: [{ summary: "A", diff: diffs.wrong }] } });
    expect(trail.slice(3)).toEqual(["implement failed", "implement failed"]);
    expect(record).toMatchObject({ state: "escalated", reason: expect.stringContaining("same failure came back") });
  });

  it("hands over when the repairs are used up", async () => {
    const { record } = await work(greeter, {
      answers: {
        implementer: [
          { summary: "A", diff: diffs.wrong },
          { summary: "B", diff: diffs.otherWrong },
        ],
      },
      item: { settings: { ...settings, limits: { ...settings.limits, repairs: 1 } } },
    });
    expect(record).toMatchObject({ state: "escalated", reason: expect.stringContaining("repairs is used up") });
  });

  it("settles a blocking finding in a second round, whose new findings do not count", async () => {
    const { trail, record, told } = await work(greeter, {
      answers: {
        implementer: [
          { summary: "A", diff: diffs.right },
          { summary: "B", diff: diffs.repaired },
        ],
        reviewer: [review({ findings: [blocker] }), review({ settled: ["R1"] })],
        scribe: [outage],
      },
    });
    expect(trail.slice(5)).toEqual([
      "review failed",
      "implement passed",
      "check passed",
      "review passed",
      "secure passed",
      "document parked",
    ]);
    expect(told("implementer", 1)).toContain("No comment.");
    expect(record.findings).toMatchObject([{ id: "R1", settled: true }]);
  });

  it("takes a security diff that stays green, and reviews again", async () => {
    const { trail, bundle } = await work(greeter, {
      answers: { security: [{ findings: [], settled: [], diff: diffs.remedy, summary: "Mended." }], scribe: [outage] },
    });
    expect(trail.slice(6)).toEqual(["secure passed", "check passed", "review passed", "document parked"]);
    expect(bundle.outcomes[6]?.commit?.patch).toContain("String(name)");
  });

  it("does not let a security diff hide a blocking finding", async () => {
    const { trail, told } = await work(greeter, {
      answers: {
        security: [
          { findings: [{ ...blocker, reason: "Leaks." }], settled: [], diff: diffs.remedy, summary: "Partly." },
        ],
        implementer: [{ summary: "A", diff: diffs.right }, outage],
      },
    });
    expect(trail.slice(6)).toEqual(["secure failed", "implement parked"]);
    expect(told("implementer", 1)).toContain("Leaks.");
    expect(told("implementer", 1)).toContain("String(name)");
  });
});

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
    expect(record).toMatchObject({ state: "ready", evidence: [{ check: "tests", status: "not-configured" }, {}] });
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

  it("explains a failing install, or a foreign file, on a later claim too", async () => {
    const record: Partial<RunRecord> = { plan: samplePlan(), position: { ...firstPosition, stage: "implement" } };
    const later = await work(greeter, { record, item: { settings: failingInstall, changes: blobsOf(diffs.test) } });
    expect(later.trail).toEqual(["implement gave-up"]);
    const binary = { path: "logo.png", mode: "100644" as const, content: Buffer.from([0xff, 0xfe]).toString("base64") };
    const foreign = await work(greeter, { record, item: { changes: [binary] } });
    expect(foreign.record).toMatchObject({ state: "escalated", reason: expect.stringContaining("logo.png") });
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

describe("going on in a later claim", () => {
  it("proves red again when the record lagged behind the tests commit", async () => {
    const { record, trail } = await work(greeter, {
      record: { plan: samplePlan(), position: { ...firstPosition, stage: "implement" } },
      item: { changes: blobsOf(diffs.test) },
      answers: { reviewer: [outage] },
    });
    expect(trail).toEqual(["implement passed", "check passed", "review parked"]);
    expect(record.red).toMatchObject({ proof: "missing-symbol" });
  });

  const head = "c".repeat(40);
  const done: Partial<RunRecord> = {
    head,
    plan: samplePlan(),
    red: { proof: "missing-symbol", tests: ["test/polite.test.js"] },
    position: {
      ...firstPosition,
      stage: "check",
      reviewed: true,
      secured: true,
      documented: true,
      reviewRounds: 1,
      secureRounds: 1,
    },
  };
  const changes = [...blobsOf(diffs.test), ...blobsOf(diffs.right)];
  const ci = (state: "failed" | "passed" | "running" | "not-triggered", sha = head) => ({
    sha,
    state,
    summary: `CI ${state}`,
    failures: state === "failed" ? [{ name: "build", excerpt: "lint: missing comment", link: null }] : [],
  });
  const workflow = { ".github/workflows/ci.yml": "on: push\n" };

  it("goes by CI of the final head, and does not hold old CI against a new commit", async () => {
    const withCi = createGreeter(workflow);
    try {
      const parts = { record: done, item: { head, changes } };
      expect((await work(withCi, parts)).record).toMatchObject({ state: "waiting", waitingFor: "ci" });
      expect(
        (await work(withCi, { ...parts, item: { ...parts.item, ci: ci("passed", "d".repeat(40)) } })).record.state,
      ).toBe("waiting");
      expect((await work(withCi, { ...parts, item: { ...parts.item, ci: ci("passed") } })).record.state).toBe("ready");
      expect((await work(withCi, { ...parts, item: { ...parts.item, ci: ci("not-triggered") } })).record.state).toBe(
        "ready",
      );
      const failed = await work(withCi, {
        ...parts,
        item: { ...parts.item, ci: ci("failed") },
        answers: { implementer: [{ summary: "B", diff: diffs.repaired }] },
      });
      expect(failed.told("implementer", 0)).toContain("lint: missing comment");
      expect(failed.trail).toEqual(["check failed", "implement passed", "check parked"]);
    } finally {
      withCi.remove();
    }
  });
});
