/** The report that `try` leaves: what a pull request would show, in one Markdown file. */
import type { Brief } from "../domain/brief.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { RunRecord } from "../domain/record.ts";
import { hashPatch } from "../flow/consent.ts";
import { renderDocument } from "../publish/render-body.ts";
import { renderHeld } from "../publish/render-consent.ts";
import { fence } from "../publish/render-foreign.ts";
import { renderEscalation, renderQuestions } from "../publish/render-handover.ts";
import { renderPlan } from "../publish/render-plan.ts";
import { renderReview, renderSecurity } from "../publish/render-review.ts";
import type { LocalCommit } from "./local-branch.ts";

export type Report = { brief: Brief; record: RunRecord; outcomes: Outcome[]; commits: LocalCommit[]; diff: string };

const lastOf = (outcomes: Outcome[], stage: Outcome["stage"]): Outcome | undefined =>
  outcomes.findLast((outcome) => outcome.stage === stage);

const handover = (record: RunRecord, last: Outcome | undefined): string[] => {
  if (last?.consent) {
    const { commit, flags } = last.consent;
    const again = `To say yes to exactly this diff, run the same again with \`--allow-flagged ${hashPatch(commit.patch)}\`.`;
    return [renderHeld({ stage: last.stage, commit, flags }), again];
  }
  if (last && record.state === "asking") return [renderQuestions(last, "agent:ready")];
  return last && record.state === "escalated" ? [renderEscalation(record, last, "agent:ready")] : [];
};

export const renderReport = ({ brief, record, outcomes, commits, diff }: Report): string => {
  const review = lastOf(outcomes, "review");
  const secure = lastOf(outcomes, "secure");
  const sections = [
    `# ${brief.issue.title.replace(/\s+/g, " ")}`,
    renderDocument(record),
    ...handover(record, outcomes.at(-1)),
    ...(record.plan ? [renderPlan(record.plan)] : []),
    ...(review ? [renderReview(record, review.summary)] : []),
    ...(secure ? [renderSecurity(record, secure.summary)] : []),
    "### Commits",
    commits.map((commit) => `- \`${commit.sha.slice(0, 10)}\` ${commit.stage}: ${commit.subject}`).join("\n") ||
      "None.",
    ...(diff ? ["### Diff", fence(diff, "diff")] : []),
  ];
  return `${sections.join("\n\n")}\n`;
};
