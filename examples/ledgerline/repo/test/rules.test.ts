import assert from "node:assert/strict";
import { test } from "node:test";
import { categorise } from "../src/categorise.ts";
import { parseRules } from "../src/rules.ts";

const transaction = (payee: string, amount: number, note = "") => ({ date: "2026-03-05", payee, note, amount });

const categoriesOf = (rules: string, ...transactions: ReturnType<typeof transaction>[]) =>
  categorise(transactions, parseRules(rules, "rules.txt")).map(({ category }) => category);

test("the first rule that matches wins", () => {
  const rules = "food:eating-out = payee ~ café\nfood = payee ~ café|market\n";
  assert.deepEqual(categoriesOf(rules, transaction("CAFÉ LUND", -320), transaction("Harbor Market", -900)), [
    "food:eating-out",
    "food",
  ]);
});

test("all conditions of a rule must hold", () => {
  const rules = "income:salary = payee ~ acme and amount > 1000\nrefunds = note ~ ^refund and amount > 0\n";
  assert.deepEqual(
    categoriesOf(rules, transaction("Acme", 310000), transaction("Acme", 100000), transaction("Shop", 500, "Refund 7")),
    ["income:salary", "uncategorised", "refunds"],
  );
});

test("comments and empty lines are skipped", () => {
  assert.deepEqual(categoriesOf("# all\n\n  all = amount < 0\r\n", transaction("x", -1)), ["all"]);
});

const faults: [string, string][] = [
  ["food payee ~ x", "rules.txt:1: expected CATEGORY = CONDITION"],
  ["Food = payee ~ x", 'rules.txt:1: "Food" is not a category name'],
  ["food: = payee ~ x", 'rules.txt:1: "food:" is not a category name'],
  ["food = payee ~ (", 'rules.txt:1: "(" is not a regular expression'],
  ["food = amount < ten", 'rules.txt:1: "ten" is not an amount'],
  [
    "\nfood = payee is x",
    'rules.txt:2: "payee is x" is not a condition (known: payee ~ TEXT, note ~ TEXT, amount < N, amount > N)',
  ],
];
for (const [text, message] of faults) {
  test(`refuses ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseRules(text, "rules.txt"), { name: "InputError", message });
  });
}
