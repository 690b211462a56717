/** `secure`: findings about weaknesses, or a small diff that mends them and must stay green. */
import { readScannerReports } from "../../checks/scanners/run-scanners.ts";
import { proveGreen } from "../../checks/tests/compare-tests.ts";
import { failure, success } from "../../domain/result.ts";
import { type SecurityInput, type SecurityOutput, security } from "../../roles/security.ts";
import { holdFlagged, recallChange } from "../consent.ts";
import { failed, fromRoleError, passed } from "../create-outcome.ts";
import { describeFailures } from "../describe-failures.ts";
import { knownCodeScanning } from "../known-code-scanning.ts";
import { describeMisplaced } from "../place-findings.ts";
import { askRole, type Proposal, validateDiff } from "../propose-change.ts";
import { showEvidence } from "../show-evidence.ts";
import type { StageContext } from "../stage-context.ts";

const openFindings = ({ record }: StageContext) =>
  record.findings.filter((finding) => finding.source === "secure" && !finding.settled);

const roundOf = ({ record }: StageContext): number => record.position.secureRounds + 1;

/** The verdict that came with a change that a writer allowed since: the record has kept it. */
const recallVerdict = (context: StageContext) => {
  const recalled = recallChange(context);
  if (!recalled) return null;
  const { value, output, usage } = recalled.value;
  const findings = roundOf(context) === 1 ? openFindings(context) : [];
  const settled: string[] = [];
  return success({ value, output: { ...output, findings, settled }, usage });
};

const askSecurity = async (context: StageContext) => {
  const { record, changes } = context;
  const [round, open] = [roundOf(context), openFindings(context)];
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
  return askRole<SecurityInput, SecurityOutput, Proposal | null>(context, security, input, (output) => {
    const misplaced = describeMisplaced(output.findings, changes.list());
    if (misplaced) return failure(misplaced);
    return output.diff === null ? success(null) : validateDiff(context, output.diff);
  });
};

export const runSecure = async (context: StageContext) => {
  const { record, changes, workspace, tests } = context;
  const result = recallVerdict(context) ?? (await askSecurity(context));
  if (!result.ok) return fromRoleError(context, result.error);
  const { value: proposal, output, usage } = result.value;
  const rest = { usage, findings: output.findings, settled: output.settled, judged: true };
  const blocking = (
    roundOf(context) === 1 ? output.findings : openFindings(context).filter(({ id }) => !output.settled.includes(id))
  ).filter(({ severity }) => severity === "blocking");
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
    const outcome = passed("secure", output.summary, {
      ...rest,
      commit: { subject: "fix: mend what the security review found", body: output.summary, patch: proposal.text },
    });
    return holdFlagged(context, proposal, outcome);
  }
  if (blocking.length === 0) return passed("secure", output.summary, rest);
  const feedback = blocking.map((finding) => `${finding.file}:${finding.line} ${finding.reason}`).join("\n");
  const refusedDiff = proposal?.text ?? null;
  return { ...failed("secure", output.summary, feedback, { ...rest, refusedDiff }), fingerprint: null };
};
