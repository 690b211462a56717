/** Evidence from the repository's own CI, as a job that may read it saw it. */
import type { CiState, Evidence } from "../domain/evidence.ts";
import { type Check, evidenceOf } from "./check.ts";

const statuses: Record<CiState, Evidence["status"]> = {
  none: "not-configured",
  "not-triggered": "unknown",
  "awaiting-approval": "unknown",
  running: "running",
  passed: "passed",
  failed: "failed",
};

/** The context holds CI of this very subject, or null. */
export const checkCi: Check = async (context) => {
  const { ci } = context;
  if (ci === null) return evidenceOf("ci", context, { status: "unknown", summary: "CI has not been looked at yet." });
  const excerpt = ci.failures.map((found) => `${found.name}\n${found.excerpt}`).join("\n\n");
  return evidenceOf("ci", context, {
    status: statuses[ci.state],
    summary: ci.summary,
    excerpt: excerpt.slice(0, 8_000).toWellFormed(),
    link: ci.failures[0]?.link ?? null,
  });
};
