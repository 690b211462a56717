/** Outcomes of stages, built in one place so that each stage says only what is particular to it. */
import { createHash } from "node:crypto";
import { noUsage, type Usage } from "../domain/budget.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Stage } from "../domain/stage.ts";
import type { RoleError } from "../roles/run-role.ts";
import type { StageContext } from "./stage-context.ts";

const blank = {
  waitingFor: null,
  commit: null,
  tree: null,
  consent: null,
  plan: null,
  questions: [],
  rubric: null,
  findings: [],
  settled: [],
  unproven: [],
  judged: false,
  red: null,
  green: null,
  evidence: [],
  feedback: "",
  refusedDiff: null,
  fingerprint: null,
  slice: null,
  usage: noUsage,
  milliseconds: 0,
} satisfies Partial<Outcome>;

type Particular = Partial<Omit<Outcome, "stage" | "status" | "summary">>;

const line = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 1_000) || "(nothing said)";

export const passed = (stage: Stage, summary: string, rest: Particular = {}): Outcome => ({
  ...blank,
  ...rest,
  stage,
  status: "passed",
  summary: line(summary),
});

export const parked = (
  stage: Stage,
  summary: string,
  waitingFor: "ci" | "model" | "time",
  rest: Particular = {},
): Outcome => ({
  ...blank,
  ...rest,
  stage,
  status: "parked",
  waitingFor,
  summary: line(summary),
});

export const gaveUp = (stage: Stage, summary: string, rest: Particular = {}): Outcome => ({
  ...blank,
  ...rest,
  stage,
  status: "gave-up",
  summary: line(summary),
});

/** A failure that a repair may mend. Its fingerprint is the hash of what was wrong, so that the same failure is recognised. */
export const failed = (stage: Stage, summary: string, feedback: string, rest: Particular = {}): Outcome => ({
  ...blank,
  ...rest,
  stage,
  status: "failed",
  summary: line(summary),
  feedback: feedback.slice(0, 20_000),
  fingerprint: createHash("sha256").update(`${stage}\n${feedback}`).digest("hex").slice(0, 16),
});

export const asked = (stage: Stage, summary: string, questions: string[], usage: Usage): Outcome => ({
  ...blank,
  stage,
  status: "asked",
  summary: line(summary),
  questions,
  usage,
});

/** After some progress a claim that has spent its reserve leaves the rest to the next one, as long as the issue has money. */
const mayGoOn = ({ record, item }: StageContext): boolean =>
  record.published > 0 && record.usage.usd < item.settings.limits.usdPerIssue;

/** A role that came to nothing: a bad reply may be repaired, an endpoint that does not answer is waited for, the rest needs a person. */
export const fromRoleError = (context: StageContext, error: RoleError): Outcome => {
  const { stage } = context;
  const rest = { usage: error.usage };
  if (error.kind === "bad-output")
    return failed(stage, "The model's reply could not be used, even after one repair.", error.complaint, rest);
  const { failure } = error;
  const text = failure.kind === "parked" ? failure.reason : `${failure.message} ${failure.hint}`;
  if (failure.kind === "unavailable" || failure.kind === "denied") return parked(stage, text, "model", rest);
  if (failure.kind === "budget" && mayGoOn(context)) return parked(stage, text, "time", rest);
  return gaveUp(stage, text, rest);
};
