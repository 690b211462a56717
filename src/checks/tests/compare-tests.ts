/** Proves by test names that new tests are red before a change and green after it, and that nothing else broke. */
import type { Proof, TestReport, TestResult } from "../../domain/evidence.ts";
import { describeLost, flakyAmong, quote, steady, withReason } from "./describe-comparison.ts";
import { findLost, isExecuted, isFailed, isNameOfFile, isUnloaded } from "./find-lost.ts";
import { findMissing, isPlanned } from "./missing-symbols.ts";

export type RedProof = {
  proof: Proof;
  /** Names seen failing; a test file that does not load is named by its path. Empty at the level of exit statuses. */
  tests: string[];
  /** For `none`, what to do about it. */
  reason: string;
};

/** The failing tests of `after` that did not fail, by name, in `baseline`. */
export const subtractBaseline = (baseline: TestReport, after: TestReport): TestResult[] => {
  const known = new Set(baseline.tests.filter(isFailed).map((test) => test.name));
  return after.tests.filter((test) => isFailed(test) && !known.has(test.name));
};

/**
 * Red: the tests that a diff added fail by name, or only its files do not load, for want of names that the plan announces.
 * `newTestFiles` are the test files that the diff adds or changes; `newSymbols` planned names and modules.
 */
export const proveRed = (
  baseline: TestReport,
  after: TestReport,
  newTestFiles: string[],
  newSymbols: string[],
): RedProof => {
  if (!isUsable(baseline))
    return none(
      "The tests of the base fail without naming the ones that do, so nothing can be proven. A person has to mend the base or its test command.",
    );
  if (after.timedOut)
    return none("The tests did not end in time. Do not wait for anything that only the finished change delivers.");
  if (after.level === "exit") return proveRedByExit(baseline, after, newTestFiles, newSymbols);

  const before = new Set(baseline.tests.map((test) => test.name));
  const isOurs = (test: TestResult): boolean =>
    test.file === null ? !before.has(test.name) : newTestFiles.includes(test.file);
  const failing = subtractBaseline(baseline, after);
  const broken = failing.filter((test) => !isOurs(test));
  if (broken.length > 0)
    return none(
      `The tests break others that passed before: ${quote(broken.map(nameOf))}. Change only the new tests, so that everything else still passes.`,
    );

  const unsteady = flakyAmong(after, isOurs);
  if (unsteady !== null)
    return none(`New tests are flaky, without any change to what they test: ${unsteady}. ${steady}`);

  const red = failing.filter(isOurs);
  if (red.length === 0) {
    const added = after.tests.filter((test) => isExecuted(test) && !before.has(test.name)).map(nameOf);
    return added.length === 0
      ? none("No new test was run. Put the tests into a file that the test command picks up, and do not skip them.")
      : none(
          `The new tests pass already, before any change: ${quote(added)}. Assert the behaviour that the plan adds.`,
        );
  }

  const unloaded = red.filter(isUnloaded);
  const lost = describeLost(findLost(baseline, after));
  if (lost !== null) return none(`${lost}. Add tests; do not remove, rename or skip existing ones.`);
  if (unloaded.length === 0)
    return { proof: "assertion", tests: red.map(nameOf), reason: "The new tests fail by name." };
  const fault = unloaded
    .map((test) => unplannedIn(test.file ?? test.name, textAbout(test, after), newSymbols))
    .find((text) => text !== null);
  if (fault !== undefined) return none(fault);
  return {
    proof: "missing-symbol",
    tests: red.map(nameOf),
    reason: "The new test files need names that the plan announces and that do not exist yet.",
  };
};

export type GreenProof = {
  ok: boolean;
  /** The tests of `red` that pass now. */
  tests: string[];
  /** How many tests passed in all. */
  passed: number;
  /** Names that fail now and did not before. */
  broken: string[];
  /** What to do when it is not ok. */
  reason: string;
};

