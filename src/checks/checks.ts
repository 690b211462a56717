/** Every check by name, in the order in which evidence is shown. */
import type { Evidence } from "../domain/evidence.ts";
import { FailureError } from "../domain/failure.ts";
import { type Check, type CheckContext, evidenceOf } from "./check.ts";
import { checkCi } from "./ci/check-ci.ts";
import { checkLoad } from "./load/check-load.ts";
import { checkOpenapi } from "./openapi/check-openapi.ts";
import { checkSbom } from "./sbom/check-sbom.ts";
import { checkScanners } from "./scanners/check-scanners.ts";
import { checkTests } from "./tests/check-tests.ts";
import { checkUi } from "./ui/check-ui.ts";

export const checks = {
  tests: checkTests,
  ci: checkCi,
  ui: checkUi,
  openapi: checkOpenapi,
  sbom: checkSbom,
  load: checkLoad,
  scanners: checkScanners,
} satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;

export const checkNames = Object.keys(checks) as CheckName[];

/** One check; what stops it for a reason that people can mend, such as a missing sandbox, is said in its evidence. */
export const runCheck = async (name: CheckName, context: CheckContext): Promise<Evidence> => {
  try {
    return await checks[name](context);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const { failure } = error;
    const text = failure.kind === "parked" ? failure.reason : `${failure.message}. ${failure.hint}`;
    return evidenceOf(name, context, { status: "skipped", summary: text.slice(0, 2_000).toWellFormed() });
  }
};

/** All of them, one after another: each may load the machine, and two at once would measure each other. */
export const gatherEvidence = async (context: CheckContext): Promise<Evidence[]> => {
  const evidence: Evidence[] = [];
  for (const name of checkNames) evidence.push(await runCheck(name, context));
  return evidence;
};
