/** One check about one commit against another, outside of any run: for the workflows that give evidence on their own. */
import type { Artifacts } from "../checks/check.ts";
import { type CheckName, runCheck } from "../checks/checks.ts";
import { proveGreen } from "../checks/tests/compare-tests.ts";
import { detectProjects } from "../checks/tests/detect-projects.ts";
import { runProjects } from "../checks/tests/run-projects.ts";
import type { Evidence, TestReport } from "../domain/evidence.ts";
import type { Log } from "../domain/log.ts";
import type { FileChange } from "../domain/patch.ts";
import type { Settings } from "../domain/settings.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { WaitMeter } from "../telemetry/create-wait-meter.ts";
import { createBoxes, type SandboxAccess } from "./boxes.ts";
import { createCheckContext } from "./check-context.ts";
import { type Workspace, withWorkspace } from "./workspace.ts";

export type CheckCommitOptions = {
  name: CheckName;
  /** A git checkout or bare repository that holds both commits; read only. */
  checkout: string;
  /** Full SHAs. */
  base: string;
  head: string;
  settings: Settings;
  /** Labels that the change carries. */
  labels: string[];
  scratchRoot: string;
  access: SandboxAccess;
  path: string;
  toolchains: Record<string, string>;
  artifacts: Artifacts;
  log: Log;
  waits: WaitMeter;
};

/** Text that differs between two trees; what is no text on both sides is left out. */
const changesBetween = (base: Workspace, head: Workspace): FileChange[] =>
  [...new Set([...base.list(), ...head.list()])]
    .sort()
    .map((path) => ({ path, before: base.read(path), after: head.read(path) }))
    .filter(({ before, after }) => before !== after);

export const checkCommit = (options: CheckCommitOptions): Promise<Evidence> => {
  const { checkout, scratchRoot, settings, path, toolchains, log } = options;
  const env = { ...toolchains, PATH: path };
  const originOf = (sha: string) => ({ checkout, scratchRoot, start: { sha, overlay: [] } });
  return withWorkspace(originOf(options.head), (workspace) =>
    withWorkspace(originOf(options.base), async (base) => {
      const projects =
        settings.projects.length > 0 ? settings.projects : detectProjects(workspace.list(), workspace.read);
      const boxes = createBoxes({ ...options, workspace, origin: originOf(options.base), projects });
      try {
        const isTested = options.name === "tests" && projects.some((project) => project.test !== null);
        const { flakyRuns } = settings.checks;
        const runOn = (sandbox: Sandbox, baseline: TestReport | null): Promise<TestReport> =>
          runProjects(projects, { sandbox, env, log }, { baseline, flakyRuns });
        const baseline = isTested ? await runOn(await boxes.base(), null) : null;
        const report = isTested ? await runOn(await boxes.head(), baseline) : null;
        const green = baseline && report && proveGreen(baseline, { proof: "none", tests: [] }, report);
        return await runCheck(
          options.name,
          createCheckContext({
            subject: options.head,
            settings,
            projects,
            labels: options.labels,
            workspace,
            base: base.start,
            changes: changesBetween(base, workspace),
            boxes,
            env,
            artifacts: options.artifacts,
            log,
            report,
            baseline,
            withBaseTests: null,
            green,
            ci: null,
            codeScanning: null,
          }),
        );
      } finally {
        await boxes.close();
      }
    }),
  );
};
