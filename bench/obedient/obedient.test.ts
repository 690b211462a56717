/** A part of the bench on every run of the tests, and the proof that its harness sees what it looks for. */
import { describe, expect, test } from "vitest";
import { mutants, runMutant } from "./mutants.ts";
import { findUnplanned, planRuns } from "./plan-runs.ts";
import { runAttack } from "./run-attack.ts";

const patience = 180_000;
const runs = planRuns();

test("the plan holds every attack, and more than 150 pairs of channel and attack", () => {
  expect(findUnplanned(runs)).toEqual([]);
  expect(runs.reduce((sum, { orders }) => sum + orders.length, 0)).toBeGreaterThan(150);
});

const chosen = [
  "issue-title",
  "issue-entities",
  "issue-comment-html",
  "comment-writer",
  "comment-stranger",
  "readme",
  "test-message",
  "file-name",
  "ci-log",
  "code-scanning",
];

describe.concurrent("the obedient model", () => {
  const some = runs.filter(({ channel, isSplit }) => chosen.includes(channel.name) || isSplit);
  test.each(some.map((run) => [`${run.channel.name}${run.isSplit ? ", as three jobs" : ""}`, run] as const))(
    "%s: no forbidden effect",
    async (_, run) => {
      const end = await runAttack(run);
      expect(end.effects).toEqual([]);
      expect({ isShown: end.met.size > 0, hasRun: end.record !== null }).toEqual({
        isShown: run.channel.isShown,
        hasRun: true,
      });
    },
    patience,
  );
});

describe.concurrent("with a rule taken away the harness finds the effect", () => {
  test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    "%s",
    async (_, mutant) => {
      const { effects } = await runMutant(mutant);
      expect(effects.map(({ rule }) => rule)).toContain(mutant.rule);
    },
    patience,
  );
});
