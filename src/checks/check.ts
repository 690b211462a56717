/** The one signature of every check: what is known about a commit in, evidence about it out. */
import type { CiEvidence, Evidence, TestReport } from "../domain/evidence.ts";
import type { Settings } from "../domain/settings.ts";
import type { GreenProof } from "./compare-tests.ts";

export type CheckContext = {
  /** The commit, or before it is published the tree, that the evidence is about. */
  subject: string;
  settings: Settings;
  /** The run of the tests on the subject; null when no test command is known. */
  report: TestReport | null;
  /** How that run compares with the base; null when nothing was compared. */
  green: GreenProof | null;
  /** CI of the subject and of no other commit; null when it was not looked at. */
  ci: CiEvidence | null;
};

export type Check = (context: CheckContext) => Promise<Evidence>;

/** Fills the fields that most checks leave empty. */
export const evidenceOf = (
  check: string,
  context: CheckContext,
  found: Pick<Evidence, "status" | "summary"> & Partial<Evidence>,
): Evidence => ({
  check,
  subject: context.subject,
  excerpt: "",
  isolation: null,
  link: null,
  ...found,
});
