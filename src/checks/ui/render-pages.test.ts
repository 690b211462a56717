import { expect, it } from "vitest";
import { evidenceSchema } from "../../domain/evidence.ts";
import type { PageReport, PagesReport } from "./pages-report.ts";
import { renderPages } from "./render-pages.ts";

const page = (change: Partial<PageReport> = {}): PageReport => ({
  path: "/",
  status: 200,
  faults: [],
  more: 0,
  notes: [],
  screenshot: "index.png",
  ...change,
});
const report = (change: Partial<PagesReport> = {}): PagesReport => ({
  failure: null,
  serverOutput: "",
  browser: "150.0",
  pages: [page()],
  ...change,
});

it("passes when every page is without a fault", () => {
  expect(renderPages(report({ serverOutput: "ready" }), 1)).toEqual({
    status: "passed",
    summary: "1 of 1 page without a fault. 1 screenshot.",
    excerpt: "",
    table: {
      columns: ["page", "status", "result", "what", "screenshot"],
      rows: [["/", "200", "passed", "nothing to report", "ui/index.png"]],
      more: 0,
    },
  });
});

it("names the faults, and what the server said", () => {
  const faulty = page({
    path: "/cart",
    status: 500,
    faults: ["answered 500"],
    more: 2,
    notes: ["showed a dialog (alert), which was dismissed"],
    screenshot: null,
  });
  const found = renderPages(report({ serverOutput: "TypeError: x", pages: [page(), faulty] }), 2);
  expect(found).toMatchObject({ status: "failed", summary: "1 of 2 pages without a fault. 1 screenshot." });
  expect(found.table?.rows[1]).toEqual([
    "/cart",
    "500",
    "failed",
    "answered 500; showed a dialog (alert), which was dismissed",
    "",
  ]);
  expect(found.excerpt).toBe("/cart\n  answered 500\n  and 2 more\n\nThe server printed:\nTypeError: x");
});

it("fails when pages are missing, whatever the rest says", () => {
  expect(renderPages(report(), 2)).toMatchObject({
    status: "failed",
    summary: "1 of 2 pages without a fault. 1 screenshot.",
  });
  const dead = renderPages(report({ failure: "The start command ended.", pages: [], serverOutput: "no module" }), 1);
  expect(dead).toEqual({
    status: "failed",
    summary: "The start command ended. 0 of 1 page without a fault.",
    excerpt: "The server printed:\nno module",
    table: null,
  });
});

it("stays within the limits of evidence", () => {
  const long = "é".repeat(400);
  const pages = Array.from({ length: 20 }, () =>
    page({ path: `/${"x".repeat(299)}`, faults: Array(20).fill(long), notes: Array(10).fill(long) }),
  );
  const found = renderPages(report({ failure: "y".repeat(1_000), serverOutput: "z".repeat(8_000), pages }), 20);
  expect(
    evidenceSchema.safeParse({ check: "ui", subject: "s", isolation: null, link: null, ...found }).error,
  ).toBeUndefined();
});
