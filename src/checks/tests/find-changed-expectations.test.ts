import { describe, expect, it } from "vitest";
import { type TestReport, testReportSchema } from "../../domain/evidence.ts";
import { findChangedExpectations } from "./find-changed-expectations.ts";

const report = (lines: string[], more: Partial<TestReport> = {}): TestReport =>
  testReportSchema.parse({
    level: "names",
    passed: lines.every((line) => !line.startsWith("-")),
    timedOut: false,
    exitCode: 0,
    tests: lines.map((line) => ({
      name: line.slice(2),
      status: { "+": "passed", "-": "failed", "?": "skipped" }[line[0] ?? ""],
      file: line.slice(2).split(" > ")[0],
      message: null,
    })),
    excerpt: "",
    milliseconds: 1,
    ...more,
  });

const base = report(["+ a > one", "+ a > two", "- a > broken"]);

describe("findChangedExpectations", () => {
  it.each<[string, TestReport, TestReport, string[]]>([
    ["nothing", report(["+ a > one"]), report(["+ a > one", "+ a > two", "- a > broken"]), []],
    ["a rewritten test", report(["+ a > one", "+ a > two"]), report(["- a > one", "+ a > two"]), ["a > one"]],
    ["a deleted test", report(["+ a > one"]), report(["+ a > one", "- a > two"]), ["a > two"]],
    ["a file that does not load any more", report(["+ a > one"]), report(["- a"]), ["a"]],
    ["what fails either way", report(["- a > one"]), report(["- a > one"]), []],
  ])("finds %s", (_, head, old, expected) => {
    expect(findChangedExpectations(base, head, old).map(({ what }) => what)).toEqual(expected);
  });

  it("says so where the runner names no test", () => {
    const [passing, failing] = [report([], { level: "exit" }), report([], { level: "exit", passed: false })];
    expect(findChangedExpectations(passing, passing, failing)).toMatchObject([
      { kind: "changed expectation", path: null, isForbidden: false, isFlagged: true },
    ]);
    expect(findChangedExpectations(failing, passing, failing)).toEqual([]);
    expect(findChangedExpectations(passing, failing, failing)).toEqual([]);
  });
});
