/** Finds tests of the base that the new code fails: they pass only because the change rewrote or removed them. */
import type { TestReport } from "../../domain/evidence.ts";
import type { Weakening } from "../../integrity/weakening.ts";
import { subtractBaseline } from "./compare-tests.ts";
import { isFailed } from "./find-lost.ts";

const unnamed = "the tests of the base, which name no test";

const row = (path: string | null, what: string): Weakening => ({
  kind: "changed expectation",
  path,
  line: null,
  what,
  isForbidden: false,
  isFlagged: true,
});

/**
 * `withBaseTests` ran the new code with the tests as they were. A test that the present tests break as well is no matter
 * of its expectation. A changed behaviour has such tests for a good reason, so people see them and nothing is forbidden.
 */
export const findChangedExpectations = (
  baseline: TestReport,
  report: TestReport,
  withBaseTests: TestReport,
): Weakening[] => {
  if (withBaseTests.level === "exit")
    return report.passed && baseline.passed && !withBaseTests.passed ? [row(null, unnamed)] : [];
  const failing = new Set(report.tests.filter(isFailed).map(({ name }) => name));
  return subtractBaseline(baseline, withBaseTests)
    .filter(({ name }) => !failing.has(name))
    .map(({ name, file }) => row(file, name));
};
