import { describe, expect, it } from "vitest";
import { type TestReport, testReportSchema } from "../../domain/evidence.ts";
import { confirmFailures } from "./confirm-failures.ts";

const report = (lines: string[], more: Partial<TestReport> = {}): TestReport => {
  const passed = !lines.some((line) => line.startsWith("-"));
  return testReportSchema.parse({
    level: "names",
    passed,
    timedOut: false,
    exitCode: passed ? 0 : 1,
    tests: lines.map((line) => ({
      name: line.slice(2).split(" | ")[0],
      status: { "+": "passed", "-": "failed", "?": "skipped" }[line[0] ?? ""],
      file: line.slice(2).split(/ > | \| /)[0],
      message: line.split(" | ")[1] ?? null,
    })),
    excerpt: "",
    milliseconds: 1,
    ...more,
  });
};

const confirm = async (first: TestReport, again: TestReport[], known: string[] = [], runs = 2) => {
  const asked: (string[] | "all")[] = [];
  const rerun = async (only: TestReport["tests"] | null): Promise<TestReport> => {
    asked.push(only?.map((test) => test.name) ?? "all");
    return again[asked.length - 1] ?? report([]);
  };
  return { settled: await confirmFailures(first, { rerun, known: new Set(known), runs }), asked };
};

describe("confirmFailures", () => {
  it("calls a test flaky that passes when all are run again, which are where it passed without the others", async () => {
    const { settled, asked } = await confirm(report(["+ a > x", "- a > y", "- a > z"]), [
      report(["+ a > y", "- a > z"]),
      report(["- a > z"]),
      report(["+ a > x", "+ a > y", "- a > z"]),
    ]);
    expect(asked).toEqual([["a > y", "a > z"], ["a > z"], "all"]);
    expect(settled.flaky).toEqual([{ name: "a > y", passed: 1, runs: 2 }]);
    expect(settled.tests.map((test) => test.status)).toEqual(["passed", "passed", "failed"]);
    expect(settled.passed).toBe(false);
  });

  it("does not call flaky what passes alone and fails after others every time", async () => {
    const first = report(["+ a > x", "- a > y"]);
    const { settled, asked } = await confirm(first, [report(["+ a > y"]), first, first]);
    expect(asked).toEqual([["a > y"], "all", "all"]);
    expect(settled).toBe(first);
  });

  it("does not call flaky what needs others that were left out", async () => {
    const first = report(["+ a > x", "+ a > w", "- a > y"]);
    expect((await confirm(first, [report(["- a > x", "- a > y"])], [], 1)).settled).toBe(first);
  });

  it("lets the run pass when nothing else failed", async () => {
    const { settled } = await confirm(report(["- a > y"]), [report(["- a > y"]), report(["+ a > y"])]);
    expect(settled).toMatchObject({ passed: true, exitCode: 0, flaky: [{ name: "a > y", passed: 1, runs: 3 }] });
  });

  it("does not let the run pass when the command still fails", async () => {
    const { settled } = await confirm(report(["- a > y"]), [report(["+ a > y"], { passed: false, exitCode: 1 })]);
    expect(settled).toMatchObject({ passed: false, exitCode: 1, flaky: [{ name: "a > y", passed: 1, runs: 2 }] });
  });

  it("counts what other tests of a whole run did", async () => {
    const { settled } = await confirm(
      report(["+ a > x", "- a > y"]),
      [report(["- a > x", "+ a > y"], { exitCode: 0 })],
      [],
      1,
    );
    expect(settled.flaky.map((test) => test.name)).toEqual(["a > x", "a > y"]);
  });

  it.each<[string, TestReport, TestReport[], string[], number]>([
    ["nothing failed", report(["+ a > x"]), [], [], 2],
    ["no run is left", report(["- a > x"]), [], [], 0],
    ["the failure is known", report(["- a > x"]), [], ["a > x"], 2],
    ["the run named no test", report([], { level: "exit", passed: false }), [], [], 2],
    ["the run hung", report(["- a > x"], { timedOut: true }), [], [], 2],
    ["a file misses a name", report(["- a.js | Cannot find module './x'"]), [], [], 2],
  ])("runs nothing again when %s", async (_, first, again, known, runs) => {
    const { settled, asked } = await confirm(first, again, known, runs);
    expect(asked).toEqual([]);
    expect(settled).toBe(first);
  });

  it.each<[string, TestReport]>([
    ["fails again", report(["- a > x"])],
    ["is not there", report(["+ a > other"])],
    ["is skipped", report(["? a > x"])],
    ["hangs", report(["+ a > x"], { timedOut: true })],
    ["ends without names", report([], { level: "exit" })],
  ])("calls nothing flaky when the test %s", async (_, second) => {
    const first = report(["- a > x"]);
    expect((await confirm(first, [second, second])).settled).toBe(first);
  });
});
