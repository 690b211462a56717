/** The record after one more outcome: the only way a record changes while a run works. */
import { addUsage, noUsage } from "../domain/budget.ts";
import type { Evidence } from "../domain/evidence.ts";
import { FailureError } from "../domain/failure.ts";
import type { FrozenFinding } from "../domain/finding.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { RunRecord, RunState, StageEntry } from "../domain/record.ts";
import type { Stage } from "../domain/stage.ts";
import { describeHeld } from "./consent.ts";
import { baseTree } from "./hash-tree.ts";
import { type Step, transition } from "./machine.ts";

const stateOf: Record<Step["next"], RunState> = {
  stage: "working",
  ready: "ready",
  wait: "waiting",
  ask: "asking",
  person: "escalated",
};

const whyText = {
  "gave-up": "",
  "repairs-exhausted": "The allowed number of repairs is used up. ",
  "same-failure-twice": "The same failure came back after a repair. ",
  "same-tree-twice":
    "This change put the files back to what they were after an earlier commit: the run goes in circles. ",
};

/** The number of the next execution of `stage`; a parked one was not used up. */
export const nextAttempt = (entries: StageEntry[], stage: Stage): number => {
  const before = entries.find((entry) => entry.name === stage);
  if (!before) return 1;
  return before.status === "parked" ? before.attempts : before.attempts + 1;
};

const foldStages = (entries: StageEntry[], outcome: Outcome, sha: string | null): StageEntry[] => {
  const before = entries.find((entry) => entry.name === outcome.stage);
  const entry: StageEntry = {
    name: outcome.stage,
    status: outcome.status,
    attempts: nextAttempt(entries, outcome.stage),
    summary: outcome.summary,
    commit: sha ?? before?.commit ?? null,
    slice: outcome.slice ?? before?.slice ?? null,
    usage: addUsage(before?.usage ?? noUsage, outcome.usage),
  };
  return before ? entries.map((one) => (one.name === outcome.stage ? entry : one)) : [...entries, entry];
};

const prefixOf = { review: "R", secure: "S" } as const;

/** Round one sets the list of findings; later rounds may only settle. */
const foldFindings = (record: RunRecord, outcome: Outcome): FrozenFinding[] => {
  const { stage } = outcome;
  if (stage !== "review" && stage !== "secure") return record.findings;
  const rounds = stage === "review" ? record.position.reviewRounds : record.position.secureRounds;
  if (rounds === 0) {
    const others = record.findings.filter((finding) => finding.source !== stage);
    const fresh = outcome.findings.map((finding, index) => ({
      ...finding,
      id: `${prefixOf[stage]}${index + 1}`,
      source: stage,
      settled: false,
    }));
    return [...others, ...fresh].slice(0, 50);
  }
  return record.findings.map((finding) =>
    finding.source === stage && outcome.settled.includes(finding.id) ? { ...finding, settled: true } : finding,
  );
};

/** Blocking findings of `source` that no round has settled. */
export const openBlockers = (findings: FrozenFinding[], source: FrozenFinding["source"]): FrozenFinding[] =>
  findings.filter((finding) => finding.source === source && finding.severity === "blocking" && !finding.settled);

/** Work does not know the SHA of what it looked at; it says `head`, and the fold puts the commit in its place. */
export const headSubject = "head";

const bind = (evidence: Evidence, sha: string): Evidence =>
  evidence.subject === headSubject ? { ...evidence, subject: sha } : evidence;

/** What a repair must know survives a wait. */
const feedbackAfter = (record: RunRecord, { status, feedback }: Outcome): string => {
  if (status === "parked") return record.feedback;
  return status === "failed" ? feedback.slice(0, 4_000) : "";
};

/** A change stays held until its stage comes to an end of its own. */
const consentAfter = (record: RunRecord, outcome: Outcome): RunRecord["consent"] =>
  describeHeld(outcome) ?? (outcome.status === "parked" ? record.consent : null);

