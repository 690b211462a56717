import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readStatement } from "../src/read-statement.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");

test("reads a German export: semicolons, day first, comma as decimal mark, quoted payees", () => {
  const transactions = readStatement(fixture("sparbank.csv"), "sparbank.csv");
  assert.equal(transactions.length, 6);
  assert.deepEqual(transactions[0], {
    date: "2026-03-01",
    payee: "Hausverwaltung Köhler; Miete",
    note: "Miete März",
    amount: -95000,
  });
});

test("reads an American export: commas, month first", () => {
  assert.deepEqual(readStatement(fixture("northcoast.csv"), "northcoast.csv"), [
    { date: "2026-03-02", payee: "HARBOR MARKET #12", note: "", amount: -6420 },
    { date: "2026-03-31", payee: "ACME PAYROLL", note: "March", amount: 310000 },
  ]);
});

test("finds the columns by name, not by place", () => {
  const [transaction] = readStatement("amount,note,payee,balance,date\n-1.00,n,p,7,2026-03-04\n", "a.csv");
  assert.deepEqual(transaction, { date: "2026-03-04", payee: "p", note: "n", amount: -100 });
});

const faults: [string, string, string][] = [
  ["an unknown header", "x,y\n", "a.csv:1: the header fits no known bank (known: sparbank, northcoast, plain)"],
  ["a bad date", "date,payee,note,amount\n2026-02-30,p,n,1\n", 'a.csv:2: "2026-02-30" is not a date'],
  ["a bad amount", "date,payee,note,amount\n2026-02-03,p,n,1 EUR\n", 'a.csv:2: "1 EUR" is not an amount'],
  ["a missing column", "date,payee,note,amount\n2026-02-03,p,n\n", "a.csv:2: expected 4 columns, found 3"],
];
for (const [what, text, message] of faults) {
  test(`says where ${what} stands`, () => {
    assert.throws(() => readStatement(text, "a.csv"), { name: "InputError", message });
  });
}
