import { describe, expect, it } from "vitest";
import { evidenceSchema, type TestReport, type TestResult, testReportSchema } from "../../domain/evidence.ts";
import type { CheckContext } from "../check.ts";
import { checkTests } from "./check-tests.ts";
import { proveGreen } from "./compare-tests.ts";

const test = (line: string, more: Partial<TestResult> = {}): TestResult => ({
  name: line.slice(2),
  status: line.startsWith("+") ? "passed" : line.startsWith("-") ? "failed" : "skipped",
  file: line.slice(2).split(" > ")[0] ?? null,
  line: null,
  message: null,
  stack: null,
  ...more,
});

const report = (tests: (string | TestResult)[], more: Partial<TestReport> = {}): TestReport => {
  const all = tests.map((one) => (typeof one === "string" ? test(one) : one));
  const passed = all.every(({ status }) => status !== "failed");
  return testReportSchema.parse({
    ran: "npm test (vitest)",
    level: "names",
    passed,
    timedOut: false,
    exitCode: passed ? 0 : 1,
    tests: all,
    isolation: "namespace",
    excerpt: "raw output\n",
    milliseconds: 1,
    ...more,
  });
};

const look = async (more: Partial<CheckContext>) => {
  const context = {
    subject: "abc",
    projects: [],
    changes: [],
    report: null,
    baseline: null,
    withBaseTests: null,
    green: null,
    ...more,
  };
  return evidenceSchema.parse(await checkTests(context as unknown as CheckContext));
};

const compare = (baseline: TestReport, after: TestReport, red: string[] = []) => ({
  baseline,
  report: after,
  green: proveGreen(baseline, { proof: "assertion", tests: red }, after),
});

