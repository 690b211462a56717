/** Evidence as lines for a terminal: what came of each check, and what it found. */
import type { Evidence, EvidenceTable } from "../domain/evidence.ts";
import { renderLogLine } from "../outgoing/log-line.ts";
import { toOneLine } from "../outgoing/visible-text.ts";

const mostRows = 12;
const widestCell = 60;

const isolationText = { namespace: "in its own namespaces", none: "WITHOUT isolation" } as const;

const cut = (text: string): string => {
  const line = toOneLine(text);
  return line.length > widestCell ? `${line.slice(0, widestCell - 1)}…` : line;
};

const tableLines = ({ columns, rows, more }: EvidenceTable): string[] => {
  const shown = [columns, ...rows.slice(0, mostRows)].map((cells) => columns.map((_, at) => cut(cells[at] ?? "")));
  const widths = columns.map((_, at) => Math.max(...shown.map((cells) => cells[at]?.length ?? 0)));
  const hidden = more + Math.max(0, rows.length - mostRows);
  return [
    ...shown.map((cells) =>
      cells
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    ),
    ...(hidden > 0 ? [`and ${hidden} more`] : []),
  ];
};

const indented = (lines: string[]): string[] => lines.map((line) => `  ${line}`);

/** The Actions runner reads these lines too, and would obey a command that a test has for its name. */
export const evidenceLines = (one: Evidence): string[] =>
  [
    `${one.check.padEnd(9)} ${one.status.padEnd(14)} ${one.subject.slice(0, 12)}  ${toOneLine(one.summary)}`,
    ...(one.status === "not-configured" || one.isolation === null
      ? []
      : indented([`${one.ran === "" ? "ran" : `ran ${toOneLine(one.ran)}`} ${isolationText[one.isolation]}`])),
    ...(one.table && one.table.rows.length > 0 ? indented(tableLines(one.table)) : []),
    ...(one.status === "passed" || one.excerpt === ""
      ? []
      : one.excerpt.split("\n").map((line) => `  │ ${toOneLine(line)}`)),
  ].map(renderLogLine);
