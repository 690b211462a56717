import { expect, it } from "vitest";
import { isOldFault } from "./is-old-fault.ts";
import type { PagesReport } from "./pages-report.ts";

const report = (pages: Record<string, string[]>, failure: string | null = null, more = 0): PagesReport => ({
  failure,
  serverOutput: "",
  browser: "1",
  pages: Object.entries(pages).map(([path, faults]) => ({
    path,
    status: 200,
    faults,
    more,
    notes: [],
    screenshot: null,
  })),
});

it.each<[string, PagesReport, PagesReport, boolean]>([
  ["the same fault", report({ "/": ["a"], "/b": [] }), report({ "/": ["x", "a"], "/b": [] }), true],
  ["another fault of the same page", report({ "/": ["a", "b"] }), report({ "/": ["a"] }), false],
  ["the fault of another page", report({ "/": ["a"] }), report({ "/": [], "/b": ["a"] }), false],
  ["faults that were left out", report({ "/": ["a"] }, null, 1), report({ "/": ["a"] }, null, 1), false],
  ["a server that starts on neither side", report({}, "no answer"), report({}, "no answer"), true],
  ["a server that the head keeps from starting", report({}, "no answer"), report({ "/": [] }), false],
  ["a server that the base kept from starting", report({ "/": ["a"] }), report({}, "no answer"), false],
])("knows %s", (_, head, base, isOld) => {
  expect(isOldFault(head, base)).toBe(isOld);
});
