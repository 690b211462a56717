/** The table of stages: one line each, by the one name they have everywhere. */
import type { Outcome } from "../../domain/outcome.ts";
import type { Stage } from "../../domain/stage.ts";
import type { StageContext } from "../stage-context.ts";
import { runCheck } from "./run-check.ts";
import { runDocument } from "./run-document.ts";
import { runImplement } from "./run-implement.ts";
import { runPlan } from "./run-plan.ts";
import { runReview } from "./run-review.ts";
import { runSecure } from "./run-secure.ts";
import { runTestsStage } from "./run-tests-stage.ts";
import { runTriage } from "./run-triage.ts";

export const stageTable: Record<Stage, (context: StageContext) => Promise<Outcome>> = {
  triage: runTriage,
  plan: runPlan,
  tests: runTestsStage,
  implement: runImplement,
  check: runCheck,
  review: runReview,
  secure: runSecure,
  document: runDocument,
};
