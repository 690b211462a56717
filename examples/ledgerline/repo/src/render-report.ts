/** Writes a report for people (aligned text) or for programs (JSON). */
import { formatAmount } from "./money.ts";
import type { Report } from "./report.ts";

export type Format = "text" | "json";

const depthOf = (category: string): number => category.split(":").length - 1;

const indented = (category: string): string => "  ".repeat(depthOf(category)) + (category.split(":").at(-1) ?? "");

/** Pads every column to its widest cell: the first to the left, the others to the right. */
const alignColumns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
};

const renderText = (report: Report): string => {
  if (report.lines.length === 0) return `${report.month}: no transactions\n`;
  const table = alignColumns([
    [report.month, "total", "count"],
    ...report.lines.map(({ category, total, count }) => [indented(category), formatAmount(total), String(count)]),
  ]);
  const totals = `income ${formatAmount(report.income)}, spending ${formatAmount(report.spending)}`;
  return `${table.join("\n")}\n\n${totals}\n`;
};

const renderJson = ({ month, lines, income, spending }: Report): string => {
  const document = {
    month,
    income: formatAmount(income),
    spending: formatAmount(spending),
    categories: lines.map(({ category, total, count }) => ({ category, total: formatAmount(total), count })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};

/** The text ends with a line break. Amounts in JSON are strings, because JSON numbers are floating point. */
export const renderReport = (report: Report, format: Format): string =>
  format === "json" ? renderJson(report) : renderText(report);
