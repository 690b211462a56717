/** Runs failing tests again on the same tree, to tell flaky ones from broken ones; nothing is called flaky that was not seen to be both. */
import type { FlakyTest, TestReport, TestResult } from "../../domain/evidence.ts";
import { isExecuted, isFailed } from "./find-lost.ts";
import { findMissing } from "./missing-symbols.ts";

const maxFlaky = 100;

export type ConfirmOptions = {
  /** Runs at least these tests again; null runs all of them. */
  rerun: (only: TestResult[] | null) => Promise<TestReport>;
  /** Names of tests whose failure is known and not looked at again. */
  known: ReadonlySet<string>;
  /** How often at most, of the failing tests and of all. */
  runs: number;
};

type Count = { passed: number; runs: number };

/**
 * Gives `first` with its flaky tests as passed and listed in `flaky`. A test that passes without the others may fail
 * because of them, so only runs of all tests count; the failing ones are run first, to see whether that is worth it.
 * A run that did not end, named no test, or failed as a whole, gives no evidence. A test file that misses a name does so
 * every time and is not run again.
 */
export const confirmFailures = async (
  first: TestReport,
  { rerun, known, runs }: ConfirmOptions,
): Promise<TestReport> => {
  if (first.level !== "names" || first.timedOut) return first;
  const executed = first.tests.filter(isExecuted);
  const counts = new Map<string, Count>(executed.map((test) => [test.name, seen(test)]));
  const hopeful = new Set<string>();
  let last = first;
  const run = async (only: TestResult[] | null): Promise<void> => {
    const report = await rerun(only);
    if (report.level !== "names" || report.timedOut) return;
    for (const test of report.tests) if (test.status === "passed") hopeful.add(test.name);
    if (only !== null && !hasAll(report, executed)) return;
    last = report;
    count(report, counts);
  };
  const isOpen = (test: TestResult): boolean =>
    isFailed(test) && !known.has(test.name) && counts.get(test.name)?.passed === 0 && !isUnloaded(test);
  for (let at = 0; at < runs; at++) {
    const open = executed.filter((test) => isOpen(test) && !hopeful.has(test.name));
    if (open.length === 0) break;
    await run(open);
  }
  for (let at = 0; at < runs && executed.some((test) => isOpen(test) && hopeful.has(test.name)); at++) await run(null);
  const flaky = first.tests.flatMap((test): FlakyTest[] => {
    const { passed, runs: all } = counts.get(test.name) ?? { passed: 0, runs: 0 };
    return passed > 0 && passed < all ? [{ name: test.name, passed, runs: all }] : [];
  });
  return flaky.length === 0 ? first : settle(first, last, flaky.slice(0, maxFlaky));
};

const hasAll = (report: TestReport, tests: TestResult[]): boolean => {
  const names = new Set(report.tests.filter(isExecuted).map((test) => test.name));
  return tests.every((test) => names.has(test.name));
};

const isUnloaded = ({ name, file, message }: TestResult): boolean =>
  name === file && findMissing(message ?? "").length > 0;

const seen = (test: TestResult): Count => ({ passed: test.status === "passed" ? 1 : 0, runs: 1 });

const count = (report: TestReport, counts: Map<string, Count>): void => {
  for (const test of report.tests) {
    const known = counts.get(test.name);
    if (known === undefined || !isExecuted(test)) continue;
    counts.set(test.name, { passed: known.passed + seen(test).passed, runs: known.runs + 1 });
  }
};

/** The command as a whole passed only where nothing else failed and its last run ended well. */
const settle = (first: TestReport, last: TestReport, flaky: FlakyTest[]): TestReport => {
  const names = new Set(flaky.map((test) => test.name));
  const tests = first.tests.map(
    (test): TestResult =>
      names.has(test.name) && isFailed(test)
        ? { ...test, status: "passed", line: null, message: null, stack: null }
        : test,
  );
  const isClear = !tests.some(isFailed) && (first.passed || last.exitCode === 0);
  return { ...first, tests, flaky, passed: isClear, exitCode: isClear ? 0 : first.exitCode };
};
