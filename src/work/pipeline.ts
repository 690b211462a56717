/** Runs the stages of one claim in a workspace until the run waits, ends, or its time is up; every outcome leaves at once. */

import type { Artifacts } from "../checks/check.ts";
import { detectProjects } from "../checks/tests/detect-projects.ts";
import type { Bundle } from "../domain/bundle.ts";
import { FailureError } from "../domain/failure.ts";
import type { Log } from "../domain/log.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Project } from "../domain/settings.ts";
import type { SliceNote } from "../domain/slice-note.ts";
import type { Stage } from "../domain/stage.ts";
import type { WorkItem } from "../domain/work-item.ts";
import { foldOutcome, nextAttempt } from "../flow/fold-outcome.ts";
import { hashTree } from "../flow/hash-tree.ts";
import type { Model } from "../model/model.ts";
import type { SecretScanner } from "../outgoing/secrets.ts";
import type { PromptLibrary } from "../roles/prompt-library.ts";
import type { WaitMeter } from "../telemetry/create-wait-meter.ts";
import { type Boxes, createBoxes, type SandboxAccess } from "./boxes.ts";
import { compareRed } from "./compare-red.ts";
import { gaveUp, parked } from "./create-outcome.ts";
import { decodeChanges } from "./decode-changes.ts";
import { notePrompts } from "./note-prompts.ts";
import { createRunAtlas } from "./run-atlas.ts";
import { createRunChanges } from "./run-changes.ts";
import type { StageContext } from "./stage-context.ts";
import { stageTable } from "./stages/stages.ts";
import { createTestRuns } from "./test-runs.ts";
import { type Workspace, withWorkspace } from "./workspace.ts";

export type WorkOptions = {
  item: WorkItem;
  /** A git checkout or bare repository that holds the base; read only. */
  checkout: string;
  scratchRoot: string;
  /** PATH for installs and tests. */
  path: string;
  /** Where tools are installed, as variables for the sandbox. */
  toolchains?: Record<string, string>;
  /** How commands of the repository are kept apart here. */
  sandbox: SandboxAccess;
  /** Where checks leave what people look at later. */
  artifacts: Artifacts;
  /** Where the map is kept between runs; left out, it is made anew. */
  atlasCache?: string | null;
  model: Model;
  prompts: PromptLibrary;
  /** Knows every live secret of this process. */
  scanner: SecretScanner;
  log: Log;
  clock: () => Date;
  /** Monotonic milliseconds. */
  now: () => number;
  waits: WaitMeter;
  /** Called after every outcome with the bundle so far; gives the record to go on with. */
  onOutcome: (bundle: Bundle, record: RunRecord) => Promise<RunRecord>;
};

export type WorkEnd = { bundle: Bundle; record: RunRecord };

const openBundle = (item: WorkItem): Bundle => ({
  version: 1,
  kind: "run",
  repositoryId: item.record.repositoryId,
  issue: item.record.issue,
  pull: item.record.pull ?? 0,
  run: item.record.run,
  sequence: item.record.sequence,
  claimedAt: item.record.claimedAt ?? "",
  frozenHash: item.record.frozenHash,
  head: item.head,
  outcomes: [],
  complete: false,
});

const originOf = ({ checkout, item, scratchRoot }: WorkOptions) => ({ checkout, start: item.start, scratchRoot });

/** `PATH` and variables of toolchains, for commands. */
const environmentOf = ({ path, toolchains = {} }: WorkOptions): Record<string, string> => ({
  ...toolchains,
  PATH: path,
});

/** Everything that stays the same from stage to stage. */
const prepare = async (options: WorkOptions, workspace: Workspace, boxes: Boxes, projects: Project[]) => {
  const { item, log, waits } = options;
  const changes = createRunChanges(workspace);
  const atlas = createRunAtlas({
    workspace,
    checkout: options.checkout,
    start: item.start,
    cacheFile: options.atlasCache ?? null,
    log,
  });
  const tests = createTestRuns({
    boxes,
    changes,
    projects,
    env: environmentOf(options),
    flakyRuns: item.settings.checks.flakyRuns,
    log,
    waits,
  });
  if (item.changes.length > 0) {
    if (tests.isConfigured) await tests.baseline();
    changes.write(decodeChanges(item.changes, workspace.read));
    workspace.keep();
  }
  // Made beside the first model call, so that nobody waits for it; who needs it hears of its failure then.
  if (item.record.position.stage !== "check") atlas.searcher().catch(() => {});
  return { changes, tests, atlas };
};

