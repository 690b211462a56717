/** Foreign text as code in a cell of a table of our own. */
import type { Untrusted } from "../domain/untrusted.ts";
import { cutAtWord, toOneLine } from "./visible-text.ts";

/** One line as code that neither ends early nor leaves its cell; empty for empty text. */
export const renderCodeCell = (text: Untrusted, maxLength = 200): string => {
  const line = cutAtWord(toOneLine(text), maxLength).replaceAll("`", "'");
  return line === "" ? "" : `\`${line.replace(/\\*\|/g, "\\|")}\``;
};

/** A row of cells that are Markdown already. */
export const renderRow = (cells: string[]): string => `| ${cells.join(" | ")} |`;

/** Head, rule and rows; empty without rows. */
export const renderRows = (head: string[], rows: string[][]): string[] =>
  rows.length === 0 ? [] : [renderRow(head), renderRow(head.map(() => "---")), ...rows.map(renderRow)];
