/** Runs failing tests again on the same tree, to tell flaky ones from broken ones; nothing is called flaky that was not seen to be both. */
import type { FlakyTest, TestReport, TestResult } from "../../domain/evidence.ts";
import { findMissing } from "./missing-symbols.ts";

const maxFlaky = 100;

export type ConfirmOptions = {
  /** Runs at least these tests again. */
  rerun: (only: TestResult[]) => Promise<TestReport>;
  /** Names of tests whose failure is known and not looked at again. */
  known: ReadonlySet<string>;
  /** How often at most. */
  runs: number;
};

type Count = { passed: number; runs: number };

/**
 * Gives `first` with its flaky tests as passed and listed in `flaky`. A run that did not end, named no test, or failed
 * as a whole, gives no evidence. A test file that misses a name does so every time and is not run again.
 */
export const confirmFailures = async (
  first: TestReport,
  { rerun, known, runs }: ConfirmOptions,
): Promise<TestReport> => {
  if (first.level !== "names" || first.timedOut) return first;
  const counts = new Map<string, Count>(
    first.tests.filter((test) => test.status !== "skipped").map((test) => [test.name, seen(test)]),
  );
  const isOpen = (test: TestResult): boolean =>
    test.status === "failed" && !known.has(test.name) && counts.get(test.name)?.passed === 0 && !isUnloaded(test);
  let last = first;
  for (let run = 0; run < runs; run++) {
    const open = first.tests.filter(isOpen);
    if (open.length === 0) break;
    last = await rerun(open);
    if (last.level === "names" && !last.timedOut) count(last, counts);
  }
  const flaky = first.tests.flatMap((test): FlakyTest[] => {
    const { passed, runs: all } = counts.get(test.name) ?? { passed: 0, runs: 0 };
    return passed > 0 && passed < all ? [{ name: test.name, passed, runs: all }] : [];
  });
  return flaky.length === 0 ? first : settle(first, last, flaky.slice(0, maxFlaky));
};

const isUnloaded = ({ name, file, message }: TestResult): boolean =>
  name === file && findMissing(message ?? "").length > 0;

const seen = (test: TestResult): Count => ({ passed: test.status === "passed" ? 1 : 0, runs: 1 });

const count = (report: TestReport, counts: Map<string, Count>): void => {
  for (const test of report.tests) {
    const known = counts.get(test.name);
    if (known === undefined || test.status === "skipped") continue;
    counts.set(test.name, { passed: known.passed + seen(test).passed, runs: known.runs + 1 });
  }
};

/** The command as a whole passed only where nothing else failed and its last run ended well. */
const settle = (first: TestReport, last: TestReport, flaky: FlakyTest[]): TestReport => {
  const names = new Set(flaky.map((test) => test.name));
  const tests = first.tests.map(
    (test): TestResult =>
      names.has(test.name) && test.status === "failed"
        ? { ...test, status: "passed", line: null, message: null, stack: null }
        : test,
  );
  const isClear = tests.every((test) => test.status !== "failed") && (first.passed || last.exitCode === 0);
  return { ...first, tests, flaky, passed: isClear, exitCode: isClear ? 0 : first.exitCode };
};
