/** What an adapter of a test runner is: it makes a run leave results by name, and reads what the run left. */
import type { TestResult } from "../../../domain/evidence.ts";
import type { Project } from "../../../domain/settings.ts";
import type { Untrusted } from "../../../domain/untrusted.ts";
import type { Source } from "../open-source.ts";
import type { PackageManifest } from "../read-package.ts";

export type TestCommand = {
  /** As it is configured or detected. */
  argv: string[];
  project: Project;
  /** Of the project's directory. */
  manifest: PackageManifest | null;
};

export type Invocation = {
  argv: string[];
  env?: Record<string, string>;
  /** Exit statuses that mean that there was no test to run. */
  emptyExits?: number[];
};

/** The workspace as the command saw it, and the directory below it (`.` for itself) where the runner ran. */
export type Place = { root: string; dir: string };

/** A report; `path` is relative to the workspace, null for one that does not lie there. */
export type ReportFile = { path: string | null; text: Untrusted };

/** What a run left, all of it hostile. */
export type Left = {
  /** In the order of their paths. */
  documents: ReportFile[];
  output: Untrusted;
  place: Place;
  /** Makes text comparable from run to run. */
  clean: (text: Untrusted) => Untrusted;
  /** The files of the workspace. */
  source: Source;
};

export type Decoded = {
  tests: TestResult[];
  /** Why there are no results; null when they were read. */
  reason: string | null;
  /** What people read instead of the output, where the output is for machines. */
  text?: Untrusted;
};

export type Adapter = {
  name: string;
  /**
   * The command as it leaves results: `report` is the path for them, as the command sees it. With `only`, at least those
   * tests are run and as few others as the runner can choose. Null when it is no command of this runner, or chooses its
   * own reporters.
   */
  invoke: (command: TestCommand, report: string, only: TestResult[] | null) => Invocation | null;
  /** Where the results are: at the path that was given, in the output, or where the runner always leaves them. */
  leaves: "report" | "output" | { find: (cwd: string, project: Project) => string[] };
  /** Never throws. */
  decode: (left: Left) => Decoded;
};
