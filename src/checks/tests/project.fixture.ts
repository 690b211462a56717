/** For tests: a project in a directory of its own, and a sandbox without isolation over it. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type TestReport, testReportSchema } from "../../domain/evidence.ts";
import { silentLog } from "../../domain/log.ts";
import { type Project, projectSchema } from "../../domain/settings.ts";
import { findToolchains } from "../../sandbox/find-toolchains.ts";
import { openSandbox } from "../../sandbox/open-sandbox.ts";
import { runProjects } from "./run-projects.ts";
import { type RunContext, runTests } from "./run-tests.ts";

export const hostPath = `${dirname(process.execPath)}:${process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin"}`;

export type TestProject = {
  /** Holds `tree` and `scratch`. */
  home: string;
  context: RunContext;
  put: (files: Record<string, string>) => void;
  run: (settings: Partial<Project>) => Promise<TestReport>;
  /** Runs the tests, and again those that fail, three times at most. */
  settle: (settings: Partial<Project>) => Promise<TestReport>;
  remove: () => void;
};

/** `withPackages` gives the project our own installed packages; `env` is laid over the commands' environment. */
export const openProject = async (withPackages = false, env: Record<string, string> = {}): Promise<TestProject> => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "project-")));
  const tree = join(home, "tree");
  mkdirSync(tree);
  if (withPackages) symlinkSync(resolve("node_modules"), join(tree, "node_modules"));
  const toolchains = findToolchains(process.env, existsSync);
  const opened = await openSandbox({
    tree,
    scratch: join(home, "scratch"),
    choice: "none",
    allowNone: true,
    path: hostPath,
    toolchains,
    readOnlyMounts: [],
    log: silentLog,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const context = { sandbox: opened.value, env: { ...toolchains, ...env, PATH: hostPath }, log: silentLog };
  return {
    home,
    context,
    put: (files) => {
      for (const [name, text] of Object.entries(files)) {
        const path = join(tree, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
        chmodSync(path, 0o755);
      }
    },
    run: async (settings) => testReportSchema.parse(await runTests(complete(settings), context)),
    settle: async (settings) =>
      testReportSchema.parse(await runProjects([complete(settings)], context, { baseline: null, flakyRuns: 3 })),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
};

const complete = (settings: Partial<Project>): Project => projectSchema.parse({ timeoutSeconds: 60, ...settings });

/** Whether a program is installed; tests that need it are skipped where it is not. */
export const hasProgram = (argv: string[]): boolean => {
  const [program = "", ...args] = argv;
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
};

/** The tests of a report, one line each: `+` passed, `-` failed, `?` skipped. */
export const linesOf = (report: TestReport): string[] =>
  report.tests.map(({ name, status }) => `${{ passed: "+", failed: "-", skipped: "?" }[status]} ${name}`);
