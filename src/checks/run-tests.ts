/** Runs a project's test command in the sandbox and reads by name what passed and what failed, where it can. */
import { mkdtempSync, rmSync } from "node:fs";
import { delimiter, join, posix } from "node:path";
import type { TestReport } from "../domain/evidence.ts";
import type { Log } from "../domain/log.ts";
import type { Project } from "../domain/settings.ts";
import { runSandboxed } from "../sandbox/run-sandboxed.ts";
import { excerptOf, normaliseOutput } from "./normalise-output.ts";
import { type JunitReport, parseJunit } from "./parse-junit.ts";
import { isReallyInside, readRegularFile } from "./read-regular-file.ts";
import { readReport, removeReport } from "./read-report.ts";
import { type TestCommand, testCommand } from "./test-command.ts";

const maxPackageBytes = 1_000_000;

export type RunContext = {
  /** The workspace tree, without a trailing slash. */
  root: string;
  /** A directory outside the tree, for reports and the home of commands. */
  scratch: string;
  /** `PATH` of the commands. */
  path: string;
  /** Where tools are installed, as variables for the sandbox. */
  toolchains?: Record<string, string>;
  log: Log;
};

/** Never throws for what the tests do. A project that cannot be run gives a failed report that says why. */
export const runTests = async (project: Project, context: RunContext): Promise<TestReport> => {
  const { root, scratch, log } = context;
  const cwd = join(root, project.dir);
  if (project.test === null) return notRun(`No test command is configured or detected for ${project.dir}.`);
  if (!isReallyInside(cwd, root)) return notRun(`The project directory ${project.dir} is not in the repository.`);
  const reports = mkdtempSync(join(scratch, "report-"));
  const reportPath = join(reports, "junit.xml");
  const packageText = readRegularFile(join(cwd, "package.json"), maxPackageBytes);
  const command = testCommand(project.test, project, packageText, reportPath);
  const ownReport = project.junit === null ? null : join(cwd, project.junit);
  if (ownReport !== null) removeReport(ownReport, cwd);

  const result = await runSandboxed(command.argv, {
    cwd,
    env: {
      ...context.toolchains,
      PATH: `${join(cwd, "node_modules/.bin")}${delimiter}${context.path}`,
      ...stableEnv,
      ...command.env,
    },
    seconds: project.timeoutSeconds,
    home: join(scratch, "home"),
    log,
  });

  const clean = (text: string): string => normaliseOutput(text, { root, scratch });
  const documents = ownReport === null ? readReport(reportPath, reports) : readReport(ownReport, cwd);
  const junit = parseJunit(documents, { root, dir: posix.normalize(project.dir) }, clean);
  if (junit.reason !== null) log.warn("tests.report-unread", { reason: junit.reason });
  rmSync(reports, { recursive: true, force: true });
  const isEmpty = result.exitCode !== null && command.emptyExits.includes(result.exitCode);
  const note = result.truncated ? "\n[the command printed too much and was ended]" : "";
  return {
    level: hasNames(command, documents, junit) ? "names" : "exit",
    passed:
      (result.exitCode === 0 || isEmpty) && !result.timedOut && junit.tests.every((test) => test.status !== "failed"),
    timedOut: result.timedOut,
    exitCode: result.exitCode,
    tests: junit.tests,
    excerpt: excerptOf(clean(result.output) + note),
    milliseconds: result.milliseconds,
  };
};

/** Old bytecode of a file that was changed within a second would be run again; hash order would change messages. */
const stableEnv = { PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0" };

/** A report without tests proves nothing, except when we asked for it: then there are no tests. */
const hasNames = (command: TestCommand, documents: string[], junit: JunitReport): boolean =>
  junit.reason === null && documents.length > 0 && (command.writesReport || junit.tests.length > 0);

const notRun = (reason: string): TestReport => ({
  level: "exit",
  passed: false,
  timedOut: false,
  exitCode: null,
  tests: [],
  excerpt: reason,
  milliseconds: 0,
});
