import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TestReport, type TestResult, testReportSchema } from "../../domain/evidence.ts";
import { proveGreen, proveRed, subtractBaseline } from "./compare-tests.ts";

const result = (line: string, message: string | null = null): TestResult => {
  const mark = line[0];
  const name = line.slice(2);
  const status = mark === "+" ? "passed" : mark === "-" ? "failed" : "skipped";
  return { name, status, file: name.split(" > ")[0] ?? null, line: null, message, stack: null };
};

const report = (lines: (string | TestResult)[], more: Partial<TestReport> = {}): TestReport => {
  const tests = lines.map((line) => (typeof line === "string" ? result(line) : line));
  const passed = tests.every((test) => test.status !== "failed");
  return testReportSchema.parse({
    level: "names",
    passed,
    timedOut: false,
    exitCode: passed ? 0 : 1,
    tests,
    excerpt: "",
    milliseconds: 1,
    ...more,
  });
};

const byExit = (exitCode: number, excerpt = ""): TestReport =>
  report([], { level: "exit", passed: exitCode === 0, exitCode, excerpt });

const base = report(["+ a.js > one", "+ a.js > two", "? a.js > skipped"]);
const brokenBase = report(["+ a.js > one", "- a.js > two"]);
const red = (after: TestReport, symbols = ["slugify", "src/slug.ts"], baseline = base, files = ["new.js"]) =>
  proveRed(baseline, after, files, symbols);

const nodeExcerpt = `✔ one (<duration>)
✖ other.js
file://./new.js:1
import { slugify } from "./lib.js";
         ^^^^^^^
SyntaxError: The requested module './lib.js' does not provide an export named 'slugify'
    at #asyncInstantiate (node:internal/modules/esm/module_job:455:21)

Node.js v24.0.0
✖ new.js (<duration>)
ℹ tests 10
Error: Cannot find module 'somewhere else'
`;

describe("proveRed: assertion", () => {
  it.each<[string, TestReport, TestReport]>([
    ["a new file", base, report(["+ a.js > one", "+ a.js > two", "- new.js > slug"])],
    ["a base that fails elsewhere", brokenBase, report(["+ a.js > one", "- a.js > two", "- new.js > slug"])],
    ["a base without tests", report([]), report(["- new.js > slug"])],
    ["a base with exit status alone", byExit(0), report(["- new.js > slug"])],
  ])("holds for %s", (_, baseline, after) => {
    expect(red(after, [], baseline)).toMatchObject({ proof: "assertion", tests: ["new.js > slug"] });
  });

  it("holds for a changed test of a changed file", () => {
    const after = report(["- a.js > one", "+ a.js > two"]);
    expect(red(after, [], base, ["a.js"])).toMatchObject({ proof: "assertion", tests: ["a.js > one"] });
  });

  it("does not take a flaky test for a red one", () => {
    const after = report(["+ a.js > one", "+ a.js > two", "+ new.js > slug"], {
      flaky: [{ name: "new.js > slug", passed: 2, runs: 3 }],
    });
    expect(red(after)).toMatchObject({
      proof: "none",
      reason: expect.stringContaining('"new.js > slug" passed 2 of 3 runs'),
    });
  });

  it("misses tests of files that load, when others do not", () => {
    const after = report(["+ a.js > one", result("- new.js", "No module named 'slugify'")]);
    expect(red(after)).toMatchObject({ proof: "none", reason: expect.stringContaining('gone: "a.js > two"') });
  });

  it("lets other new tests pass", () => {
    const after = report(["+ a.js > one", "+ a.js > two", "+ new.js > guard", "- new.js > slug"]);
    expect(red(after)).toMatchObject({ proof: "assertion", tests: ["new.js > slug"] });
  });

  it("tells new tests by name where the runner names no file", () => {
    const plain = (name: string, status: TestResult["status"]): TestResult => ({
      name,
      status,
      file: null,
      line: null,
      message: null,
      stack: null,
    });
    const after = report([plain("C > old", "passed"), plain("C > new", "failed")]);
    expect(red(after, [], report([plain("C > old", "passed")]))).toMatchObject({
      proof: "assertion",
      tests: ["C > new"],
    });
  });
});

