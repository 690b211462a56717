/** `check`: evidence about the head, from the local tests to CI of the published commit. */
import { checks } from "../../checks/checks.ts";
import { proveGreen } from "../../checks/compare-tests.ts";
import type { CiEvidence } from "../../domain/evidence.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { headSubject } from "../../flow/fold-outcome.ts";
import { failed, parked, passed } from "../create-outcome.ts";
import type { StageContext } from "../stage-context.ts";

const workflowFile = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** Draftsmith's own, as `init` writes them: they never run on the branches of runs. */
const ownWorkflow = /\/agent_(supervisor|run)\.yml$/;

const hasWorkflows = ({ workspace }: StageContext): boolean =>
  workspace.list().some((path) => workflowFile.test(path) && !ownWorkflow.test(path));

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

/** What is waited for; null when CI has ended, or was given a day to begin. */
const describeWait = (ci: CiEvidence | null, isOverdue: boolean): string | null => {
  switch (ci?.state) {
    case undefined:
      return "CI of the published head has not ended";
    case "running":
      return "CI is running";
    case "not-triggered":
      return isOverdue ? null : "CI has not started on this branch";
    case "awaiting-approval":
      return isOverdue ? null : "CI waits for a writer's approval";
    default:
      return null;
  }
};

export const runCheck = async (context: StageContext): Promise<Outcome> => {
  const { item, record, tests } = context;
  const ci = knownCi(context);
  const report = tests.isConfigured ? await tests.current() : null;
  const baseline = tests.isConfigured ? await tests.baseline() : null;
  const green = report && baseline ? proveGreen(baseline, record.red ?? { proof: "none", tests: [] }, report) : null;
  const evidence = [];
  for (const check of checks)
    evidence.push(await check.run({ settings: item.settings, subject: headSubject, report, green, ci }));
  const rest = {
    evidence,
    ...(green?.ok ? { green: { tests: green.tests.slice(0, 200), passed: green.passed } } : {}),
  };
  const broken = evidence.filter((one) => one.status === "failed");
  if (broken.length > 0) {
    const feedback = broken.map((one) => `${one.check}: ${one.summary}\n${one.excerpt}`).join("\n\n");
    return failed("check", broken.map((one) => `${one.check}: ${one.summary}`).join("; "), feedback, rest);
  }
  const waits = ciIsNeeded(context) ? describeWait(ci, item.ciIsOverdue) : null;
  if (waits) return parked("check", waits, "ci", rest);
  const said = evidence.filter((one) => one.status === "passed").map((one) => `${one.check}: ${one.summary}`);
  return passed("check", said.join("; ") || "No check is configured for this repository.", rest);
};
