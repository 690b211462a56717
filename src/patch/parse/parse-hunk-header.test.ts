import { describe, expect, it } from "vitest";
import { isHunkHeader } from "./line-marks.ts";
import { parseHunkHeader } from "./parse-hunk-header.ts";

const understood = (text: string): string => {
  const { before, after, sections } = parseHunkHeader(text);
  const [old, now] = [before, after].map(({ start, count }) => `${start ?? "?"},${count ?? "?"}`);
  return [`-${old} +${now}`, ...sections].join(" | ");
};

describe("parseHunkHeader", () => {
  const cases: [string, string][] = [
    ["@@ -1,2 +3,4 @@", "-1,2 +3,4"],
    ["@@ -1 +3 @@", "-1,1 +3,1"],
    ["@@ -0,0 +1 @@", "-0,0 +1,1"],
    ["@@ -1,2 +3,4 @@ def f(x):", "-1,2 +3,4 | def f(x):"],
    ["@@ -1,2 +3,4 @@ @@ x", "-1,2 +3,4 | @@ x"],
    ["@@ -1,2 +3,4 @@ }", "-1,2 +3,4 | }"],
    ["@@ -1,2 +3,4 @@\r", "-1,2 +3,4"],
    ["@@-1,2+3,4@@", "-1,2 +3,4"],
    ["@@ -1,2 +3,4", "-1,2 +3,4"],
    ["@@ -1,2 +3,4 @", "-1,2 +3,4"],
    ["@@ -1,2 +3,4 def f(x):", "-1,2 +3,4 | def f(x):"],
    ["@@   - 1, 2   + 3,4   @@", "-1,2 +3,4"],
    ["@@ -12 @@", "-12,? +?,?"],
    ["@@ -12,5 @@", "-12,5 +?,?"],
    ["@@ +12,5 @@ f", "-?,? +12,5 | f"],
    ["@@ -1,5 1,6 @@", "-1,5 +?,?"],
    ["@@ -1, +1, @@", "-1,? +1,?"],
    ["@@ -1,x +1,y @@", "-1,? +1,?"],
    ["@@ -99999999999,2 +3,99999999999999999999999 @@", "-?,2 +3,?"],
    ["@@ -1000000000,2 +1000000001,2 @@", "-1000000000,2 +?,2"],
    ["@@", "-?,? +?,?"],
    ["@@ @@", "-?,? +?,?"],
    ["@@ ... @@", "-?,? +?,?"],
    ["@@ … @@", "-?,? +?,?"],
    ["@@ ... @@ def f(x):", "-?,? +?,? | def f(x):"],
    ["@@ -,+ @@", "-?,? +?,?"],
    ["@@ -x,x +x,x @@", "-?,? +?,?"],
    ["@@ -?,? +?,? @@ f", "-?,? +?,? | f"],
    ["@@ line 12 @@", "-12,? +?,?"],
    ["@@ Lines 12-20 @@ f", "-12,? +?,? | f"],
    ["@@ (around line 12) @@", "-12,? +?,?"],
    ["@@ L12 @@", "-12,? +?,?"],
    ["@@ def f(x):", "-?,? +?,? | def f(x):"],
    ["@@ class A @@", "-?,? +?,? | class A"],
    ["@@ class A @@ def f(x):", "-?,? +?,? | class A | def f(x):"],
    ["@@ - item", "-?,? +?,? | - item"],
    ["@@ outline 12 @@", "-?,? +?,? | outline 12"],
  ];
  it.each(cases)("%s", (text, expected) => {
    expect(isHunkHeader(text)).toBe(true);
    expect(understood(text)).toBe(expected);
  });

  it.each(["@@name = 1", "@", "@@@ -1 -1 +1 @@@", " @@ -1 +1 @@", "@@@@", ""])("is no header: %s", (text) => {
    expect(isHunkHeader(text)).toBe(false);
  });
});