describe("proveRed: missing-symbol", () => {
  const others = ["+ a.js > one", "+ a.js > two"];

  it.each<[string, string]>([
    ["vitest", "Cannot find module '../src/slug.ts' imported from ./new.js"],
    ["vitest with a resolver", 'Failed to resolve import "../src/slug" from "new.js". Does the file exist?'],
    ["pytest, a name", "E   ImportError: cannot import name 'slugify' from 'lib' (./lib.py)"],
    ["pytest, a module", "E   ModuleNotFoundError: No module named 'text.slug'"],
    ["CommonJS", "Error: Cannot find module '../src/slug'\nRequire stack:\n- ./new.js"],
  ])("holds for a file that %s cannot load", (_, message) => {
    const after = report([...others, result("- new.js", message)]);
    expect(red(after)).toMatchObject({ proof: "missing-symbol", tests: ["new.js"] });
  });

  it("finds node's message in the output", () => {
    const after = report([...others, result("- new.js", "test failed")], { excerpt: nodeExcerpt });
    expect(red(after, ["slugify()"])).toMatchObject({ proof: "missing-symbol", tests: ["new.js"] });
    expect(red(after, ["other"])).toMatchObject({ proof: "none", reason: expect.stringContaining('"slugify"') });
  });

  it("counts the weaker proof when both kinds occur", () => {
    const after = report([...others, "- new.js > slug", result("- more.js", "No module named 'slugify'")]);
    expect(red(after, ["slugify"], base, ["new.js", "more.js"])).toMatchObject({
      proof: "missing-symbol",
      tests: ["new.js > slug", "more.js"],
    });
  });

  it("reads a compiler that stops before any test", () => {
    const excerpt = "new.test.ts(3,10): error TS2305: Module '\"./lib\"' has no exported member 'slugify'.\n";
    expect(proveRed(base, byExit(2, excerpt), ["new.test.ts"], ["slugify"])).toMatchObject({
      proof: "missing-symbol",
      tests: ["new.test.ts"],
    });
    expect(proveRed(base, byExit(2, excerpt), ["web/new.test.ts"], ["slugify"]).tests).toEqual(["web/new.test.ts"]);
    expect(proveRed(base, byExit(2, excerpt), ["other.test.ts"], ["slugify"]).proof).toBe("none");
    expect(proveRed(base, byExit(2, excerpt), ["new.test.ts"], ["other"]).proof).toBe("none");
  });
});

describe("proveRed: exit-status and none", () => {
  it("takes the exit status where there is nothing else", () => {
    expect(red(byExit(1), [], byExit(0))).toMatchObject({ proof: "exit-status", tests: [] });
  });

  it.each<[string, TestReport, TestReport, RegExp]>([
    ["a base that fails without names", byExit(1), byExit(1), /person has to mend the base/],
    [
      "a base that fails although no test does",
      report(["+ a.js > one"], { passed: false }),
      report(["- new.js > x"]),
      /person has to mend/,
    ],
    ["a base that hangs", report([], { timedOut: true }), report(["- new.js > x"]), /person has to mend/],
    ["tests that hang", base, report(["- new.js > x"], { timedOut: true }), /did not end in time/],
    ["exit status 0", byExit(0), byExit(0), /succeeds with the new tests/],
    [
      "tests that pass already",
      base,
      report(["+ a.js > one", "+ a.js > two", "+ new.js > x"]),
      /pass already.*"new.js > x"/,
    ],
    ["tests that are not picked up", base, base, /No new test was run/],
    ["tests that are skipped", base, report(["+ a.js > one", "+ a.js > two", "? new.js > x"]), /No new test was run/],
    [
      "other tests broken",
      base,
      report(["- a.js > one", "+ a.js > two", "- new.js > x"]),
      /break others.*"a.js > one"/,
    ],
    ["another file that does not load any more", base, report(["- a.js", "- new.js > x"]), /break others.*"a.js"/],
    ["tests lost", base, report(["+ a.js > one", "- new.js > x"]), /1 tests that ran before/],
    [
      "a syntax error",
      base,
      report([result("- new.js", "SyntaxError: Unexpected token")]),
      /does not load, and not for want/,
    ],
    [
      "an unplanned module",
      base,
      report([result("- new.js", "Cannot find module 'left-pad'")]),
      /"left-pad", which neither exists nor/,
    ],
    ["no report after one before", base, byExit(1), /stopped before it could name a test/],
  ])("refuses %s and says what to do", (_, baseline, after, reason) => {
    const proof = red(after, ["slugify"], baseline);
    expect(proof).toMatchObject({ proof: "none", tests: [] });
    expect(proof.reason).toMatch(reason);
  });
});

