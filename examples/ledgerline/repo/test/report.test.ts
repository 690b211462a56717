import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { renderReport } from "../src/render-report.ts";
import { createReport } from "../src/report.ts";

const transaction = (date: string, category: string, amount: number) => ({
  date,
  payee: "p",
  note: "",
  category,
  amount,
});

const march = [
  transaction("2026-02-28", "food:groceries", -9999),
  transaction("2026-03-01", "food:groceries", -5000),
  transaction("2026-03-15", "food:eating-out", -2050),
  transaction("2026-03-31", "income:salary", 310000),
  transaction("2026-04-01", "food:groceries", -9999),
];

describe("createReport", () => {
  test("counts only the month and adds parts to the categories above them", () => {
    assert.deepEqual(createReport(march, "2026-03").lines, [
      { category: "food", total: -7050, count: 2 },
      { category: "food:eating-out", total: -2050, count: 1 },
      { category: "food:groceries", total: -5000, count: 1 },
      { category: "income", total: 310000, count: 1 },
      { category: "income:salary", total: 310000, count: 1 },
    ]);
  });

  test("tells income from spending", () => {
    const { income, spending } = createReport(march, "2026-03");
    assert.deepEqual([income, spending], [310000, -7050]);
  });
});

describe("renderReport", () => {
  test("aligns the text and indents parts", () => {
    assert.equal(
      renderReport(createReport(march, "2026-03"), "text"),
      [
        "2026-03         total  count",
        "food           -70.50      2",
        "  eating-out   -20.50      1",
        "  groceries    -50.00      1",
        "income        3100.00      1",
        "  salary      3100.00      1",
        "",
        "income 3100.00, spending -70.50",
        "",
      ].join("\n"),
    );
  });

  test("says so when the month is empty", () => {
    assert.equal(renderReport(createReport(march, "2020-01"), "text"), "2020-01: no transactions\n");
  });

  test("writes JSON with amounts as strings", () => {
    const json = renderReport(createReport(march.slice(1, 2), "2026-03"), "json");
    assert.deepEqual(JSON.parse(json), {
      month: "2026-03",
      income: "0.00",
      spending: "-50.00",
      categories: [
        { category: "food", total: "-50.00", count: 1 },
        { category: "food:groceries", total: "-50.00", count: 1 },
      ],
    });
  });
});