describe("checkTests", () => {
  it("is not configured without a command", async () => {
    expect(await look({})).toMatchObject({ status: "not-configured", isolation: null, table: null });
  });

  it("counts what ran, and says how it was kept apart", async () => {
    expect(await look({ report: report(["+ a > x", "? a > y"]) })).toEqual({
      check: "tests",
      ran: "npm test (vitest)",
      subject: "abc",
      status: "passed",
      summary: "1 passed, 0 failed, 1 skipped.",
      excerpt: "",
      table: null,
      isolation: "namespace",
      link: null,
    });
  });

  it("shows failures by name, place, message and frames, and no raw output", async () => {
    const failed = test("- a.js > x", {
      file: "a.js",
      line: 7,
      message: "expected 1 to be 2",
      stack: "at add (lib.js:3:1)",
    });
    const evidence = await look({ report: report([failed]) });
    expect(evidence).toMatchObject({ status: "failed", summary: "0 passed, 1 failed, 0 skipped." });
    expect(evidence.excerpt).toBe("✖ a.js > x\nat a.js:7\nexpected 1 to be 2\nat add (lib.js:3:1)");
    expect(evidence.table).toEqual({
      columns: ["test", "status", "where", "message"],
      rows: [["a.js > x", "failed", "a.js:7", "expected 1 to be 2"]],
      more: 0,
    });
  });

  it("shows first which tests turned from red to green", async () => {
    const baseline = report(["+ a.js > x", "- a.js > old"]);
    const after = report(["+ a.js > x", "- a.js > old", "+ new.js > slug", "+ new.js > more"]);
    const evidence = await look(compare(baseline, after, ["new.js"]));
    expect(evidence.status).toBe("passed");
    expect(evidence.summary).toBe("3 passed, 1 failed (1 of them before the change), 0 skipped.");
    expect(evidence.table?.rows).toEqual([
      ["new.js > slug", "red → green", "new.js", ""],
      ["new.js > more", "red → green", "new.js", ""],
      ["a.js > old", "failed before", "a.js", ""],
    ]);
  });

  it("says what the comparison found", async () => {
    const evidence = await look(compare(report(["+ a > x"]), report(["- a > x"])));
    expect(evidence).toMatchObject({
      status: "failed",
      summary: '0 passed, 1 failed, 0 skipped. These tests fail: "a > x".',
    });
  });

  it("fails for tests that are gone, and names them", async () => {
    const evidence = await look(compare(report(["+ a > x", "+ a > y"]), report(["+ a > x", "? a > y"])));
    expect(evidence.status).toBe("failed");
    expect(evidence.summary).toBe(
      '1 passed, 0 failed, 1 skipped. 1 tests that ran before do not run any more (skipped: "a > y"). Do not remove or skip tests.',
    );
    expect((await look({ ...compare(report(["+ a > x"]), report([])), green: null })).summary).toContain(
      'Tests may not be deleted, skipped or focused: deleted: "a > x".',
    );
    expect(evidence.table?.rows).toEqual([["a > y", "skipped", "a", ""]]);
  });

  it("says once what kept the run from an ordinary end", async () => {
    const reason = "The tests crashed: a process was ended by SIGSEGV.";
    const after = report([], { level: "exit", passed: false, exitCode: 139, reason });
    const { summary } = await look(compare(report(["+ a > x"]), after));
    expect(summary.split(reason).length).toBe(2);
  });

  it("fails for a focused test, and lists what people should look at", async () => {
    const changes = [
      { path: "a.test.ts", before: "expect(1);\n", after: 'it.only("x");\n' },
      { path: "src/a.ts", before: "a\n", after: "a // @ts-ignore\n" },
    ];
    const names = report(["+ a > x"]);
    const evidence = await look({ ...compare(names, names), changes });
    expect(evidence.status).toBe("failed");
    expect(evidence.summary).toContain('focused: "it.only(\\"x\\");" in a.test.ts:1.');
    expect(evidence.table?.rows).toEqual([
      ["", "focused", "a.test.ts:1", 'it.only("x");'],
      ["", "fewer assertions", "a.test.ts", "1 before, 0 now"],
      ["", "suppression", "src/a.ts:1", "a // @ts-ignore"],
    ]);
  });

  it("names flaky tests with their numbers, also those of the base", async () => {
    const flaky = [{ name: "a > x", passed: 1, runs: 3 }];
    const baseline = report(["+ a > x"], { flaky });
    const evidence = await look(compare(baseline, report(["+ a > x"], { flaky })));
    expect(evidence).toMatchObject({
      status: "passed",
      summary:
        '1 passed, 0 failed, 0 skipped. Flaky: "a > x" passed 1 of 3 runs, "a > x" passed 1 of 3 runs on the base.',
    });
    expect(evidence.table?.rows[0]).toEqual(["a > x", "flaky", "", "passed 1 of 3 runs of the same tree"]);
  });

  it("does not call a new test green that is flaky", async () => {
    const after = report(["+ a > x", "+ new > y"], { flaky: [{ name: "new > y", passed: 1, runs: 2 }] });
    expect(await look(compare(report(["+ a > x"]), after, ["new > y"]))).toMatchObject({
      status: "failed",
      summary: expect.stringContaining('New tests are flaky: "new > y" passed 1 of 2 runs.'),
    });
  });

  it.each<[Partial<TestReport>, string, RegExp]>([
    [{ level: "exit", tests: [] }, "passed", /ended with exit status 0 and named no test/],
    [{ level: "exit", tests: [], passed: false, exitCode: null }, "failed", /ended by a signal/],
    [{ level: "exit", tests: [], timedOut: true, passed: false }, "failed", /did not end in time/],
    [{ reason: "The tests crashed.", passed: false }, "failed", /0 skipped\. The tests crashed\./],
  ])("says that %j is all that is known", async (more, status, summary) => {
    const evidence = await look({ report: report([], more) });
    expect(evidence).toMatchObject({ status, summary: expect.stringMatching(summary) });
    expect(evidence.excerpt).toBe(status === "failed" ? "raw output\n" : "");
  });

  it("stays within its bounds however much fails", async () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      test(`- ${"f".repeat(200)}${i} > x`, { message: "m\n".repeat(2_000), stack: "s".repeat(2_000) }),
    );
    const evidence = await look({ report: report(many) });
    expect(evidence.table?.rows).toHaveLength(40);
    expect(evidence.table?.more).toBe(460);
    expect(evidence.excerpt).toContain("more failing tests");
  });
});