describe("proveGreen", () => {
  const byName = { proof: "assertion" as const, tests: ["new.js > slug"] };
  const all = ["+ a.js > one", "+ a.js > two", "+ new.js > slug"];

  it("holds when red tests and all others pass", () => {
    expect(proveGreen(base, byName, report(all))).toEqual({
      ok: true,
      tests: ["new.js > slug"],
      passed: 3,
      broken: [],
      reason: "All 3 tests pass.",
    });
  });

  it("subtracts by name what failed in the base", () => {
    const after = report(["+ a.js > one", "- a.js > two", "+ new.js > slug"]);
    expect(proveGreen(brokenBase, byName, after)).toMatchObject({ ok: true, passed: 2, broken: [] });
  });

  it("refuses a new test that is flaky, and lets an old one be", () => {
    const flaky = (name: string) => report(all, { flaky: [{ name, passed: 1, runs: 3 }] });
    expect(proveGreen(base, byName, flaky("new.js > slug"))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/New tests are flaky: "new.js > slug" passed 1 of 3 runs/),
    });
    expect(proveGreen(base, byName, flaky("a.js > one"))).toMatchObject({ ok: true });
  });

  it("names the tests that do not run any more", () => {
    expect(proveGreen(base, byName, report(["? a.js > two", "+ new.js > slug"])).reason).toBe(
      '2 tests that ran before do not run any more (gone: "a.js > one"; skipped: "a.js > two"). Do not remove or skip tests.',
    );
  });

  it("is not content with as many tests under other names", () => {
    const after = report(["+ a.js > one", "+ a.js > easier", "+ new.js > slug"]);
    expect(proveGreen(base, byName, after)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('gone: "a.js > two"'),
    });
  });

  it("finds files behind the name of their project", () => {
    const inWeb = (line: string, message: string | null = null) => ({ ...result(line, message), file: "web/new.js" });
    const after = report(["+ a.js > one", "+ a.js > two", inWeb("- web: web/new.js", "No module named 'slugify'")]);
    const unloaded = proveRed(base, after, ["web/new.js"], ["slugify"]);
    expect(unloaded).toMatchObject({ proof: "missing-symbol", tests: ["web: web/new.js"] });
    const done = report(["+ a.js > one", "+ a.js > two", inWeb("+ web: web/new.js > slug")]);
    expect(proveGreen(base, unloaded, done)).toMatchObject({ ok: true, tests: ["web: web/new.js"] });
  });

  it("takes the tests of a file that did not load before", () => {
    const unloaded = { proof: "missing-symbol" as const, tests: ["new.js"] };
    expect(proveGreen(base, unloaded, report(all))).toMatchObject({ ok: true, tests: ["new.js"] });
    expect(proveGreen(base, unloaded, report(all.slice(0, 2)))).toMatchObject({ ok: false, tests: [] });
  });

  it("takes new tests for those of the file where the runner names no files", () => {
    const plain = (line: string): TestResult => ({ ...result(line), file: null });
    const baseline = report([plain("+ one")]);
    const unloaded = { proof: "missing-symbol" as const, tests: ["test/new.js"] };
    expect(proveGreen(baseline, unloaded, report([plain("+ one"), plain("+ slug")]))).toMatchObject({ ok: true });
    expect(proveGreen(baseline, unloaded, report([plain("+ one")]))).toMatchObject({ ok: false });
    const named = { proof: "assertion" as const, tests: ["slug"] };
    expect(proveGreen(baseline, named, report([plain("+ one"), plain("+ other")]))).toMatchObject({ ok: false });
  });

  it("holds without red tests for changes that keep behaviour", () => {
    expect(proveGreen(base, { proof: "none", tests: [] }, base)).toMatchObject({ ok: true, passed: 2 });
  });

  it("takes the exit status where there is nothing else", () => {
    const exit = { proof: "exit-status" as const, tests: [] };
    expect(proveGreen(byExit(0), exit, byExit(0))).toMatchObject({ ok: true, tests: [], passed: 0 });
    expect(proveGreen(byExit(0), exit, byExit(1))).toMatchObject({
      ok: false,
      reason: expect.stringContaining("output says why"),
    });
  });

  it.each<[string, TestReport, TestReport, RegExp, string[]]>([
    [
      "a red test that still fails",
      base,
      report([...all.slice(0, 2), "- new.js > slug"]),
      /These tests fail: "new.js > slug"/,
      ["new.js > slug"],
    ],
    ["a red test that vanished", base, report(all.slice(0, 2)), /not seen passing: "new.js > slug"/, []],
    ["a red test that is skipped", base, report([...all.slice(0, 2), "? new.js > slug"]), /not seen passing/, []],
    [
      "another test broken",
      base,
      report(["- a.js > one", ...all.slice(1)]),
      /These tests fail: "a.js > one"/,
      ["a.js > one"],
    ],
    ["a test removed", base, report(all.slice(1)), /1 tests that ran before/, []],
    ["a test skipped", base, report(["? a.js > one", ...all.slice(1)]), /1 tests that ran before/, []],
    ["a failing command without failing tests", base, report(all, { passed: false, exitCode: 3 }), /exit status 3/, []],
    ["no report", base, byExit(0), /left no report/, []],
    ["a timeout", base, report(all, { timedOut: true }), /in time/, []],
    ["a base that proves nothing", byExit(1), report(all), /nothing can be proven/, []],
  ])("refuses %s", (_, baseline, after, reason, broken) => {
    const proof = proveGreen(baseline, byName, after);
    expect(proof).toMatchObject({ ok: false, broken });
    expect(proof.reason).toMatch(reason);
  });
});

describe("subtractBaseline", () => {
  it("gives exactly the failures that are new by name", () => {
    const names = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"));
    fc.assert(
      fc.property(names, names, (before, after) => {
        const failing = (list: string[]) => report(list.map((name) => `- ${name}`));
        const found = subtractBaseline(failing(before), failing(after)).map((test) => test.name);
        expect(found).toEqual(after.filter((name) => !before.includes(name)));
      }),
    );
  });
});