/** The day's sum after `usd` more; another day starts at nothing. */
export const spendOn = (spent: RunRecord["spent"], usd: number, now: Date): RunRecord["spent"] => {
  const day = now.toISOString().slice(0, 10);
  return { day, usd: Math.round(((spent.day === day ? spent.usd : 0) + usd) * 1e6) / 1e6 };
};

export type FoldOptions = {
  maxRepairs: number;
  /** Commit that carries the outcome's diff; null when it has none or is not published yet. */
  sha: string | null;
  now: Date;
};

const writing: readonly Stage[] = ["tests", "implement", "secure", "document"];

/** Why no stage can have given this outcome here; null when one can. */
const describeForgery = (record: RunRecord, outcome: Outcome): string | null => {
  const { stage, status, commit, plan, judged, consent } = outcome;
  const isHeld = status === "parked" && outcome.waitingFor === "consent";
  if (record.state !== "working") return `the run is ${record.state}, and the outcome is of ${stage}`;
  if (stage !== record.position.stage) return `the run stands at ${record.position.stage}, the outcome is of ${stage}`;
  if (commit && (status !== "passed" || !writing.includes(stage))) return `${stage} that ${status} has no commit`;
  if (status === "passed" && (stage === "review" || stage === "secure") && !judged)
    return `${stage} passed without a verdict`;
  if ((consent !== null) !== isHeld || (consent && !writing.includes(stage)))
    return `${stage} that ${status} waits for no consent`;
  if ((plan !== null) !== (stage === "plan" && status === "passed")) return `a plan comes with ${stage} that ${status}`;
  return null;
};

/** Folds `outcome` into `record`. Throws `FailureError` when the run could not have come to it: that is a forged bundle. */
export const foldOutcome = (record: RunRecord, outcome: Outcome, options: FoldOptions): RunRecord => {
  const forgery = describeForgery(record, outcome);
  if (forgery)
    throw new FailureError({
      kind: "refused",
      by: "bundle",
      message: `The bundle does not fit the run: ${forgery}`,
      hint: "Nothing of this outcome was written; the next pass claims the run again.",
    });
  const plan = outcome.plan ?? record.plan;
  const repeated = outcome.fingerprint !== null && record.fingerprints.includes(outcome.fingerprint);
  const step = transition(
    record.position,
    {
      stage: outcome.stage,
      status: outcome.status,
      committed: outcome.commit !== null,
      judged: outcome.judged,
      kind: plan?.kind ?? null,
      repeated,
      circled: outcome.tree !== null && [baseTree, ...record.trees].includes(outcome.tree),
    },
    options.maxRepairs,
  );
  const state = stateOf[step.next];
  const why = step.next === "person" ? whyText[step.why] : "";
  return {
    ...record,
    head: options.sha ?? record.head,
    state,
    reason: state === "working" || state === "ready" ? "" : `${why}${outcome.summary}`.slice(0, 2_000),
    published: record.published + 1,
    lostClaims: 0,
    position: step.position,
    stages: foldStages(record.stages, outcome, options.sha),
    plan,
    findings: foldFindings(record, outcome),
    rubric: outcome.rubric ?? record.rubric,
    unproven: outcome.stage === "review" ? outcome.unproven : record.unproven,
    red: outcome.red ?? record.red,
    green: outcome.green ?? record.green,
    evidence:
      outcome.evidence.length > 0
        ? outcome.evidence.map((one) => bind(one, options.sha ?? record.head))
        : record.evidence,
    feedback: feedbackAfter(record, outcome),
    fingerprints: outcome.fingerprint ? [...record.fingerprints, outcome.fingerprint].slice(-20) : record.fingerprints,
    trees: outcome.tree ? [...record.trees, outcome.tree].slice(-20) : record.trees,
    usage: addUsage(record.usage, outcome.usage),
    spent: spendOn(record.spent, outcome.usage.usd, options.now),
    waitingFor: state === "waiting" ? outcome.waitingFor : null,
    consent: consentAfter(record, outcome),
    waitingSince: state === "waiting" || state === "asking" ? (record.waitingSince ?? options.now.toISOString()) : null,
  };
};
