/** Evidence as data: what each check saw; summaries and excerpts may quote test output. */
import type { Evidence, EvidenceTable } from "../domain/evidence.ts";
import type { RunRecord } from "../domain/record.ts";
import type { JsonObject } from "./encode-document.ts";
import { linesField, textField } from "./untrusted-field.ts";

/** What a run has proven so far: the names of new tests seen red and green, and every check. */
export type RunEvidence = { red: RunRecord["red"]; green: RunRecord["green"]; checks: Evidence[] };

export const renderRunEvidence = ({ red, green, checks }: RunEvidence): JsonObject => ({
  red:
    red === null ? null : { proof: red.proof, tests: linesField("names of tests", "test run", red.tests.join("\n")) },
  green:
    green === null
      ? null
      : { passed: green.passed, tests: linesField("names of tests", "test run", green.tests.join("\n")) },
  checks: renderChecks(checks),
});

const mostRows = 20;

const renderTable = ({ columns, rows }: EvidenceTable): string =>
  [columns, ...rows.slice(0, mostRows)].map((cells) => cells.join(" | ")).join("\n");

export const renderChecks = (checks: Evidence[]): JsonObject[] =>
  checks.map(({ check, status, summary, excerpt, table }) => ({
    check,
    status,
    summary: textField("check summary", "check", summary),
    ...(table === null ? {} : { found: linesField("check result, one row a line", "check", renderTable(table)) }),
    ...(excerpt === "" ? {} : { excerpt: linesField("check output", "test run", excerpt) }),
  }));

/** Without excerpts and tables, the only long parts; null when there are none to leave out. */
export const shrinkChecks = (checks: Evidence[]): Evidence[] | null =>
  checks.some(({ excerpt, table }) => excerpt !== "" || table !== null)
    ? checks.map((check) => ({ ...check, excerpt: "", table: null }))
    : null;