/** A body that lagged behind the branch has lost the red proof of its tests commit; the tests alone are on the branch, so run them again. */
const restoreRed = async (context: StageContext): Promise<RunRecord> => {
  const { record, tests } = context;
  const isLost =
    record.plan?.kind === "behaviour" && record.red === null && context.stage === "implement" && tests.isConfigured;
  if (!isLost || context.changes.list().length === 0) return record;
  const red = await compareRed(context, await tests.baseline());
  return { ...record, red: { proof: red.proof, tests: red.tests.slice(0, 200) } };
};

/** What stops a stage for a reason that people can mend, such as a failing install, ends as an outcome that they can read. */
const explainStop = (stage: Stage, error: unknown): Outcome => {
  if (!(error instanceof FailureError) || error.failure.kind === "parked") throw error;
  const { failure } = error;
  const faults = failure.kind === "config" ? failure.faults.join("\n") : "";
  return gaveUp(stage, `${failure.message} ${failure.hint}`, { feedback: faults.slice(0, 20_000) });
};

const runStage = async (context: StageContext): Promise<Outcome> =>
  stageTable[context.stage]({ ...context, record: await restoreRed(context) });

const runStages = async (
  options: WorkOptions,
  workspace: Workspace,
  boxes: Boxes,
  projects: Project[],
): Promise<WorkEnd> => {
  const { item, log, clock, now } = options;
  const start = now();
  const prepared = await prepare(options, workspace, boxes, projects).catch((error) =>
    explainStop(item.record.position.stage, error),
  );
  const bundle = openBundle(item);
  let { record } = item;
  let lastFailure: StageContext["lastFailure"] = record.feedback ? { feedback: record.feedback, diff: null } : null;
  while (record.state === "working") {
    const { stage } = record.position;
    const attempt = nextAttempt(record.stages, stage);
    const kind = record.plan?.kind ?? null;
    // CI spoke about the head that the claim began with.
    const seen = bundle.outcomes.some((one) => one.commit) ? { ...item, ci: null } : item;
    log.info("stage.start", { issue: record.issue, stage, attempt });
    const begin = now();
    let slice: SliceNote | null = null;
    const { model, prompts } = notePrompts(options.model);
    const isLate = begin - start > item.deadlineSeconds * 1_000;
    const run = async (): Promise<Outcome> => {
      if ("status" in prepared) return prepared;
      if (isLate) return parked(stage, "This claim's time is up; the next one goes on here.", "time");
      return runStage({
        ...options,
        ...prepared,
        model,
        boxes,
        projects,
        env: environmentOf(options),
        item: seen,
        record,
        workspace,
        stage,
        attempt,
        kind,
        lastFailure,
        noteSlice: (note) => {
          slice = note;
        },
      });
    };
    const outcome = await run().catch((error) => explainStop(stage, error));
    const tree = outcome.commit && !("status" in prepared) ? hashTree(prepared.changes.list()) : null;
    const timed = { ...outcome, slice, tree, prompts, milliseconds: Math.round(now() - begin) };
    log.info("stage.end", {
      issue: record.issue,
      stage,
      attempt,
      status: outcome.status,
      summary: outcome.summary,
      milliseconds: timed.milliseconds,
    });
    lastFailure = outcome.status === "failed" ? { feedback: outcome.feedback, diff: outcome.refusedDiff } : null;
    record = foldOutcome(record, timed, { maxRepairs: item.settings.limits.repairs, sha: null, now: clock() });
    bundle.outcomes.push(timed);
    bundle.complete = record.state !== "working";
    record = await options.onOutcome(bundle, record);
  }
  return { bundle, record };
};

/** Throws `FailureError` when the workspace cannot be made; everything after that ends as an outcome. */
export const runWork = (options: WorkOptions): Promise<WorkEnd> =>
  withWorkspace(originOf(options), async (workspace) => {
    const { settings } = options.item;
    const projects =
      settings.projects.length > 0 ? settings.projects : detectProjects(workspace.list(), workspace.read);
    const boxes = createBoxes({
      workspace,
      origin: originOf(options),
      projects,
      settings,
      access: options.sandbox,
      path: options.path,
      toolchains: options.toolchains ?? {},
      log: options.log,
      waits: options.waits,
    });
    try {
      return await runStages(options, workspace, boxes, projects);
    } finally {
      await boxes.close();
    }
  });
