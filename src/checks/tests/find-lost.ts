/** Finds the tests that ran before a change and do not run after it. */
import type { TestReport, TestResult } from "../../domain/evidence.ts";

export type Lost = {
  /** Names that the report does not know any more. */
  deleted: string[];
  /** Names that are skipped now. */
  skipped: string[];
};

export const isFailed = (test: TestResult): boolean => test.status === "failed";
export const isExecuted = (test: TestResult): boolean => test.status !== "skipped";

export const isNameOfFile = (name: string, file: string): boolean => name === file || name.endsWith(`: ${file}`);

/** A file that did not load has one failing entry that bears its own path, perhaps behind the name of its project. */
export const isUnloaded = (test: TestResult): boolean => isFailed(test) && isWholeFile(test);

/** Node reports a file without tests, or one that ended early, as a test that bears its path. */
const isWholeFile = ({ name, file }: TestResult): boolean => file !== null && isNameOfFile(name, file);

/**
 * Both reports must name their tests. A test that moved to another file is not lost, nor one whose name differs in
 * numbers alone, such as ports and times. Where files do not load, only tests of files that do are missed.
 */
export const findLost = (baseline: TestReport, after: TestReport): Lost => {
  const now = new Map(after.tests.map((test) => [test.name, test]));
  const before = baseline.tests.filter((test) => isExecuted(test) && !isUnloaded(test));
  const skipped = before.filter((test) => now.get(test.name)?.status === "skipped");
  const known = new Set(baseline.tests.map((test) => test.name));
  const added = after.tests.filter((test) => isExecuted(test) && !isUnloaded(test) && !known.has(test.name));
  const take = matchOnce(added, [shapeOf, titleOf]);
  const isWhole = !after.tests.some(isUnloaded);
  const loaded = new Set(after.tests.filter((test) => isExecuted(test) && !isUnloaded(test)).map((test) => test.file));
  const deleted = before
    .filter((test) => !now.has(test.name) && !(isWholeFile(test) && loaded.has(test.file)))
    .filter((test) => isWhole || (test.file !== null && loaded.has(test.file)))
    .filter((test) => !take(test));
  return { deleted: deleted.map((test) => test.name), skipped: skipped.map((test) => test.name) };
};

/** The name without what may differ from run to run. */
const shapeOf = (test: TestResult): string => test.name.replace(/\b[0-9a-f]{8,}\b|\d+/g, "#");

/** The name without its file. */
const titleOf = ({ name, file }: TestResult): string => {
  const end = file === null ? -1 : name.indexOf(`${file} > `);
  return file === null || end === -1 ? name : name.slice(end + file.length + 3);
};

/** Tells whether one of `tests` agrees with a test in some key; each of them stands for one test alone. */
const matchOnce = (tests: TestResult[], keys: ((test: TestResult) => string)[]): ((test: TestResult) => boolean) => {
  const used = new Set<TestResult>();
  const indexes = keys.map((keyOf) => Map.groupBy(tests, keyOf));
  return (test) => {
    for (const [i, keyOf] of keys.entries()) {
      const candidates = indexes[i]?.get(keyOf(test)) ?? [];
      while (candidates.length > 0) {
        const candidate = candidates.pop();
        if (candidate === undefined || used.has(candidate)) continue;
        used.add(candidate);
        return true;
      }
    }
    return false;
  };
};
