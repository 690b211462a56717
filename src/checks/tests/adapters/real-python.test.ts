/** The adapters of pytest and unittest, on small projects that are run for real. */
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasProgram, linesOf, openProject, type TestProject } from "../project.fixture.ts";

let project: TestProject;
beforeEach(async () => {
  project = await openProject();
});
afterEach(() => project.remove());

const runners = [
  { name: "pytest", module: "pytest", test: ["python3", "-m", "pytest", "-q"] },
  { name: "unittest", module: "unittest", test: ["python3", "-m", "unittest"] },
].map((runner) => ({ ...runner, isMissing: !hasProgram(["python3", "-c", `import ${runner.module}`]) }));

const write = (body: string): void =>
  project.put({
    "tests/__init__.py": "",
    "tests/test_a.py": `import os, signal, time, unittest\n\n\nclass TestA(unittest.TestCase):\n    def test_good(self):\n        """Documented."""\n${body}`,
  });

for (const { name, test, isMissing } of runners) {
  describe.skipIf(isMissing)(`${name} (where python3 has it)`, () => {
    const prefix = "tests/test_a.py > TestA";

    it("names what passed, failed and was skipped, with place and frames", async () => {
      write(`        print("noise")

    def test_bad(self):
        self.assertEqual(1, 2)

    @unittest.skip("no")
    def test_later(self):
        pass
`);
      const report = await project.run({ test });
      expect(linesOf(report).sort()).toEqual([
        `+ ${prefix} > test_good`,
        `- ${prefix} > test_bad`,
        `? ${prefix} > test_later`,
      ]);
      expect(report).toMatchObject({ level: "names", passed: false, exitCode: 1, reason: null });
      const failed = report.tests.find((found) => found.status === "failed");
      expect(failed).toMatchObject({ file: "tests/test_a.py", line: 10, stack: expect.stringContaining("test_a.py") });
      expect(failed?.message).toContain("1 != 2");
      expect(JSON.stringify(report)).not.toContain(project.home);
    });

    it("tells a process that crashes from tests that fail", async () => {
      write("\n    def test_crash(self):\n        os.kill(os.getpid(), signal.SIGSEGV)\n");
      const report = await project.run({ test });
      expect(report).toMatchObject({ passed: false, timedOut: false });
      expect(report.reason).toMatch(/crashed: a process was ended by SIGSEGV/);
    });

    it("ends what hangs", async () => {
      write("\n    def test_hang(self):\n        time.sleep(600)\n");
      const report = await project.run({ test, timeoutSeconds: 3 });
      expect(report).toMatchObject({ passed: false, timedOut: true });
      expect(report.reason).toMatch(/did not end within 3 s/);
    });

    it("names a file that could not be imported, beside the results of others", async () => {
      write("        pass\n");
      project.put({ "tests/test_b.py": "import nothing_here\n" });
      const report = await project.run({ test });
      expect(linesOf(report).sort()).toEqual([`+ ${prefix} > test_good`, "- tests/test_b.py"]);
      expect(report.reason).toBe('These files failed as a whole: tests/test_b.py (for want of "nothing_here").');
    });

    it("calls flaky what both failed and passed, and first runs only that again", async () => {
      const count = `${project.context.sandbox.home}/count`;
      write(`        with open("${count}-good", "a") as f:
            f.write("x")

    def test_sometimes(self):
        with open("${count}", "a+") as f:
            f.write("x")
            f.seek(0)
            self.assertNotEqual(f.read(), "x")
`);
      const report = await project.settle({ test });
      expect(report).toMatchObject({
        passed: true,
        flaky: [{ name: `${prefix} > test_sometimes`, passed: 1, runs: 2 }],
      });
      expect(linesOf(report).sort()).toEqual([`+ ${prefix} > test_good`, `+ ${prefix} > test_sometimes`]);
      expect(readFileSync(`${count}-good`, "utf8")).toBe("xx");
    });
  });
}
