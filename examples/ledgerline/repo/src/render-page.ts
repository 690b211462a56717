/** Writes a report as a page: one table, no scripts, nothing from elsewhere. */
import { formatAmount } from "./money.ts";
import type { Report, ReportLine } from "./report.ts";

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 ui-sans-serif, system-ui, sans-serif; }
  body { margin: 3rem auto; max-width: 40rem; padding: 0 1rem; }
  h1 { font-size: 1.25rem; margin: 0 0 1.5rem; }
  h1 small { color: GrayText; font-weight: 400; margin-left: 0.5rem; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  th, td { border-bottom: 1px solid color-mix(in srgb, CanvasText 12%, Canvas); padding: 0.4rem 0.5rem; text-align: right; }
  th:first-child, td:first-child { text-align: left; }
  thead th { color: GrayText; font-size: 0.8rem; font-weight: 500; }
  .part td { color: color-mix(in srgb, CanvasText 70%, Canvas); }
  .part td:first-child { padding-left: 2rem; }
  p { color: GrayText; }
`;

const renderLine = ({ category, total, count }: ReportLine): string => {
  const name = category.split(":").at(-1) ?? "";
  const part = category.includes(":") ? ' class="part"' : "";
  return `<tr${part}><td>${escape(name)}</td><td>${formatAmount(total)}</td><td>${count}</td></tr>`;
};

export const renderPage = (report: Report): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>Ledgerline ${report.month}</title>
<style>${style}</style>
</head>
<body>
<h1>Ledgerline<small>${report.month}</small></h1>
<table>
<thead><tr><th>category</th><th>total</th><th>count</th></tr></thead>
<tbody>
${report.lines.map(renderLine).join("\n")}
</tbody>
</table>
<p>income ${formatAmount(report.income)}, spending ${formatAmount(report.spending)}</p>
</body>
</html>
`;
