/** Runs the tests of all projects on one tree, settles which failures are flaky, and gives one report. */
import type { TestReport, TestResult } from "../../domain/evidence.ts";
import type { Project } from "../../domain/settings.ts";
import { confirmFailures } from "./confirm-failures.ts";
import { isFailed } from "./find-lost.ts";
import { type RunContext, runTests } from "./run-tests.ts";

export type RunProjectsOptions = {
  /** The tests on the base, whose failures are known; null on the base itself, where every failure is looked at again. */
  baseline: TestReport | null;
  /** How often failing tests are run again, at most. */
  flakyRuns: number;
};

/** Projects without a test command are left out; there must be one with. */
export const runProjects = async (
  projects: Project[],
  context: RunContext,
  { baseline, flakyRuns }: RunProjectsOptions,
): Promise<TestReport> => {
  const testable = projects.filter((project) => project.test !== null);
  const nameIn = (project: Project, name: string): string =>
    testable.length === 1 ? name : `${project.dir}: ${name}`.slice(0, 500);
  const failing = new Set((baseline?.tests ?? []).filter(isFailed).map((test) => test.name));
  const reports: TestReport[] = [];
  for (const project of testable) {
    const first = await runTests(project, context);
    const known = new Set(first.tests.map((test) => test.name).filter((name) => failing.has(nameIn(project, name))));
    const rerun = (only: TestResult[] | null): Promise<TestReport> => {
      context.log.info("tests.rerun", { dir: project.dir, chosen: only?.length ?? "all" });
      return runTests(project, context, only);
    };
    const settled = await confirmFailures(first, { rerun, known, runs: flakyRuns });
    const named = <T extends { name: string }>(test: T): T => ({ ...test, name: nameIn(project, test.name) });
    reports.push({ ...settled, tests: settled.tests.map(named), flaky: settled.flaky.map(named) });
  }
  return mergeReports(reports);
};

const mergeReports = (reports: TestReport[]): TestReport => {
  const [only] = reports;
  if (only && reports.length === 1) return only;
  const reasons = reports.flatMap((report) => report.reason ?? []);
  const tests = reports.flatMap((report) => report.tests);
  return {
    ran: reports
      .map((report) => report.ran)
      .join("; ")
      .slice(0, 300),
    level: reports.every((report) => report.level === "names") ? "names" : "exit",
    passed: reports.every((report) => report.passed),
    timedOut: reports.some((report) => report.timedOut),
    exitCode: reports.find((report) => report.exitCode !== 0)?.exitCode ?? 0,
    tests: tests.slice(0, 20_000),
    flaky: reports.flatMap((report) => report.flaky).slice(0, 100),
    reason: reasons.length === 0 ? null : reasons.join(" ").slice(0, 1_000),
    isolation: reports.every((report) => report.isolation === "namespace") ? "namespace" : "none",
    excerpt: reports
      .map((report) => report.excerpt)
      .join("\n")
      .slice(-20_000),
    milliseconds: reports.reduce((sum, report) => sum + report.milliseconds, 0),
  };
};
