/** Puts together what a check is given: both sides of the change, their sandboxes, and the test runs where there are any. */
import type { Artifacts, CheckContext, Side } from "../checks/check.ts";
import type { Log } from "../domain/log.ts";
import type { FileChange } from "../domain/patch.ts";
import type { Project, Settings } from "../domain/settings.ts";
import type { Boxes } from "./boxes.ts";
import type { Workspace } from "./workspace.ts";

export type CheckContextParts = {
  subject: string;
  settings: Settings;
  projects: Project[];
  labels: string[];
  /** The tree that the evidence is about. */
  workspace: Workspace;
  base: Side;
  changes: FileChange[];
  boxes: Boxes;
  env: Record<string, string>;
  artifacts: Artifacts;
  log: Log;
} & Pick<CheckContext, "report" | "baseline" | "withBaseTests" | "green" | "ci" | "codeScanning">;

export const createCheckContext = ({ workspace, boxes, ...rest }: CheckContextParts): CheckContext => ({
  subject: rest.subject,
  settings: rest.settings,
  projects: rest.projects,
  labels: rest.labels,
  changes: rest.changes,
  env: rest.env,
  artifacts: rest.artifacts,
  report: rest.report,
  baseline: rest.baseline,
  withBaseTests: rest.withBaseTests,
  green: rest.green,
  ci: rest.ci,
  codeScanning: rest.codeScanning,
  log: rest.log,
  base: rest.base,
  head: { list: workspace.list, read: workspace.read },
  sandbox: boxes.head,
  baseSandbox: boxes.base,
});
