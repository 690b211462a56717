/** Runs a project's test command in the sandbox and reads by name what passed and what failed, where it can. */
import { randomUUID } from "node:crypto";
import { delimiter, join, posix } from "node:path";
import type { TestReport, TestResult } from "../../domain/evidence.ts";
import type { Log } from "../../domain/log.ts";
import type { Project } from "../../domain/settings.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import { removeAnsi } from "../../sandbox/remove-ansi.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { isReallyInside, readRegularFile } from "../read-regular-file.ts";
import type { Adapter, Decoded, Invocation, Left } from "./adapters/adapter.ts";
import { chooseAdapter } from "./adapters/adapters.ts";
import { explainEnd } from "./explain-end.ts";
import { isUnloaded } from "./find-lost.ts";
import { excerptOf, normaliseOutput } from "./normalise-output.ts";
import { openSource } from "./open-source.ts";
import { readPackage } from "./read-package.ts";
import { readReports, removeReport } from "./read-report.ts";

const maxPackageBytes = 1_000_000;
/** Results of some runners are in the output, so more of it is taken than people would read. */
const outputBytes = 16_000_000;

export type RunContext = {
  /** Over the tree in which the tests are run. */
  sandbox: Sandbox;
  /** `PATH` and variables of toolchains for commands. */
  env: Record<string, string>;
  log: Log;
};

/**
 * Never throws for what the tests do. A project that cannot be run gives a failed report that says why. With `only`, at
 * least those tests are run and as few others as the runner can choose.
 */
export const runTests = async (
  project: Project,
  context: RunContext,
  only: TestResult[] | null = null,
): Promise<TestReport> => {
  const { sandbox, log } = context;
  const cwd = join(sandbox.tree, project.dir);
  if (project.test === null) return notRun(`No test command is configured or detected for ${project.dir}.`);
  if (!isReallyInside(cwd, sandbox.tree))
    return notRun(`The project directory ${project.dir} is not in the repository.`);
  const report = join(sandbox.reports, `tests-${randomUUID().slice(0, 8)}`);
  const manifest = readPackage(readRegularFile(join(cwd, "package.json"), maxPackageBytes));
  const command = { argv: project.test, project, manifest };
  const { adapter, invocation } = chooseAdapter(command, sandbox.seenAt(report), only);
  const findReports = (): string[] =>
    typeof adapter.leaves === "string" ? [report] : adapter.leaves.find(cwd, project);
  const isClear = typeof adapter.leaves === "string" || findReports().every((path) => removeReport(path, cwd));
  if (!isClear)
    return notRun("The report of an earlier run could not be removed, so a new one could not be told from it.");

  const result = await sandbox.run(invocation.argv, {
    cwd,
    env: environmentOf(invocation, cwd, context),
    limits: { seconds: project.timeoutSeconds, outputBytes },
  });

  const clean = (text: Untrusted): Untrusted => cleanerOf(sandbox)(text.replaceAll(sandbox.seenAt(report), "<report>"));
  const decoded = decode(adapter, findReports(), { output: result.output, project, sandbox, clean });
  if (adapter.leaves === "report") removeReport(report, sandbox.reports);
  if (decoded.reason) log.warn("tests.report-unread", { dir: project.dir, reason: decoded.reason });

  const isEmpty = result.exitCode !== null && (invocation.emptyExits ?? []).includes(result.exitCode);
  const isOver = result.timedOut || result.exceeded !== null;
  const hasFailed = decoded.tests.some((test) => test.status === "failed");
  return {
    ran: `${project.test.join(" ").slice(0, 250)} (${adapter.name})`.toWellFormed(),
    level: decoded.reason === null ? "names" : "exit",
    passed: (result.exitCode === 0 || isEmpty) && !isOver && !hasFailed,
    timedOut: result.timedOut,
    exitCode: result.exitCode,
    tests: decoded.tests,
    flaky: [],
    reason: explainEnd({
      ...result,
      isEmpty,
      hasFailed,
      seconds: project.timeoutSeconds,
      unread: decoded.reason,
      unloaded: decoded.tests.filter(isUnloaded),
    }),
    isolation: sandbox.level,
    excerpt: excerptOf(clean(decoded.text ?? result.output)),
    milliseconds: result.milliseconds,
  };
};

/** Old bytecode of a file that was changed within a second would be run again; hash order would change messages. */
const stableEnv = { PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0" };

const environmentOf = (invocation: Invocation, cwd: string, { sandbox, env }: RunContext): Record<string, string> => ({
  ...env,
  PATH: [join(sandbox.seenAt(cwd), "node_modules/.bin"), env.PATH].filter(Boolean).join(delimiter),
  ...stableEnv,
  ...invocation.env,
});

/** What stands in a text for the places of this machine and of the sandbox. */
const cleanerOf = (sandbox: Sandbox): ((text: Untrusted) => Untrusted) => {
  const places = { root: sandbox.seenAt(sandbox.tree), scratch: sandbox.seenAt(sandbox.home) };
  return (text) => normaliseOutput(removeAnsi(text), places);
};

type Run = Pick<Left, "output" | "clean"> & { project: Project; sandbox: Sandbox };

/** `paths` are where reports may be. One without tests proves nothing, except where we asked for it: then there are no tests. */
const decode = (adapter: Adapter, paths: string[], { output, clean, project, sandbox }: Run): Decoded => {
  const within = adapter.leaves === "report" ? sandbox.reports : sandbox.tree;
  const reports = adapter.leaves === "output" ? { documents: [], reason: null } : readReports(paths, within);
  if (reports.reason !== null) return { tests: [], reason: reports.reason };
  const place = { root: sandbox.seenAt(sandbox.tree), dir: posix.normalize(project.dir).replace(/\/$/, "") };
  const decoded = adapter.decode({
    documents: reports.documents,
    output,
    place,
    clean,
    source: openSource(sandbox.tree),
  });
  const isMissing = adapter.leaves !== "output" && reports.documents.length === 0;
  if (isMissing) return { ...decoded, tests: [], reason: "it left no report" };
  const isHollow = decoded.reason === null && decoded.tests.length === 0 && typeof adapter.leaves !== "string";
  return isHollow ? { ...decoded, reason: "its report names no test" } : decoded;
};

const notRun = (reason: string): TestReport => ({
  ran: "",
  level: "exit",
  passed: false,
  timedOut: false,
  exitCode: null,
  tests: [],
  flaky: [],
  reason,
  isolation: null,
  excerpt: reason,
  milliseconds: 0,
});
