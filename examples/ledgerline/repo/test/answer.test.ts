import assert from "node:assert/strict";
import { test } from "node:test";
import { answer } from "../src/answer.ts";
import type { Categorised } from "../src/transaction.ts";

const transactions: Categorised[] = [
  { date: "2026-02-27", payee: "Acme", note: "", amount: 310_000, category: "income:salary" },
  { date: "2026-03-02", payee: "Harbor <b>Market</b>", note: "", amount: -6_420, category: "food:groceries" },
];

test("shows the newest month", () => {
  const page = answer("/", transactions);
  assert.equal(page.status, 200);
  assert.match(page.type, /^text\/html/);
  assert.match(page.body, /Ledgerline<small>2026-03/);
  assert.match(page.body, /<td>groceries<\/td><td>-64\.20<\/td><td>1<\/td>/);
});

test("gives the report of a month as JSON", () => {
  const { status, body } = answer("/report?month=2026-02", transactions);
  assert.equal(status, 200);
  assert.deepEqual(JSON.parse(body).categories, [
    { category: "income", total: "3100.00", count: 1 },
    { category: "income:salary", total: "3100.00", count: 1 },
  ]);
});

test("escapes what stands in a category", () => {
  const [odd] = transactions;
  assert.ok(odd);
  assert.ok(!answer("/", [{ ...odd, category: "<script>" }]).body.includes("<script>"));
});

test("says what is wrong with a request", () => {
  assert.deepEqual([answer("/report?month=March", transactions).status, answer("/chart", transactions).status], [400, 404]);
});
