/** The test runs of one claim: the untouched base once, the present state as often as it changes, and old tests on new code. */
import { isTestPath } from "../checks/tests/is-test-path.ts";
import { runProjects } from "../checks/tests/run-projects.ts";
import type { TestReport } from "../domain/evidence.ts";
import type { Log } from "../domain/log.ts";
import type { Project } from "../domain/settings.ts";
import type { WaitMeter } from "../telemetry/create-wait-meter.ts";
import type { Boxes } from "./boxes.ts";
import type { RunChanges } from "./run-changes.ts";

export type TestRuns = {
  /** True when some project has a test command. */
  isConfigured: boolean;
  /** The base without any change of this run. Must first be asked for before a change is written, or at the start of a claim. */
  baseline: () => Promise<TestReport>;
  /** The workspace as it is now; the same state is not run twice. */
  current: () => Promise<TestReport>;
  /** The new code with the tests of the base as they were, in a copy of its own; null, at no cost, when none of them was touched. */
  withBaseTests: () => Promise<TestReport | null>;
};

export type TestRunsOptions = {
  boxes: Boxes;
  changes: RunChanges;
  projects: Project[];
  /** `PATH` and variables of toolchains. */
  env: Record<string, string>;
  /** How often failing tests are run again, to tell flaky ones from broken ones. */
  flakyRuns: number;
  log: Log;
  waits: WaitMeter;
};

export const createTestRuns = ({ boxes, changes, projects, env, flakyRuns, log, waits }: TestRunsOptions): TestRuns => {
  const reports = new Map<string, Promise<TestReport>>();
  const onBaseTests = new Map<string, Promise<TestReport | null>>();
  const commands = projects.flatMap(({ test }) => test?.join(" ") ?? []);

  const run = async (ofBase: Promise<TestReport> | null): Promise<TestReport> => {
    const sandbox = await boxes.head();
    const baseline = await ofBase;
    log.info("work.tests", { command: commands.join("; "), isolation: sandbox.level });
    return waits.during(runProjects(projects, { sandbox, env, log }, { baseline, flakyRuns }));
  };

  const current = (): Promise<TestReport> => {
    const state = changes.diff();
    const known = reports.get(state);
    if (known) return known;
    const fresh = run(state === "" ? null : (reports.get("") ?? null));
    reports.set(state, fresh);
    fresh.catch(() => reports.delete(state));
    return fresh;
  };

  const isTest = isTestPath(projects);

  const runBaseTests = async (ofBase: Promise<TestReport> | null): Promise<TestReport | null> => {
    const all = changes.list();
    const kept = all.filter(({ path, before }) => before === null || !isTest(path));
    if (kept.length === all.length) return null;
    const sandbox = await boxes.changed(kept);
    const baseline = await ofBase;
    log.info("work.base-tests", { files: all.length - kept.length, isolation: sandbox.level });
    return waits.during(runProjects(projects, { sandbox, env, log }, { baseline, flakyRuns }));
  };

  const withBaseTests = (): Promise<TestReport | null> => {
    const state = changes.diff();
    const known = onBaseTests.get(state);
    if (known) return known;
    const fresh = runBaseTests(reports.get("") ?? null);
    onBaseTests.set(state, fresh);
    fresh.catch(() => onBaseTests.delete(state));
    return fresh;
  };

  return {
    isConfigured: commands.length > 0,
    current,
    withBaseTests,
    baseline: () => {
      const known = reports.get("");
      if (!known && changes.list().length > 0) throw new Error("the baseline was asked for after a change");
      return known ?? current();
    },
  };
};
