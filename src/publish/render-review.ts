/** The review and security comments: scores, what was found, and what became of it. */
import type { FrozenFinding } from "../domain/finding.ts";
import type { RunRecord } from "../domain/record.ts";
import { code, inline } from "./render-foreign.ts";

const order: FrozenFinding["severity"][] = ["blocking", "major", "minor", "note"];

const renderFindings = (findings: FrozenFinding[]): string[] => {
  if (findings.length === 0) return ["No findings."];
  const sorted = [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return [
    "| id | severity | place | finding | state |",
    "|---|---|---|---|---|",
    ...sorted.map(
      ({ id, severity, file, line, reason, settled }) =>
        `| ${id} | ${severity} | ${code(line > 0 ? `${file.slice(0, 200)}:${line}` : file, 220)} | ${inline(reason, 1_000)} | ${settled ? "settled" : "open"} |`,
    ),
  ];
};

const scoreLine = (record: RunRecord): string[] => {
  if (!record.rubric) return [];
  const entries = Object.entries(record.rubric);
  return [
    `| ${entries.map(([name]) => name).join(" | ")} |`,
    `|${entries.map(() => "---").join("|")}|`,
    `| ${entries.map(([, score]) => `${score} / 5`).join(" | ")} |`,
    "",
  ];
};

export const renderReview = (record: RunRecord, summary: string): string =>
  [
    `### Review, round ${record.position.reviewRounds}`,
    "",
    inline(summary, 1_000),
    "",
    ...scoreLine(record),
    ...renderFindings(record.findings.filter((finding) => finding.source === "review")),
    "",
    "Scores run from 0 to 5. Findings are frozen after the first round: later rounds only settle them.",
  ].join("\n");

export const renderSecurity = (record: RunRecord, summary: string): string =>
  [
    `### Security notes, round ${record.position.secureRounds}`,
    "",
    inline(summary, 1_000),
    "",
    ...renderFindings(record.findings.filter((finding) => finding.source === "secure")),
  ].join("\n");
