import { expect, test } from "vitest";
import type { Expect, Tree } from "./case.ts";
import { type Answer, isBest, judge, snapshotOf } from "./judge.ts";

const base: Tree = { "a.txt": { mode: "100644", text: "old\n" }, "b.txt": { mode: "100755", text: "kept\n" } };
const expected: Tree = { ...base, "a.txt": { mode: "100644", text: "new\n" } };
const other: Tree = { ...base, "a.txt": { mode: "100644", text: "new" } };
const otherMode: Tree = { ...expected, "b.txt": { mode: "100644", text: "kept\n" } };

const verdict = (label: Expect, status: Answer["status"], tree: Tree): string => {
  const answer: Answer = { status, tree: snapshotOf(tree), detail: "", ms: 0 };
  return judge({ expect: label, base, expected: label === "refuse" ? base : expected }, answer);
};

test.each([
  ["apply", "done", expected, "exact"],
  ["apply", "done", other, "wrong"],
  ["apply", "done", otherMode, "wrong"],
  ["apply", "done", base, "wrong"],
  ["apply", "refused", base, "refused"],
  ["apply", "refused", expected, "half-applied"],
  ["apply", "refused", other, "half-applied"],
  ["ambiguous", "done", expected, "exact"],
  ["ambiguous", "done", other, "wrong"],
  ["ambiguous", "refused", base, "refused"],
  ["refuse", "refused", base, "refused"],
  ["refuse", "done", base, "refused"],
  ["refuse", "done", expected, "wrong"],
  ["refuse", "refused", expected, "half-applied"],
  ["apply", "crash", expected, "crash"],
] as const)("%s, %s: %#", (label, status, tree, is) => {
  expect(verdict(label, status, tree)).toBe(is);
});

test("a missing and an additional file are differences", () => {
  expect(verdict("apply", "done", { "a.txt": { mode: "100644", text: "new\n" } })).toBe("wrong");
  expect(verdict("apply", "done", { ...expected, "c.txt": { mode: "100644", text: "" } })).toBe("wrong");
});

test("bytes that are no UTF-8 are compared as bytes", () => {
  const bytes = (hex: string): Tree => ({ x: { mode: "100644", base64: Buffer.from(hex, "hex").toString("base64") } });
  const answer: Answer = { status: "done", tree: snapshotOf(bytes("e9")), detail: "", ms: 0 };
  expect(judge({ expect: "apply", base: {}, expected: bytes("e9") }, answer)).toBe("exact");
  expect(judge({ expect: "apply", base: {}, expected: bytes("e8") }, answer)).toBe("wrong");
});

test("the best end is exact, or refused where nothing may change", () => {
  expect(isBest("apply", "exact")).toBe(true);
  expect(isBest("ambiguous", "refused")).toBe(false);
  expect(isBest("refuse", "refused")).toBe(true);
});
