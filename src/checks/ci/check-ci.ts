/** Evidence from the repository's own CI, as a job that may read it saw it. */
import { type CiEvidence, type CiState, type Evidence, isBrokenByBranch } from "../../domain/evidence.ts";
import { type Check, evidenceOf } from "../check.ts";

const statuses: Record<CiState, Evidence["status"]> = {
  none: "not-configured",
  "not-triggered": "unknown",
  "awaiting-approval": "unknown",
  running: "running",
  passed: "passed",
  failed: "failed",
};

type Failure = CiEvidence["failures"][number];

const excerptLength = 8_000;

/** Every failure gets its share, so that a long log does not hide the next. */
const renderExcerpts = (failures: Failure[]): string => {
  const share = Math.floor(excerptLength / Math.max(1, failures.length)) - 2;
  return failures
    .filter(({ excerpt }) => excerpt !== "")
    .map(({ name, excerpt }) => `${name}\n${excerpt.slice(0, share - name.length - 1)}`)
    .join("\n\n")
    .toWellFormed();
};

/** The context holds CI of this very subject, or null. What no diff can mend is `unknown`, never `failed`. */
export const checkCi: Check = async (context) => {
  const { ci } = context;
  if (ci === null) return evidenceOf("ci", context, { status: "unknown", summary: "CI has not been looked at yet." });
  const isOutside = ci.state === "failed" && !isBrokenByBranch(ci);
  const mendable = ci.failures.filter(({ cause }) => cause === "branch");
  const shown = mendable.length > 0 ? mendable : ci.failures;
  return evidenceOf("ci", context, {
    status: isOutside ? "unknown" : statuses[ci.state],
    summary: isOutside ? `CI not green: ${ci.summary}` : ci.summary,
    excerpt: renderExcerpts(shown),
    table:
      ci.failures.length === 0
        ? null
        : {
            columns: ["failed", "cause", "why"],
            rows: ci.failures.map(({ name, cause, reason }) => [name, cause, reason.slice(0, 300)]),
            more: 0,
          },
    link: shown[0]?.link ?? null,
  });
};
