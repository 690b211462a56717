/** Turns what a browser saw into evidence: a row for each page. */
import type { Evidence } from "../../domain/evidence.ts";
import type { PageReport, PagesReport } from "./pages-report.ts";

type Found = Pick<Evidence, "status" | "summary" | "excerpt" | "table">;

const maxExcerpt = 8_000;

export const renderPages = (report: PagesReport, pages: number): Found => {
  const faulty = report.pages.filter(({ faults }) => faults.length > 0);
  const pictures = report.pages.filter(({ screenshot }) => screenshot !== null).length;
  const passed = report.failure === null && faulty.length === 0 && report.pages.length === pages;
  const seen = `${report.pages.length - faulty.length} of ${pages} ${pages === 1 ? "page" : "pages"} without a fault`;
  const summary = [
    report.failure ?? "",
    `${seen}.`,
    pictures > 0 ? `${pictures} ${pictures === 1 ? "screenshot" : "screenshots"}.` : "",
  ];
  return {
    status: passed ? "passed" : "failed",
    summary: summary.filter(Boolean).join(" "),
    excerpt: excerptOf(report, faulty).slice(0, maxExcerpt).toWellFormed(),
    table: report.pages.length === 0 ? null : { columns, rows: report.pages.map(rowOf), more: 0 },
  };
};

const columns = ["page", "status", "result", "what", "screenshot"];

const rowOf = (page: PageReport): string[] => {
  const what = [...page.faults, ...page.notes].join("; ") || "nothing to report";
  return [
    cut(page.path),
    page.status === null ? "none" : String(page.status),
    page.faults.length > 0 ? "failed" : "passed",
    cut(what),
    page.screenshot === null ? "" : `ui/${page.screenshot}`,
  ];
};

/** What did not fit into the table, and the server's words where they help. */
const excerptOf = (report: PagesReport, faulty: PageReport[]): string => {
  const pages = faulty.map(({ path, faults, more }) =>
    [path, ...faults.map((fault) => `  ${fault}`), ...(more > 0 ? [`  and ${more} more`] : [])].join("\n"),
  );
  const server =
    report.serverOutput !== "" && (report.failure !== null || faulty.length > 0)
      ? [`The server printed:\n${report.serverOutput}`]
      : [];
  return [...pages, ...server].join("\n\n");
};

const cut = (text: string): string => (text.length <= 300 ? text : `${text.slice(0, 299)}…`).toWellFormed();
