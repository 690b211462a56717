import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeStatements } from "../src/merge-statements.ts";

const coffee = { date: "2026-03-05", payee: "Café Lund", note: "", amount: -320 };
const train = { date: "2026-03-04", payee: "Rail", note: "", amount: -1900 };

test("keeps equal transactions of one statement", () => {
  assert.deepEqual(mergeStatements([[coffee, coffee]]), [coffee, coffee]);
});

test("counts the overlap of two statements once", () => {
  assert.deepEqual(mergeStatements([[train, coffee], [coffee]]), [train, coffee]);
  assert.deepEqual(mergeStatements([[coffee], [coffee, coffee]]), [coffee, coffee]);
});

test("orders by date", () => {
  assert.deepEqual(mergeStatements([[coffee], [train]]), [train, coffee]);
});
