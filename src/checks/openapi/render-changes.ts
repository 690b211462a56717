/** Renders the changes of an API for people: a table with what breaks first, a sentence of counts, and the lines a repair needs. */
import type { EvidenceTable } from "../../domain/evidence.ts";
import { type ApiChange, impacts } from "./decode-changes.ts";

const maxRows = 40;
const maxCell = 300;
const shownOperations = 3;

export const renderTable = (changes: ApiChange[]): EvidenceTable => ({
  columns: ["change", "where", "what", "kind"],
  rows: changes
    .slice(0, maxRows)
    .map((change) => [change.impact, cell(whereOf(change)), cell(change.text), cell(change.kind)]),
  more: Math.max(0, changes.length - maxRows),
});

/** Such as "2 breaking, 1 possibly breaking and 4 compatible changes"; "no changes" when there are none. */
export const renderCounts = (changes: ApiChange[]): string => {
  const counts = impacts
    .map((impact) => ({ impact, count: changes.filter((change) => change.impact === impact).length }))
    .filter(({ count }) => count > 0)
    .map(({ impact, count }) => `${count} ${impact}`);
  if (counts.length === 0) return "no changes";
  const listed = [counts.slice(0, -1).join(", "), counts.at(-1)].filter(Boolean).join(" and ");
  return `${listed} ${changes.length === 1 ? "change" : "changes"}`;
};

/** One line for each change. */
export const renderLines = (changes: ApiChange[]): string =>
  changes.map((change) => `${whereOf(change)}: ${change.text} [${change.kind}]`).join("\n");

const whereOf = ({ operations, place }: ApiChange): string => {
  const more = operations.length - shownOperations;
  const shown = operations.slice(0, shownOperations).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return [shown, place && (shown ? `(${place})` : place)].filter(Boolean).join(" ") || "the document";
};

const cell = (text: string): string =>
  text.length <= maxCell ? text : `${text.slice(0, maxCell - 1).toWellFormed()}…`;
