/** Finds what in a change makes the tests prove less than before: by the names that ran, and by the text of the diff. */
import type { TestReport } from "../../domain/evidence.ts";
import type { FileChange } from "../../domain/patch.ts";
import { findTextWeakenings } from "../../integrity/find-text-weakenings.ts";
import type { Weakening, WeakeningKind } from "../../integrity/weakening.ts";
import { findChangedExpectations } from "./find-changed-expectations.ts";
import { findLost } from "./find-lost.ts";

export type FindOptions = {
  /** Null when there was no run. */
  baseline: TestReport | null;
  report: TestReport | null;
  /** The base's own tests on the new code; null when none of them was touched. */
  withBaseTests: TestReport | null;
  changes: FileChange[];
  /** Whether a path of the repository is a test. */
  isTest: (path: string) => boolean;
};

const order: WeakeningKind[] = [
  "deleted",
  "skipped",
  "focused",
  "early end",
  "changed expectation",
  "fewer assertions",
  "empty assertion",
  "test detection",
  "configuration",
  "suppression",
];

/**
 * Deleted, newly skipped and focused tests are forbidden whatever the kind of the change; a test that moves to another
 * file keeps its title and is not deleted. Where reports name no tests, deleted test files and markers stand for names.
 */
export const findWeakenings = ({ baseline, report, withBaseTests, changes, isTest }: FindOptions): Weakening[] => {
  const hasNames = baseline?.level === "names" && report?.level === "names";
  const byName = hasNames ? lostNames(baseline, report) : [];
  const byText = findTextWeakenings(changes, { isTest, hasNames });
  const rank = ({ kind, isForbidden }: Weakening): number => order.indexOf(kind) + (isForbidden ? 0 : order.length);
  const byRun = baseline && report && withBaseTests ? findChangedExpectations(baseline, report, withBaseTests) : [];
  return [...byName, ...byRun, ...byText].sort((a, b) => rank(a) - rank(b));
};

const lostNames = (baseline: TestReport, report: TestReport): Weakening[] => {
  const lost = findLost(baseline, report);
  const places = new Map(baseline.tests.map(({ name, file }) => [name, file]));
  const row = (kind: "deleted" | "skipped", name: string): Weakening => ({
    kind,
    path: places.get(name) ?? null,
    line: null,
    what: name,
    isForbidden: true,
    isFlagged: true,
  });
  return [...lost.deleted.map((name) => row("deleted", name)), ...lost.skipped.map((name) => row("skipped", name))];
};
