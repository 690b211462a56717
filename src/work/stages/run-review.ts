/** `review`: scores and findings; blocking ones send the run back, and after the first round the list only shrinks. */
import type { Plan } from "../../domain/plan.ts";
import { failure, success } from "../../domain/result.ts";
import { reviewer } from "../../roles/reviewer.ts";
import { failed, fromRoleError, passed } from "../create-outcome.ts";
import { describeMisplaced } from "../place-findings.ts";
import { askRole } from "../propose-change.ts";
import { showRepository, taskText } from "../show.ts";
import { showEvidence } from "../show-evidence.ts";
import type { StageContext } from "../stage-context.ts";

/** Enough to judge the diff by: the reviewer has tools for the rest. */
const sliceTokens = 8_000;

const showSurroundings = (context: StageContext, plan: Plan) =>
  showRepository(context, {
    tier: "strong",
    text: taskText(context, plan),
    pinned: context.changes.list().map(({ path }) => path),
    largest: sliceTokens,
  });

export const runReview = async (context: StageContext) => {
  const { record, changes } = context;
  const { plan, position } = record;
  if (!plan) throw new Error("the review stage needs a plan");
  const round = position.reviewRounds + 1;
  const open = record.findings.filter((finding) => finding.source === "review" && !finding.settled);
  const diff = changes.diff();
  const input = {
    plan,
    diff,
    evidence: { red: record.red, green: record.green, checks: showEvidence(record.evidence) },
    round,
    frozen: round === 1 ? [] : open,
    slice: await showSurroundings(context, plan),
  };
  const result = await askRole(context, reviewer, input, (output) => {
    const misplaced = describeMisplaced(output.findings, changes.list());
    return misplaced ? failure(misplaced) : success(output);
  });
  if (!result.ok) return fromRoleError(context, result.error);
  const { value, usage } = result.value;
  const rest = {
    usage,
    rubric: value.rubric,
    findings: round === 1 ? value.findings : [],
    settled: value.settled,
    unproven: value.unproven,
    judged: true,
  };
  const blocking =
    round === 1
      ? value.findings.filter((finding) => finding.severity === "blocking")
      : open.filter((finding) => finding.severity === "blocking" && !value.settled.includes(finding.id));
  if (blocking.length === 0) return passed("review", value.summary, rest);
  const feedback = blocking.map((finding) => `${finding.file}:${finding.line} ${finding.reason}`).join("\n");
  return { ...failed("review", value.summary, feedback, rest), fingerprint: null };
};
