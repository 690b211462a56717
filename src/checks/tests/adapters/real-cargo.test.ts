/** The adapter of cargo test, on a small crate that is run for real. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proveGreen, proveRed } from "../compare-tests.ts";
import { hasProgram, linesOf, openProject, type TestProject } from "../project.fixture.ts";

const isMissing = !hasProgram(["cargo", "--version"]);
let project: TestProject;
const test = ["cargo", "test", "--offline"];
const settings = { test, timeoutSeconds: 120 };

describe.skipIf(isMissing)("cargo test (where cargo is installed)", { timeout: 240_000 }, () => {
  beforeAll(async () => {
    project = await openProject();
    project.put({
      "Cargo.toml": '[package]\nname = "slug-it"\nversion = "0.1.0"\nedition = "2021"\n',
      "src/lib.rs": `pub mod case;

/// \`\`\`
/// assert_eq!(slug_it::make("a"), "a");
/// \`\`\`
pub fn make(s: &str) -> String {
    s.to_string()
}
`,
    });
  });
  afterAll(() => project.remove());

  const write = (unit: string, outer: string): void =>
    project.put({
      "src/case.rs": `#[cfg(test)]\nmod tests {\n    #[test]\n    fn good() {}\n${unit}}\n`,
      "tests/it.rs": `#[test]\nfn fine() {}\n${outer}`,
    });

  it("names unit, integration and doc tests, with place and frames", async () => {
    write(
      "    #[test]\n    #[ignore]\n    fn later() {}\n",
      '\n#[test]\nfn bad() {\n    println!("hello");\n    assert_eq!(slug_it::make("A"), "a");\n}\n',
    );
    const report = await project.run(settings);
    expect(linesOf(report)).toEqual([
      "+ src/case.rs > case::tests::good",
      "? src/case.rs > case::tests::later",
      "- tests/it.rs > bad",
      "+ tests/it.rs > fine",
      "+ src/lib.rs > doc make",
    ]);
    expect(report).toMatchObject({ level: "names", passed: false, exitCode: 101, reason: null });
    expect(report.tests[2]).toMatchObject({
      file: "tests/it.rs",
      line: 7,
      message: expect.stringContaining('left: "A"'),
      stack: expect.stringContaining("tests/it.rs:7"),
    });
    expect(JSON.stringify(report)).not.toContain(project.home);
  });

  it("tells a process that crashes from tests that fail", async () => {
    write("", "\n#[test]\nfn crash() {\n    std::process::abort();\n}\n");
    const report = await project.run(settings);
    expect(report.passed).toBe(false);
    expect(linesOf(report)).toContain("- tests/it.rs > (test process)");
    expect(report.tests.find((found) => found.name.endsWith("(test process)"))?.message).toContain("SIGABRT");
    expect(linesOf(report)).toContain("+ src/lib.rs > doc make");
  });

  it("proves red by a symbol that is missing, and green when it is there", async () => {
    write("", "");
    const baseline = await project.run(settings);
    expect(baseline).toMatchObject({ passed: true, reason: null });
    project.put({ "tests/lower.rs": '#[test]\nfn lower() {\n    assert_eq!(slug_it::lower("A"), "a");\n}\n' });
    const after = await project.run(settings);
    expect(linesOf(after)).toEqual(["- tests/lower.rs"]);
    expect(after.reason).toBe('These files failed as a whole: tests/lower.rs (for want of "lower").');
    const red = proveRed(baseline, after, ["tests/lower.rs"], ["slug_it::lower"]);
    expect(red).toMatchObject({ proof: "missing-symbol", tests: ["tests/lower.rs"] });
    project.put({
      "src/case.rs": "",
      "src/lib.rs":
        'pub mod case;\n\n/// ```\n/// assert_eq!(slug_it::make("a"), "a");\n/// ```\npub fn make(s: &str) -> String {\n    s.to_string()\n}\n\npub fn lower(s: &str) -> String {\n    s.to_lowercase()\n}\n',
    });
    expect(proveGreen(baseline, red, await project.run(settings)).reason).toMatch(
      /1 tests that ran before.*case::tests::good/,
    );
    write("", "");
    expect(proveGreen(baseline, red, await project.run(settings))).toMatchObject({
      ok: true,
      tests: ["tests/lower.rs"],
      passed: 4,
    });
  });

  it("ends what hangs, and keeps what ran", async () => {
    write("", "\n#[test]\nfn hang() {\n    std::thread::sleep(std::time::Duration::from_secs(3600));\n}\n");
    await project.run({ test: ["cargo", "test", "--offline", "--no-run"], timeoutSeconds: 120 });
    const report = await project.run({ test, timeoutSeconds: 8 });
    expect(report).toMatchObject({ passed: false, timedOut: true });
    expect(report.reason).toContain("did not end within 8 s");
    expect(linesOf(report)).toContain("+ src/case.rs > case::tests::good");
  });

  it("calls flaky what both failed and passed", async () => {
    const count = `${project.context.sandbox.home}/count`;
    write(
      "",
      `
#[test]
fn sometimes() {
    let old = std::fs::read_to_string("${count}").unwrap_or_default();
    std::fs::write("${count}", format!("{old}x")).unwrap();
    assert!(!old.is_empty());
}
`,
    );
    expect(await project.settle(settings)).toMatchObject({
      passed: true,
      flaky: [{ name: "tests/it.rs > sometimes", passed: 1, runs: 2 }],
    });
  });
});
