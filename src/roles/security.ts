/** Security: the diff and what scanners said → findings, or a diff that mends them. It never sees the issue. */
import { z } from "zod";
import type { Evidence } from "../domain/evidence.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { numberDiff } from "./number-diff.ts";
import { renderChecks, shrinkChecks } from "./render-evidence.ts";
import { renderFrozenFinding } from "./render-finding.ts";
import { findingsField, optionalDiffField, settledField, summaryField, summaryFromProse } from "./reply-fields.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { type FindingRound, validateSettled } from "./settle-findings.ts";
import { betterHalf } from "./slice.ts";
import { linesField } from "./untrusted-field.ts";

/** What one scanner said, already shortened; the gravest report comes first. */
export type ScannerReport = { tool: string; text: Untrusted };

export type SecurityInput = FindingRound & {
  /** Canonical diff of the whole run against its base. */
  diff: Untrusted;
  reports: ScannerReport[];
  evidence: Evidence[];
};

export const securitySchema = z.strictObject({
  findings: findingsField,
  settled: settledField,
  diff: optionalDiffField,
  summary: summaryField,
});

export type SecurityOutput = z.infer<typeof securitySchema>;

export const security: RoleDefinition<SecurityInput, SecurityOutput> = {
  role: "security",
  output: { name: "security", schema: securitySchema },
  diff: "optional",
  document: ({ diff, reports, evidence, round, frozen }) => ({
    round,
    diff: linesField("diff of the run, lines numbered as in the new files", "model", numberDiff(diff)),
    scanners: reports.map(({ tool, text }) => ({ tool, report: linesField("scanner report", "scanner", text) })),
    evidence: renderChecks(evidence),
    frozenFindings: frozen.map(renderFrozenFinding),
  }),
  task: ({ round }) =>
    round === 1
      ? "Look for weaknesses that this diff brings in, and mend those that a small diff can mend. This is the first round: `settled` is empty."
      : "Check each of `frozenFindings` against the diff. This is a later round: `findings` is empty, and `settled` holds the ids of those that the diff has settled.",
  defaults: (prose) => ({ findings: [], settled: [], summary: summaryFromProse(prose) }),
  validate: validateSettled,
  shrink: (input) => {
    const evidence = shrinkChecks(input.evidence);
    if (evidence === null && input.reports.length <= 1) return null;
    return { ...input, evidence: evidence ?? input.evidence, reports: betterHalf(input.reports) };
  },
};
