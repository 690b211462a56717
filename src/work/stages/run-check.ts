/** `check`: evidence about the head, from the local tests to CI of the published commit. */
import { gatherEvidence } from "../../checks/checks.ts";
import { proveGreen } from "../../checks/tests/compare-tests.ts";
import { isOwnWorkflow } from "../../config/own-workflow.ts";
import type { CiEvidence, Evidence } from "../../domain/evidence.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { describeCiWait } from "../../flow/ci-wait.ts";
import { headSubject } from "../../flow/fold-outcome.ts";
import { createCheckContext } from "../check-context.ts";
import { failed, parked, passed } from "../create-outcome.ts";
import { knownCodeScanning } from "../known-code-scanning.ts";
import type { StageContext } from "../stage-context.ts";

const workflowFile = /^\.github\/workflows\/[^/]+\.ya?ml$/;

const hasWorkflows = ({ workspace }: StageContext): boolean =>
  workspace.list().some((path) => workflowFile.test(path) && !isOwnWorkflow(path));

/** CI matters for the last head of a pull request alone; what has no workflows has no CI. */
const ciIsNeeded = (context: StageContext): boolean =>
  Boolean(context.record.pull) && context.record.position.documented && hasWorkflows(context);

/** CI of exactly this head; a repository without workflows has none, and that is known without asking. */
const knownCi = (context: StageContext): CiEvidence | null => {
  const { item, record } = context;
  if (!hasWorkflows(context))
    return { sha: record.head, state: "none", summary: "This repository has no workflows.", failures: [] };
  return item.ci?.sha === record.head && item.head === record.head ? item.ci : null;
};

export const runCheck = async (context: StageContext): Promise<Outcome> => {
  const { item, record, tests } = context;
  const ci = knownCi(context);
  const report = tests.isConfigured ? await tests.current() : null;
  const baseline = tests.isConfigured ? await tests.baseline() : null;
  const withBaseTests = tests.isConfigured ? await tests.withBaseTests() : null;
  const green = report && baseline ? proveGreen(baseline, record.red ?? { proof: "none", tests: [] }, report) : null;
  const evidence = await context.waits.during(
    gatherEvidence(
      createCheckContext({
        ...context,
        subject: headSubject,
        base: context.workspace.start,
        settings: item.settings,
        labels: item.brief.issue.labels,
        changes: context.changes.list(),
        report,
        baseline,
        withBaseTests,
        green,
        ci,
        codeScanning: knownCodeScanning(context),
      }),
    ),
  );
  const rest = {
    evidence,
    ...(green?.ok ? { green: { tests: green.tests.slice(0, 200), passed: green.passed } } : {}),
  };
  const broken = evidence.filter((one) => one.status === "failed");
  if (broken.length > 0) {
    const feedback = broken.map((one) => `${one.check}: ${one.summary}\n${one.excerpt}`).join("\n\n");
    return failed("check", broken.map((one) => `${one.check}: ${one.summary}`).join("; "), feedback, rest);
  }
  const waits = ciIsNeeded(context) ? describeCiWait(ci, item.ciIsOverdue) : null;
  if (waits) return parked("check", waits, "ci", rest);
  const saysMuch = ({ check, status }: Evidence) =>
    status === "passed" || (check === "ci" && status === "unknown" && ciIsNeeded(context));
  const said = evidence.filter(saysMuch).map((one) => `${one.check}: ${one.summary}`);
  return passed("check", said.join("; ") || "No check is configured for this repository.", rest);
};
