/** Finds what in a change makes the tests prove less than before: by the names that ran, and by the text of the diff. */
import type { TestReport } from "../../../domain/evidence.ts";
import type { FileChange } from "../../../domain/patch.ts";
import { findLost } from "../find-lost.ts";
import { scanChange } from "./scan-change.ts";
import { findConfiguration } from "./test-configuration.ts";
import type { Weakening, WeakeningKind } from "./weakening.ts";

export type FindOptions = {
  /** Null when there was no run. */
  baseline: TestReport | null;
  report: TestReport | null;
  changes: FileChange[];
  /** Whether a path of the repository is a test. */
  isTest: (path: string) => boolean;
};

const order: WeakeningKind[] = [
  "deleted",
  "skipped",
  "focused",
  "early end",
  "fewer assertions",
  "configuration",
  "suppression",
];

/**
 * Deleted, newly skipped and focused tests are forbidden whatever the kind of the change; a test that moves to another
 * file keeps its title and is not deleted. Where reports name no tests, deleted test files and markers stand for names.
 */
export const findWeakenings = ({ baseline, report, changes, isTest }: FindOptions): Weakening[] => {
  const hasNames = baseline?.level === "names" && report?.level === "names";
  const byName = hasNames ? lostNames(baseline, report) : deletedFiles(changes, isTest);
  const byText = changes.flatMap((change) => [
    ...scanChange(change, { isTest: isTest(change.path), hasNames }),
    ...findConfiguration(change),
  ]);
  const rank = ({ kind, isForbidden }: Weakening): number => order.indexOf(kind) + (isForbidden ? 0 : order.length);
  return [...byName, ...byText].sort((a, b) => rank(a) - rank(b));
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
  });
  return [...lost.deleted.map((name) => row("deleted", name)), ...lost.skipped.map((name) => row("skipped", name))];
};

const deletedFiles = (changes: FileChange[], isTest: (path: string) => boolean): Weakening[] => {
  const moved = new Set(changes.map(({ from }) => from));
  return changes
    .filter(({ path, before, after }) => after === null && before !== null && isTest(path) && !moved.has(path))
    .map(({ path }) => ({ kind: "deleted", path, line: null, what: "the whole file", isForbidden: true }));
};
