import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { formatAmount, parseAmount, sum } from "../src/money.ts";

describe("parseAmount", () => {
  const cases: [string, "," | ".", number | null][] = [
    ["12,34", ",", 1234],
    ["-1.234,56", ",", -123456],
    ["1,234.56", ".", 123456],
    ["+7", ".", 700],
    ["7.5", ".", 750],
    [" 0,01 ", ",", 1],
    ["-0.00", ".", 0],
    ["12.34", ",", null],
    ["1.23,4,5", ",", null],
    ["12,345", ".", 1234500],
    ["12,34", ".", null],
    ["", ".", null],
    ["12 EUR", ".", null],
    ["99999999999999999", ".", null],
  ];
  for (const [text, mark, cents] of cases) {
    test(`"${text}" with decimal mark ${mark} is ${cents}`, () => {
      assert.equal(parseAmount(text, mark), cents);
    });
  }
});

test("formatAmount writes two digits and no group mark", () => {
  assert.equal(formatAmount(0), "0.00");
  assert.equal(formatAmount(5), "0.05");
  assert.equal(formatAmount(-5), "-0.05");
  assert.equal(formatAmount(-123456), "-1234.56");
});

test("what formatAmount writes, parseAmount reads", () => {
  for (const cents of [0, 1, -1, 99, 100, -101, 123456789]) {
    assert.equal(parseAmount(formatAmount(cents), "."), cents);
  }
});

test("ten times ten cents are exactly one unit", () => {
  assert.equal(sum(Array.from({ length: 10 }, () => 10)), 100);
});
