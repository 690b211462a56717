/** Whole claims on a real little repository with real test runs: what goes well, what is repaired, and how it ends when it cannot be. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { samplePlan } from "../flow/samples.fixture.ts";
import {
  blocker,
  createGreeter,
  diffs,
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

  it("asks the reviewer again after replies that could not be used, and a fault found then still blocks", async () => {
    const { trail, record } = await work(greeter, {
      answers: {
        reviewer: [
          review({ findings: [{ ...blocker, file: "no/such.js" }] }),
          review({ findings: [{ ...blocker, file: "no/other.js" }] }),
          review({ findings: [blocker] }),
        ],
        implementer: [{ summary: "A", diff: diffs.right }, outage],
      },
    });
    expect(trail.slice(5)).toEqual(["review failed", "review failed", "implement parked"]);
    expect(record.findings).toMatchObject([{ id: "R1", severity: "blocking", settled: false }]);
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
