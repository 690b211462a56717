/** `secure`: findings about weaknesses, or a small diff that mends them and must stay green. */
import { readScannerReports } from "../../checks/scanners/run-scanners.ts";
import { proveGreen } from "../../checks/tests/compare-tests.ts";
import { failure, success } from "../../domain/result.ts";
import { type SecurityInput, type SecurityOutput, security } from "../../roles/security.ts";
import { failed, fromRoleError, passed } from "../create-outcome.ts";
import { describeFailures } from "../describe-failures.ts";
import { knownCodeScanning } from "../known-code-scanning.ts";
import { describeMisplaced } from "../place-findings.ts";
import { askRole, type Proposal, validateDiff } from "../propose-change.ts";
import { showEvidence } from "../show-evidence.ts";
import type { StageContext } from "../stage-context.ts";

export const runSecure = async (context: StageContext) => {
  const { record, changes, workspace, tests } = context;
  const round = record.position.secureRounds + 1;
  const open = record.findings.filter((finding) => finding.source === "secure" && !finding.settled);
  const input: SecurityInput = {
    diff: changes.diff(),
    reports: await context.waits.during(
      readScannerReports({
        settings: context.item.settings,
        changes: changes.list(),
        sandbox: context.boxes.head,
        env: context.env,
        codeScanning: knownCodeScanning(context),
      }),
    ),
    evidence: showEvidence(record.evidence),
    round,
    frozen: round === 1 ? [] : open,
  };
  const result = await askRole<SecurityInput, SecurityOutput, Proposal | null>(context, security, input, (output) => {
    const misplaced = describeMisplaced(output.findings, changes.list());
    if (misplaced) return failure(misplaced);
    return output.diff === null ? success(null) : validateDiff(context, output.diff);
  });
  if (!result.ok) return fromRoleError(context, result.error);
  const { value: proposal, output, usage } = result.value;
  const rest = { usage, findings: output.findings, settled: output.settled, judged: true };
  const blocking = (round === 1 ? output.findings : open.filter(({ id }) => !output.settled.includes(id))).filter(
    ({ severity }) => severity === "blocking",
  );
  if (proposal && blocking.length === 0) {
    changes.write(proposal.changes);
    const after = tests.isConfigured ? await tests.current() : null;
    const baseline = after && (await tests.baseline());
    const green = after && baseline && proveGreen(baseline, record.red ?? { proof: "none", tests: [] }, after);
    if (green && !green.ok) {
      workspace.reset();
      const feedback = `${output.summary}\n${green.reason}\n\n${describeFailures(after, baseline)}`;
      const refused = { ...rest, refusedDiff: proposal.text };
      return failed("secure", "The remedy of the security review breaks the tests.", feedback, refused);
    }
    workspace.keep();
    return passed("secure", output.summary, {
      ...rest,
      commit: { subject: "fix: mend what the security review found", body: output.summary, patch: proposal.text },
    });
  }
  if (blocking.length === 0) return passed("secure", output.summary, rest);
  const feedback = blocking.map((finding) => `${finding.file}:${finding.line} ${finding.reason}`).join("\n");
  const refusedDiff = proposal?.text ?? null;
  return { ...failed("secure", output.summary, feedback, { ...rest, refusedDiff }), fingerprint: null };
};
