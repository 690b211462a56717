/** Logs of real tools, hostile ones, and endless ones: what a reader is shown of them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanLog } from "./clean-log.ts";
import { findFailingPart } from "./find-failing-part.ts";
import {
  cargoBuildOutput,
  cargoOutput,
  failingLog,
  goOutput,
  jobLog,
  mavenOutput,
  passingLines,
  pytestOutput,
  tscOutput,
  vitestOutput,
} from "./job-log.fixture.ts";

const read = (log: string, step: string | null = null) => findFailingPart(cleanLog(log), step);
const longest = 6_000;

/** The runner acts on a line that begins so after white space, or that holds the old form anywhere. */
const isCommand = (line: string): boolean => /^\s*::/.test(line) || line.includes("##[");

describe("the failing part", () => {
  it.each<[string, string, string, string[], string]>([
    [
      "vitest",
      "Run npm test",
      vitestOutput,
      [
        "FAIL  test/greet.test.js > greets two people",
        "expected 'Hello, Ada!' to be 'Hello, Ada and Bo!'",
        "9:31",
        "1 failed | 400 passed",
      ],
      "keeps item 200",
    ],
    [
      "tsc",
      "Run npm run build",
      tscOutput,
      ["src/greet.ts(4,7): error TS2322", "src/greet.ts(9,35): error TS2339"],
      "p100/",
    ],
    [
      "pytest",
      "Run pytest -v",
      pytestOutput,
      ["def test_add():", "E       assert 0 == 4", "tests/test_shop.py:4: AssertionError"],
      "test_item_100",
    ],
    [
      "go test",
      "Run go test -v ./...",
      goOutput,
      [
        "add_test.go:7: Add(2, 2) = 0, want 4",
        "--- FAIL: TestAdd",
        "panic: assignment to entry in nil map",
        "add_test.go:14",
      ],
      "item_100",
    ],
    [
      "cargo test",
      "Run cargo test",
      cargoOutput,
      ["---- tests::adds stdout ----", "panicked at src/lib.rs:6:17", "left: 0", "300 passed; 1 failed"],
      "item_100",
    ],
    [
      "cargo build",
      "Run cargo build",
      cargoBuildOutput,
      ["error[E0277]: cannot add `&str` to `i32`", "src/lib.rs:1:39"],
      "Syncing",
    ],
    [
      "maven",
      "Run mvn -B test",
      mavenOutput,
      ["AddTest.adds", "expected: <4> but was: <0>", "AddTest.java:9", "BUILD FAILURE"],
      "Cart100Test",
    ],
  ])("of %s is what it says about the failure, and not what passed", (_, title, output, wanted, unwanted) => {
    const { step, excerpt } = read(failingLog(title, output));
    expect(step).toBe(title);
    for (const text of wanted) expect(excerpt).toContain(text);
    expect(excerpt).not.toContain(unwanted);
    for (const noise of ["2026-03-01T09", "\u001b", "##[", "Post job cleanup"]) expect(excerpt).not.toContain(noise);
    expect(excerpt.length).toBeLessThanOrEqual(longest);
    expect(excerpt.endsWith("Error: Process completed with exit code 1.")).toBe(true);
  });

  it("is that of the step that failed, not of one that may fail or that cleans up", () => {
    const log = jobLog([
      { title: "Run npm run lint || true", output: "##[error]Unexpected any\n1:1  error  no-any" },
      { title: "Run npm test", output: "AssertionError: the real one", exitCode: 1 },
      { title: "Run ./upload-coverage", output: "Error: nothing to upload" },
    ]);
    expect(read(log).excerpt).toContain("the real one");
    expect(read(log).excerpt).not.toMatch(/no-any|nothing to upload/);
  });

  it("goes by the step's name where two steps ended by an error", () => {
    const log = jobLog([
      { title: "Run npm test", output: "AssertionError: the real one", exitCode: 1 },
      { title: "Run npm run report", output: "no report", exitCode: 2 },
    ]);
    expect(read(log, "Run npm test").excerpt).toContain("the real one");
    expect(read(log, "Unit tests").excerpt).toContain("no report");
  });

  it("is the end where nothing is marked, and the weak markers count where no tool is known", () => {
    const quiet = Array.from({ length: 2_000 }, (_, index) => `working on ${index}`);
    expect(read(failingLog("Run make", quiet.join("\n"))).excerpt).toContain("working on 1999");
    const weak = [...quiet.slice(0, 900), "make: fatal: no rule", ...quiet.slice(900)].join("\n");
    const { excerpt } = read(failingLog("Run make", weak));
    expect(excerpt).toContain("make: fatal: no rule");
    expect(excerpt).toMatch(/no rule[\s\S]*…\n[\s\S]*working on 1999/);
  });

  it("is found in what is left of a log whose beginning was cut away", () => {
    const log = failingLog("Run npm test", vitestOutput);
    expect(read(log.slice(log.indexOf("Failed Tests") - 20)).excerpt).toContain("greets two people");
  });

  it.each([
    ["nothing", ""],
    ["one endless line", "x".repeat(262_144)],
    ["one line of escapes", "\u001b[".repeat(100_000)],
    ["only commands", "::error::a\n  ::add-mask::b\n##[error]c\nx ##[set-output name=a]b\n".repeat(5_000)],
    ["only markers", "AssertionError: x\n".repeat(14_000)],
    ["only steps", "##[group]Run a\n##[error]b\n".repeat(9_000)],
    ["null bytes and broken text", "\0\ud800\uFFFD\r\r\n".repeat(30_000)],
    ["numbered lines without an end", `${"1) ".repeat(80_000)}\n`],
  ])("of %s is bounded and gives the runner no command", (_, log) => {
    const { excerpt } = read(log);
    expect(excerpt.length).toBeLessThanOrEqual(longest);
    expect(excerpt.isWellFormed()).toBe(true);
    expect(excerpt.split(/\r|\n/).filter(isCommand)).toEqual([]);
  });

  it("keeps both ends of a long line", () => {
    const { excerpt } = read(failingLog("Run npm test", `AssertionError: begin ${"x".repeat(90_000)} finish`));
    expect(excerpt).toMatch(/AssertionError: begin x+ … .*x+ finish/);
  });

  it("is bounded, without commands and the same every time, whatever the log", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "##[group]Run npm test",
        "##[error]x",
        "::error::",
        " ::set-output name=a::b",
        "\u001b[31m",
        "\n",
        "\r",
        passingLines(30),
        "--- FAIL: TestA",
        "####[[error]",
      ),
      fc.string({ unit: "binary", maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.option(fc.string()), (pieces, step) => {
        const log = pieces.join("");
        const { excerpt } = read(log, step);
        expect(excerpt.length).toBeLessThanOrEqual(longest);
        expect(excerpt.split(/\r|\n/).filter(isCommand)).toEqual([]);
        expect(read(log, step).excerpt).toBe(excerpt);
      }),
    );
  });
});
