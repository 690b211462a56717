/** The evidence section of the pull request body: every check with what ran, on which commit, what came of it, and where the rest is. */
import type { Evidence, EvidenceTable } from "../domain/evidence.ts";
import type { RunRecord } from "../domain/record.ts";
import { code, fence, inline } from "./render-foreign.ts";

const mark: Record<Evidence["status"], string> = {
  passed: "passed",
  failed: "**failed**",
  skipped: "skipped",
  "not-configured": "not configured",
  unknown: "unknown",
  running: "running",
};

const mostRows = 15;
const mostNames = 25;
/** Characters of an excerpt in the body, which has 65,536 for everything. */
const excerptLength = 1_500;

/** Ran in namespaces of its own, or as the operator allowed it: without any. */
const isolationText = { namespace: "own namespaces", none: "**none**" } as const;

const row = (cells: string[]): string => `| ${cells.join(" | ")} |`;

const renderTable = ({ columns, rows, more }: EvidenceTable): string[] => {
  const hidden = more + Math.max(0, rows.length - mostRows);
  return [
    row(columns.map((column) => inline(column, 60))),
    row(columns.map(() => "---")),
    ...rows.slice(0, mostRows).map((cells) => row(columns.map((_, index) => inline(cells[index] ?? "", 160)))),
    ...(hidden > 0 ? ["", `and ${hidden} more`] : []),
  ];
};

const linkTo = (link: string | null): string[] => (link === null ? [] : ["", `[All of it](${encodeURI(link)})`]);

/** What does not fit into one line; nothing for a check that passed without a word. */
const renderBlock = (one: Evidence): string[] => {
  const excerpt = one.status === "passed" ? "" : one.excerpt.trim();
  const parts = [
    ...(one.table && one.table.rows.length > 0 ? ["", ...renderTable(one.table)] : []),
    ...(excerpt === "" ? [] : ["", fence(excerpt.slice(-excerptLength).toWellFormed())]),
    ...linkTo(one.link),
  ];
  return parts.length === 0 ? [] : ["", `#### ${inline(one.check, 60)}`, ...parts];
};

export const renderEvidence = (evidence: Evidence[]): string[] => {
  if (evidence.length === 0) return [];
  const found = evidence.filter(({ status }) => status !== "not-configured");
  const absent = evidence.filter(({ status }) => status === "not-configured").map(({ check }) => inline(check, 60));
  return [
    "",
    "### Evidence",
    ...(found.length === 0
      ? []
      : [
          "",
          row(["check", "result", "what", "ran", "on", "isolation"]),
          row(["---", "---", "---", "---", "---", "---"]),
          ...found.map((one) =>
            row([
              inline(one.check, 60),
              mark[one.status],
              inline(one.summary, 300),
              code(one.ran, 120),
              code(one.subject.slice(0, 12), 60),
              one.isolation === null ? "" : isolationText[one.isolation],
            ]),
          ),
        ]),
    ...(absent.length === 0 ? [] : ["", `Not configured: ${absent.join(", ")}.`]),
    ...found.flatMap(renderBlock),
  ];
};

/** The evidence without the rows of tests that the proof lists already. */
export const withoutProven = ({ evidence, red }: Pick<RunRecord, "evidence" | "red">): Evidence[] => {
  const proven = new Set(red?.tests ?? []);
  const isProven = ([name = "", status = ""]: string[]): boolean =>
    status === "red → green" && [...proven].some((test) => name === test || name.startsWith(`${test} > `));
  return evidence.map((one) =>
    one.check === "tests" && one.table
      ? { ...one, table: { ...one.table, rows: one.table.rows.filter((cells) => !isProven(cells)) } }
      : one,
  );
};

/** The new tests by name, as they were before the change and as they are after it. */
export const proofPart = ({ red, green }: RunRecord): string[] => {
  if (!red) return [];
  const after = (name: string): string => {
    if (!green) return "not yet";
    return green.tests.includes(name) ? "passed" : "not seen passing";
  };
  const head = [
    "",
    "### Red, then green",
    "",
    red.tests.length > 0
      ? `**Red** (${red.proof}): before the change ${red.tests.length} new tests failed.`
      : `**Red** (${red.proof}): before the change the test command failed with the new tests.`,
    green
      ? `**Green**: after it ${red.tests.length > 0 ? `they pass, with ${green.passed} tests passing in all` : "the test command succeeds"}.`
      : "**Green**: not yet.",
  ];
  if (red.tests.length === 0) return head;
  const more = red.tests.length - mostNames;
  return [
    ...head,
    "",
    row(["test", "before", "after"]),
    row(["---", "---", "---"]),
    ...red.tests.slice(0, mostNames).map((name) => row([code(name, 200), "failed", after(name)])),
    ...(more > 0 ? ["", `and ${more} more`] : []),
  ];
};
