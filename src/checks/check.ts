/** The one signature of every check: what is known about a commit in, evidence about it out. */
import type { CiEvidence, Evidence, TestReport } from "../domain/evidence.ts";
import type { Log } from "../domain/log.ts";
import type { FileChange } from "../domain/patch.ts";
import type { CodeScanning } from "../domain/scan.ts";
import type { Project, Settings } from "../domain/settings.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { GreenProof } from "./tests/compare-tests.ts";

/** The files of one side as text; null when there is no such file, or when it is no text of at most `maxBytes`, by default 1 MB. */
export type Side = { list: () => string[]; read: (path: string, maxBytes?: number) => string | null };

export type Artifacts = {
  /** A host directory for what people look at later, such as screenshots; made by whoever writes the first file. */
  dir: string;
  /** A page on which the directory's files will be found; null when they stay on this machine. */
  link: string | null;
};

export type CheckContext = {
  /** The commit, or before it is published the tree, that the evidence is about. */
  subject: string;
  settings: Settings;
  projects: Project[];
  /** Labels of the issue as they were when it was released. */
  labels: string[];
  base: Side;
  head: Side;
  /** What lies between the two, by path. */
  changes: FileChange[];
  /** The sandbox over the installed tree of the head; throws `FailureError` when there is none and none was waived. */
  sandbox: () => Promise<Sandbox>;
  /** The same over an installed tree of the base, made when it is first asked for. */
  baseSandbox: () => Promise<Sandbox>;
  /** `PATH` and variables of toolchains for commands. */
  env: Record<string, string>;
  artifacts: Artifacts;
  /** The run of the tests on the subject; null when no test command is known. */
  report: TestReport | null;
  /** The run of the tests on the base; null when there was none. */
  baseline: TestReport | null;
  /** The run of the base's own tests on the subject's code; null when the change touches none of them. */
  withBaseTests: TestReport | null;
  /** How the two compare; null when nothing was compared. */
  green: GreenProof | null;
  /** CI of the subject and of no other commit; null when it was not looked at. */
  ci: CiEvidence | null;
  /** Code scanning of the subject and of no other commit; null when it was not looked at. */
  codeScanning: CodeScanning | null;
  log: Log;
};

export type Check = (context: CheckContext) => Promise<Evidence>;

/** Fills the fields that most checks leave empty. */
export const evidenceOf = (
  check: string,
  context: Pick<CheckContext, "subject">,
  found: Pick<Evidence, "status" | "summary"> & Partial<Evidence>,
): Evidence => ({
  check,
  ran: "",
  subject: context.subject,
  excerpt: "",
  table: null,
  isolation: null,
  link: null,
  ...found,
});
