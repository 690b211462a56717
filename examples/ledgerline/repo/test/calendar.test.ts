import assert from "node:assert/strict";
import { test } from "node:test";
import { monthOf, parseDate, parseMonth } from "../src/calendar.ts";

test("parseDate follows the order of the bank", () => {
  assert.equal(parseDate("03.02.2026", "dmy"), "2026-02-03");
  assert.equal(parseDate("03/02/2026", "mdy"), "2026-03-02");
  assert.equal(parseDate("2026-03-02", "ymd"), "2026-03-02");
  assert.equal(parseDate("3.2.26", "dmy"), "2026-02-03");
});

test("parseDate knows how long months are", () => {
  assert.equal(parseDate("29.02.2028", "dmy"), "2028-02-29");
  assert.equal(parseDate("29.02.2026", "dmy"), null);
  assert.equal(parseDate("31.04.2026", "dmy"), null);
  assert.equal(parseDate("01.13.2026", "dmy"), null);
});

test("parseDate refuses what is no date", () => {
  for (const text of ["", "yesterday", "2026-03", "1.2.3.4", "-1.2.2026", "01.02.20261"]) {
    assert.equal(parseDate(text, "dmy"), null, text);
  }
});

test("months are four digits, a dash and 01 to 12", () => {
  assert.equal(parseMonth("2026-12"), "2026-12");
  assert.equal(parseMonth("2026-13"), null);
  assert.equal(parseMonth("2026-1"), null);
  assert.equal(monthOf("2026-03-31"), "2026-03");
});
