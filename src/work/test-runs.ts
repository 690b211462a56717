/** The test runs of one claim: the untouched base once, the present state as often as it changes. */

import { runInstall } from "../checks/run-install.ts";
import { type RunContext, runTests } from "../checks/run-tests.ts";
import type { TestReport } from "../domain/evidence.ts";
import { FailureError } from "../domain/failure.ts";
import type { Log } from "../domain/log.ts";
import type { Project } from "../domain/settings.ts";
import type { WaitMeter } from "../telemetry/create-wait-meter.ts";
import type { RunChanges } from "./run-changes.ts";
import type { Workspace } from "./workspace.ts";

export type TestRuns = {
  /** True when some project has a test command. */
  isConfigured: boolean;
  /** The base without any change of this run. Must first be asked for before a change is written, or at the start of a claim. */
  baseline: () => Promise<TestReport>;
  /** The workspace as it is now; the same state is not run twice. */
  current: () => Promise<TestReport>;
};

export type TestRunsOptions = {
  workspace: Workspace;
  changes: RunChanges;
  projects: Project[];
  path: string;
  toolchains: Record<string, string>;
  log: Log;
  waits: WaitMeter;
};

const merge = (reports: TestReport[], projects: Project[]): TestReport => {
  const [only] = reports;
  if (only && reports.length === 1) return only;
  return {
    level: reports.every((report) => report.level === "names") ? "names" : "exit",
    passed: reports.every((report) => report.passed),
    timedOut: reports.some((report) => report.timedOut),
    exitCode: reports.find((report) => report.exitCode !== 0)?.exitCode ?? 0,
    tests: reports.flatMap((report, index) =>
      report.tests.map((test) => ({ ...test, name: `${projects[index]?.dir ?? "."}: ${test.name}`.slice(0, 500) })),
    ),
    excerpt: reports
      .map((report) => report.excerpt)
      .join("\n")
      .slice(-20_000),
    milliseconds: reports.reduce((sum, report) => sum + report.milliseconds, 0),
  };
};

const contextOf = ({ workspace, path, toolchains, log }: TestRunsOptions): RunContext => ({
  root: workspace.root,
  scratch: workspace.scratch,
  path,
  toolchains,
  log,
});

const install = async (options: TestRunsOptions): Promise<void> => {
  const { workspace, projects, log, waits } = options;
  for (const project of projects) {
    if (!project.install) continue;
    log.info("work.install", { dir: project.dir, command: project.install.join(" ") });
    const done = await waits.during(runInstall(project, contextOf(options)));
    if (done.ok) continue;
    throw new FailureError({
      kind: "config",
      message: `the install command of ${project.dir} failed: ${project.install.join(" ")}`,
      faults: [done.error.slice(-2_000)],
      hint: "Correct projects[].install in .github/draftsmith.yml, or the lockfile that it reads.",
    });
  }
  workspace.reset();
};

export const createTestRuns = (options: TestRunsOptions): TestRuns => {
  const { changes, projects, log, waits } = options;
  const testable = projects.filter((project) => project.test !== null);
  const reports = new Map<string, Promise<TestReport>>();
  let installed: Promise<void> | undefined;

  const run = async (): Promise<TestReport> => {
    installed ??= install(options);
    await installed;
    const results: TestReport[] = [];
    for (const project of testable) {
      log.info("work.tests", { dir: project.dir, command: (project.test ?? []).join(" ") });
      results.push(await waits.during(runTests(project, contextOf(options))));
    }
    return merge(results, testable);
  };

  const current = (): Promise<TestReport> => {
    const state = changes.diff();
    const known = reports.get(state);
    if (known) return known;
    const fresh = run();
    reports.set(state, fresh);
    fresh.catch(() => reports.delete(state));
    return fresh;
  };

  return {
    isConfigured: testable.length > 0,
    current,
    baseline: () => {
      const known = reports.get("");
      if (!known && changes.list().length > 0) throw new Error("the baseline was asked for after a change");
      return known ?? current();
    },
  };
};