/** Green: the tests of `red` pass, every other does unless it failed in the baseline already, and no test went missing. */
export const proveGreen = (
  baseline: TestReport,
  red: Pick<RedProof, "proof" | "tests">,
  after: TestReport,
): GreenProof => {
  const broken = subtractBaseline(baseline, after).map(nameOf);
  const isNew = isNewSince(baseline);
  const tests = red.tests.filter((name) => isGreen(name, after, isNew));
  const passed = after.tests.filter((test) => test.status === "passed").length;
  const refuse = (reason: string): GreenProof => ({ ok: false, tests, passed, broken, reason });

  if (!isUsable(baseline))
    return refuse("The tests of the base fail without naming the ones that do, so nothing can be proven.");
  if (after.timedOut) return refuse("The tests did not end in time.");
  const missing = red.tests.filter((name) => !tests.includes(name));
  if (after.level === "exit") {
    if (!after.passed)
      return refuse(withReason("The test command fails and names no test; its output says why.", after));
    if (baseline.level === "names" && baseline.tests.length > 0)
      return refuse(withReason("The tests left no report, so it was not seen which ones ran.", after));
    if (missing.length > 0)
      return refuse(`The tests left no report, so these were not seen passing: ${quote(missing)}.`);
    return { ok: true, tests, passed, broken, reason: "The test command succeeds." };
  }
  if (broken.length > 0) return refuse(`These tests fail: ${quote(broken)}.`);
  if (missing.length > 0) return refuse(`These tests must pass and were not seen passing: ${quote(missing)}.`);
  if (!after.passed && !after.tests.some(isFailed)) {
    return refuse(
      `No test fails, but the test command ends with exit status ${after.exitCode ?? "by signal"}; its output says why.`,
    );
  }
  const known = new Set(baseline.tests.filter(isExecuted).map(nameOf));
  const unsteady = flakyAmong(after, (test) => !known.has(test.name));
  if (unsteady !== null) return refuse(`New tests are flaky: ${unsteady}. ${steady}`);
  const lost = describeLost(findLost(baseline, after));
  if (lost !== null) return refuse(`${lost}. Do not remove or skip tests.`);
  return { ok: true, tests, passed, broken, reason: `All ${passed} tests pass.` };
};

const proveRedByExit = (
  baseline: TestReport,
  after: TestReport,
  newTestFiles: string[],
  newSymbols: string[],
): RedProof => {
  if (after.passed)
    return none(
      "The test command succeeds with the new tests, before any change. Assert the behaviour that the plan adds, in a file that the command picks up.",
    );
  if (baseline.level === "exit")
    return {
      proof: "exit-status",
      tests: [],
      reason: "The test command succeeded on the base and fails with the new tests; it names no test.",
    };
  // A compiler names files relative to its project.
  const ours = (file: string | null): string[] =>
    newTestFiles.filter((path) => file !== null && (path === file || path.endsWith(`/${file}`)));
  const missing = findMissing(after.excerpt);
  const isOnlyOurs =
    missing.length > 0 && missing.every(({ symbol, file }) => ours(file).length === 1 && isPlanned(symbol, newSymbols));
  return isOnlyOurs
    ? {
        proof: "missing-symbol",
        tests: [...new Set(missing.flatMap(({ file }) => ours(file)))],
        reason: "The new test files do not compile for want of names that the plan announces.",
      }
    : none(
        withReason(
          "The test command stopped before it could name a test. Make the new test files load: check their syntax, imports and place.",
          after,
        ),
      );
};

/** Why the file does not load although no planned name is missing; null when planned names explain it. */
const unplannedIn = (file: string, text: string, newSymbols: string[]): string | null => {
  const missing = findMissing(text);
  if (missing.length === 0)
    return `${file} does not load, and not for want of a planned name. Mend its syntax and imports.`;
  const strange = missing.find(({ symbol }) => !isPlanned(symbol, newSymbols));
  if (strange === undefined) return null;
  return `${file} needs ${JSON.stringify(strange.symbol)}, which neither exists nor is planned. Import only what exists or what the plan lists as new.`;
};

/** The test's own message; where the runner gives none, the part of the output that leads to the file's failure. */
const textAbout = (test: TestResult, report: TestReport): string => {
  const message = test.message ?? "";
  if (findMissing(message).length > 0) return message;
  const lines = report.excerpt.split("\n");
  const end = lines.findIndex((line) => line.includes(`✖ ${test.name}`));
  const part = lines.slice(0, end === -1 ? undefined : end);
  const start = part.findLastIndex((line) => /^\s*[✔✖▶﹣]/u.test(line));
  return part.slice(start + 1).join("\n");
};

/** A report that later ones can be held against: it passed, or its failures have names. */
export const isUsable = (report: TestReport): boolean =>
  !report.timedOut && (report.passed || report.tests.some(isFailed));

const isNewSince = (baseline: TestReport): ((test: TestResult) => boolean) => {
  const known = new Set(baseline.tests.map(nameOf));
  return (test) => !known.has(test.name);
};

/** Where the runner names no files, every new test stands for the files that did not load. */
const isGreen = (name: string, after: TestReport, isNew: (test: TestResult) => boolean): boolean => {
  const exact = after.tests.find((test) => test.name === name);
  if (exact) return exact.status === "passed";
  const hasFiles = after.tests.some((test) => test.file !== null);
  const isOfFile = (test: TestResult): boolean =>
    hasFiles ? test.file !== null && isNameOfFile(name, test.file) : /\.\w+$/.test(name) && isNew(test);
  const ofFile = after.tests.filter((test) => isOfFile(test) && isExecuted(test));
  return ofFile.length > 0 && ofFile.every((test) => test.status === "passed");
};

const nameOf = (test: TestResult): string => test.name;

const none = (reason: string): RedProof => ({ proof: "none", tests: [], reason });
