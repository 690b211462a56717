/** Answers the requests of the page: the page itself, and its report as JSON. */
import { parseMonth } from "./calendar.ts";
import { renderPage } from "./render-page.ts";
import { renderReport } from "./render-report.ts";
import { createReport } from "./report.ts";
import type { Categorised } from "./transaction.ts";

export type Answer = { status: number; type: string; body: string };

const html = (body: string): Answer => ({ status: 200, type: "text/html; charset=utf-8", body });
const json = (status: number, body: string): Answer => ({ status, type: "application/json; charset=utf-8", body });
const fault = (status: number, message: string): Answer => json(status, `${JSON.stringify({ message })}\n`);

/** The newest month that has a transaction. */
const newestMonth = (transactions: readonly Categorised[]): string =>
  transactions.reduce((newest, { date }) => (date > newest ? date : newest), "0000-01").slice(0, 7);

/** `target` is the path and query of a GET request. */
export const answer = (target: string, transactions: readonly Categorised[]): Answer => {
  const url = new URL(target, "http://localhost");
  const month = parseMonth(url.searchParams.get("month") ?? newestMonth(transactions));
  if (month === null) return fault(400, "give the month as YYYY-MM");
  const report = createReport(transactions, month);
  if (url.pathname === "/") return html(renderPage(report));
  if (url.pathname === "/report") return json(200, renderReport(report, "json"));
  return fault(404, "there are / and /report");
};
