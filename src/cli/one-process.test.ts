/** The main job in one process, from the label to a pull request that a person can review. */
import { expect, test, vi } from "vitest";
import { parseRecord } from "../flow/record-text.ts";
import { noSeal } from "../flow/state-seal.ts";
import { isVisible, isWrite, pullOf, readEnd } from "./read-end.fixture.ts";
import { jsonOf } from "./run-product.fixture.ts";
import { withCase } from "./start-case.fixture.ts";

vi.setConfig({ testTimeout: 240_000 });

const stages = ["triage", "plan", "tests", "implement", "check", "review", "secure", "document"];

test("a labelled issue becomes a reviewed draft pull request, and a second pass writes nothing", () =>
  withCase(async ({ world, model, product }) => {
    const ended = await product(["supervise", "--run", "--json"]);
    expect({ exit: ended.exit, misses: model.misses }, ended.stderr).toEqual({ exit: 0, misses: [] });

    const pass = jsonOf(ended);
    expect(pass.runs).toEqual([1]);
    expect(pass.reports).toMatchObject([
      { issue: 1, state: "ready", pullRequest: { number: 2 }, tests: { red: true, green: true }, usage: { calls: 7 } },
    ]);
    expect(pass.reports[0].stages.map(({ name, status }: Record<string, string>) => `${name} ${status}`)).toEqual(
      stages.map((name) => `${name} passed`),
    );

    const end = await readEnd(world);
    expect(end).toMatchObject({
      state: "ready",
      commits: ["start", "tests", "implement", "document"],
      pulls: [{ title: "Greet several people at once", state: "open", draft: true }],
      comments: ["<!-- draftsmith:plan -->", "<!-- draftsmith:review -->", "<!-- draftsmith:security -->"],
      labelEvents: [
        "1 labeled enhancement",
        "1 labeled agent:ready",
        "2 labeled agent:run",
        "2 labeled agent:ready-for-review",
      ],
    });
    expect(pass.reports[0].pullRequest.commits.map(({ stage }: Record<string, string>) => stage)).toEqual(
      end.commits.slice(1),
    );

    const pull = await pullOf(world);
    const [compact = ""] = /<!-- draftsmith:record .*? -->/.exec(pull.body ?? "") ?? [];
    expect(compact.length).toBeLessThan(700);
    const whole = parseRecord(pull.comments[0]?.body ?? "", noSeal);
    expect(whole).toMatchObject({
      ok: true,
      value: { state: "ready", plan: { title: "Greet everyone who is named" } },
    });

    const { requests } = world.github;
    const counts = {
      all: requests.length,
      writes: requests.filter(isWrite).length,
      visible: requests.filter(isVisible).length,
    };
    expect(counts.all).toBeLessThanOrEqual(60);
    expect(counts.writes).toBeLessThanOrEqual(30);
    expect(counts.visible).toBeLessThanOrEqual(20);
    expect(pass.requests).toEqual({ read: counts.all - counts.writes, write: counts.writes });

    const again = await product(["supervise", "--run", "--json"]);
    expect(again.exit).toBe(0);
    expect(jsonOf(again)).toMatchObject({ runs: [], reports: [], requests: { write: 0 } });
    expect(await readEnd(world)).toEqual(end);
  }));

test("`run` does the same, tells it in words, and refuses a run that is over", () =>
  withCase(async ({ world, product }) => {
    const ended = await product(["run", "1"]);
    expect(ended.exit, ended.stderr).toBe(0);
    expect(ended.stdout).toContain("Issue 1 → pull request 2: Greet several people at once");
    expect(ended.stdout).toContain("State: ready");
    const end = await readEnd(world);
    const writes = world.github.requests.filter(isWrite).length;

    const again = await product(["run", "1"]);
    expect({ exit: again.exit, stdout: again.stdout }).toEqual({ exit: 3, stdout: "" });
    expect(again.stderr).toContain("Issue 1: ready for review by a person.");
    expect(world.github.requests.filter(isWrite)).toHaveLength(writes);
    expect(await readEnd(world)).toEqual(end);
  }));
