/** What a stage is given: the run so far, the workspace, the roles and the tests. */

import type { Artifacts } from "../checks/check.ts";
import type { Log } from "../domain/log.ts";
import type { ChangeKind } from "../domain/plan.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Project } from "../domain/settings.ts";
import type { SliceNote } from "../domain/slice-note.ts";
import type { Stage } from "../domain/stage.ts";
import type { WorkItem } from "../domain/work-item.ts";
import type { Model } from "../model/model.ts";
import type { SecretScanner } from "../outgoing/secrets.ts";
import type { PromptLibrary } from "../roles/prompt-library.ts";
import type { WaitMeter } from "../telemetry/create-wait-meter.ts";
import type { Boxes } from "./boxes.ts";
import type { RunAtlas } from "./run-atlas.ts";
import type { RunChanges } from "./run-changes.ts";
import type { TestRuns } from "./test-runs.ts";
import type { Workspace } from "./workspace.ts";

export type StageContext = {
  item: WorkItem;
  /** The record after every outcome so far. */
  record: RunRecord;
  stage: Stage;
  /** Executions of this stage, this one included. */
  attempt: number;
  kind: ChangeKind | null;
  workspace: Workspace;
  changes: RunChanges;
  tests: TestRuns;
  atlas: RunAtlas;
  /** Remembers for the record what the role of this stage was shown. */
  noteSlice: (note: SliceNote) => void;
  projects: Project[];
  boxes: Boxes;
  /** `PATH` and variables of toolchains, for commands. */
  env: Record<string, string>;
  artifacts: Artifacts;
  waits: WaitMeter;
  model: Model;
  prompts: PromptLibrary;
  /** Knows the model key, which an endpoint could write into a diff: the job that publishes has no way to recognise it. */
  scanner: SecretScanner;
  log: Log;
  /** Text of this stage's last failed execution and the diff it proposed, for the repair; null on the first. */
  lastFailure: { feedback: string; diff: string | null } | null;
};
