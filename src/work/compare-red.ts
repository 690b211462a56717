/** Runs the tests as they stand, without an implementation, and says how red they are. */
import { proveRed } from "../checks/tests/compare-tests.ts";
import { matchGlobs } from "../config/match-globs.ts";
import type { Proof, TestReport } from "../domain/evidence.ts";
import { testGlobsOf } from "../flow/test-globs.ts";
import { describeFailures } from "./describe-failures.ts";
import type { StageContext } from "./stage-context.ts";

export type Red = { proof: Proof; tests: string[]; reason: string; excerpt: string };

/** The run's changes must be the tests alone. */
export const compareRed = async (context: StageContext, baseline: TestReport): Promise<Red> => {
  const isTest = matchGlobs(testGlobsOf(context.item.settings));
  const files = context.changes
    .list()
    .map((change) => change.path)
    .filter((path) => isTest(path));
  const after = await context.tests.current();
  const proven = proveRed(baseline, after, files, context.record.plan?.newSymbols ?? []);
  return { ...proven, excerpt: describeFailures(after, baseline) };
};
