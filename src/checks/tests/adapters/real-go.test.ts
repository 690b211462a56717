/** The adapter of go test, on a small module that is run for real. */
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proveGreen, proveRed } from "../compare-tests.ts";
import { hasProgram, linesOf, openProject, type TestProject } from "../project.fixture.ts";

const isMissing = !hasProgram(["go", "version"]);
let project: TestProject;
const test = ["go", "test", "./..."];

describe.skipIf(isMissing)("go test (where go is installed)", { timeout: 240_000 }, () => {
  beforeAll(async () => {
    const cache = execFileSync("go", ["env", "GOCACHE"], { encoding: "utf8" }).trim();
    project = await openProject(false, { GOCACHE: cache, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local" });
    project.put({
      "go.mod": "module example.com/m\n\ngo 1.19\n",
      "slug/slug.go": "package slug\n\nfunc Make(s string) string { return s }\n",
    });
  });
  afterAll(() => project.remove());

  const write = (body: string, imports = "testing"): void =>
    project.put({
      "slug/slug_test.go": `package slug\n\nimport (\n${imports
        .split(" ")
        .map((name) => `\t"${name}"\n`)
        .join("")})\n\nfunc TestGood(t *testing.T) {}\n${body}`,
    });

  it("names what passed, failed and was skipped, with place and frames", async () => {
    write(`
func TestBad(t *testing.T) {
	t.Run("sub case", func(t *testing.T) {
		t.Errorf("want a, got %s", Make("A"))
	})
}
func TestLater(t *testing.T) { t.Skip("no") }
`);
    const report = await project.run({ test });
    const prefix = "slug/slug_test.go >";
    expect(linesOf(report)).toEqual([
      `- ${prefix} TestBad`,
      `- ${prefix} TestBad > sub_case`,
      `+ ${prefix} TestGood`,
      `? ${prefix} TestLater`,
    ]);
    expect(report).toMatchObject({
      level: "names",
      passed: false,
      exitCode: 1,
      reason: null,
      ran: "go test ./... (go test)",
    });
    expect(report.tests[1]).toMatchObject({
      file: "slug/slug_test.go",
      line: 11,
      message: expect.stringContaining("want a, got A"),
    });
    expect(report.excerpt).toContain("--- FAIL: TestBad");
    expect(JSON.stringify(report)).not.toContain(project.home);
  });

  it("names the test that crashes the process", async () => {
    write("\nfunc TestCrash(t *testing.T) { var p *int; *p = 1 }\n");
    const report = await project.run({ test });
    expect(linesOf(report)).toContain("- slug/slug_test.go > TestCrash");
    const crash = report.tests.find((found) => found.name.endsWith("TestCrash"));
    expect(crash?.message).toContain("nil pointer dereference");
    expect(crash?.stack).toContain("./slug/slug_test.go:9");
  });

  it("does not take an end in the middle for success", async () => {
    write("\nfunc TestExit(t *testing.T) { syscall.Exit(0) }\n", "syscall testing");
    const report = await project.run({ test });
    expect(report.passed).toBe(false);
    expect(linesOf(report)).toContain("- slug/slug_test.go > TestExit");
  });

  it("names the test that hangs", async () => {
    write("\nfunc TestHang(t *testing.T) { time.Sleep(time.Hour) }\n", "testing time");
    await project.run({ test: ["go", "vet", "./..."] });
    const report = await project.run({ test, timeoutSeconds: 10 });
    expect(report).toMatchObject({ passed: false, timedOut: true });
    expect(report.reason).toContain("did not end within 10 s");
    const hang = report.tests.find((found) => found.name.endsWith("TestHang"));
    expect(hang?.message).toContain("was running when the tests were ended");
  });

  it("proves red by a symbol that is missing, and green when it is there", async () => {
    write("");
    const baseline = await project.run({ test });
    expect(baseline.passed).toBe(true);
    project.put({
      "slug/lower_test.go":
        'package slug\n\nimport "testing"\n\nfunc TestLower(t *testing.T) {\n\tif Lower("A") != "a" {\n\t\tt.Fatal("no")\n\t}\n}\n',
    });
    const after = await project.run({ test });
    expect(linesOf(after)).toEqual(["- slug/lower_test.go"]);
    expect(after.reason).toBe('These files failed as a whole: slug/lower_test.go (for want of "Lower").');
    const red = proveRed(baseline, after, ["slug/lower_test.go"], ["Lower(s string) string"]);
    expect(red).toMatchObject({ proof: "missing-symbol", tests: ["slug/lower_test.go"] });
    expect(proveRed(baseline, after, ["slug/lower_test.go"], ["Upper"]).reason).toContain('needs "Lower"');
    project.put({
      "slug/lower.go":
        'package slug\n\nimport "strings"\n\nfunc Lower(s string) string { return strings.ToLower(s) }\n',
    });
    expect(proveGreen(baseline, red, await project.run({ test }))).toMatchObject({
      ok: true,
      tests: ["slug/lower_test.go"],
      passed: 2,
    });
  });

  it("calls flaky what both failed and passed", async () => {
    const count = `${project.context.sandbox.home}/count`;
    write(
      `
func TestSometimes(t *testing.T) {
	old, _ := os.ReadFile("${count}")
	os.WriteFile("${count}", append(old, 'x'), 0o644)
	if len(old) == 0 {
		t.Fatal("not yet")
	}
}
`,
      "os testing",
    );
    expect(await project.settle({ test })).toMatchObject({
      passed: true,
      flaky: [{ name: "slug/slug_test.go > TestSometimes", passed: 1, runs: 2 }],
    });
  });
});
