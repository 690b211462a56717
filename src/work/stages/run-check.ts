/** `check`: evidence about the head, from the local tests to CI of the published commit. */
import { checks } from "../../checks/checks.ts";
import { proveGreen } from "../../checks/compare-tests.ts";
import type { CiEvidence } from "../../domain/evidence.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { headSubject } from "../../flow/fold-outcome.ts";
import { failed, parked, passed } from "../create-outcome.ts";
import type { StageContext } from "../stage-context.ts";

const workflowFile = /^\.github\/workflows\/[^/]+\.ya?ml$/;

const hasWorkflows = ({ workspace }: StageContext): boolean => workspace.list().some((path) => workflowFile.test(path));

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
  if (ciIsNeeded(context) && ci === null) return parked("check", "CI of the published head has not ended", "ci", rest);
  if (ciIsNeeded(context) && ci?.state === "running") return parked("check", "CI is running", "ci", rest);
  const said = evidence.filter((one) => one.status === "passed").map((one) => `${one.check}: ${one.summary}`);
  return passed("check", said.join("; ") || "No check is configured for this repository.", rest);
};
