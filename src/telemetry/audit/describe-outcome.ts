/** The line of the audit for one published outcome: what a stage did, on which prompts, what code decided, what it cost, which commit it became. */
import { createHash } from "node:crypto";
import type { Outcome } from "../../domain/outcome.ts";
import type { RunRecord } from "../../domain/record.ts";
import type { AuditEntry } from "./audit-chain.ts";

const hashText = (text: string): string => createHash("sha256").update(text).digest("hex");

const describeChange = ({ commit, consent }: Outcome, sha: string | null) => ({
  commit: sha,
  patch: commit ? hashText(commit.patch) : null,
  held: consent
    ? { patch: hashText(consent.commit.patch), flags: consent.flags.map(({ rule, path }) => ({ rule, path })) }
    : null,
});

/** `record` has the outcome folded in; no clock is asked, so that a repeated publish says the same. */
export const describeOutcome = (record: RunRecord, outcome: Outcome, sha: string | null): AuditEntry => ({
  kind: "outcome",
  issue: record.issue,
  pull: record.pull,
  run: record.run,
  sequence: record.sequence,
  number: record.published,
  stage: outcome.stage,
  status: outcome.status,
  summary: outcome.summary,
  prompts: outcome.prompts ?? [],
  ...describeChange(outcome, sha),
  red: outcome.red && { proof: outcome.red.proof, tests: outcome.red.tests.length },
  green: outcome.green && { tests: outcome.green.tests.length, passed: outcome.green.passed },
  judged: outcome.judged,
  findings: outcome.findings.map(({ severity, file, line }) => ({ severity, file, line })),
  settled: outcome.settled,
  evidence: outcome.evidence.map(({ check, status }) => ({ check, status })),
  fingerprint: outcome.fingerprint,
  usage: outcome.usage,
  state: record.state,
  reason: record.reason,
});

/** What publish itself refused of a commit, which ends the run for a person. */
export const describeRefusal = (record: RunRecord, { stage, commit }: Outcome): AuditEntry => ({
  kind: "refusal",
  issue: record.issue,
  pull: record.pull,
  run: record.run,
  sequence: record.sequence,
  number: record.published,
  stage,
  patch: commit ? hashText(commit.patch) : null,
  state: record.state,
  reason: record.reason,
});
