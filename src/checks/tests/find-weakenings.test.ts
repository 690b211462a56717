import { describe, expect, it } from "vitest";
import { type TestReport, testReportSchema } from "../../domain/evidence.ts";
import type { FileChange } from "../../domain/patch.ts";
import { findWeakenings } from "./find-weakenings.ts";
import { isTestPath } from "./is-test-path.ts";

const isTest = isTestPath([]);
const find = (
  changes: FileChange[],
  baseline: TestReport | null = null,
  report: TestReport | null = null,
  withBaseTests: TestReport | null = null,
) =>
  findWeakenings({ baseline, report, withBaseTests, changes, isTest }).map(
    ({ kind, path, line, what, isForbidden }) =>
      `${isForbidden ? "!" : "."} ${kind} ${path}${line === null ? "" : `:${line}`} ${what}`,
  );

const change = (path: string, before: string | null, after: string | null): FileChange => ({ path, before, after });
const added = (path: string, line: string): FileChange[] => [change(path, "first\n", `first\n${line}\n`)];

const report = (...lines: string[]): TestReport =>
  testReportSchema.parse({
    level: "names",
    passed: true,
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
  });

describe("by name", () => {
  const base = report("+ a.js > one", "+ a.js > two", "? a.js > off", "+ b.js > s > three");

  it.each<[string, TestReport, string[]]>([
    ["nothing", base, []],
    ["a test that is gone", report("+ a.js > one", "+ b.js > s > three"), ["! deleted a.js a.js > two"]],
    [
      "a test that is skipped",
      report("+ a.js > one", "? a.js > two", "+ b.js > s > three"),
      ["! skipped a.js a.js > two"],
    ],
    ["a test that moved", report("+ a.js > one", "+ c.js > two", "+ b.js > s > three"), []],
    [
      "two tests in place of which one stands",
      report("+ a.js > one", "+ c.js > two"),
      ["! deleted b.js b.js > s > three"],
    ],
    ["a skipped test that is gone", report("+ a.js > one", "+ a.js > two", "+ b.js > s > three"), []],
    ["a renamed test", report("+ a.js > one", "+ a.js > zwei", "+ b.js > s > three"), ["! deleted a.js a.js > two"]],
  ])("finds %s", (_, after, expected) => {
    expect(find([], base, after)).toEqual(expected);
  });

  it("does not miss names that differ in numbers alone, one for one", () => {
    const before = report("+ a.js > port 4311", "+ a.js > port 4312", "+ a.js > id 1f3a5b7c9d");
    expect(find([], before, report("+ a.js > port 5311", "+ a.js > port 5312", "+ a.js > id 0000aaaa11"))).toEqual([]);
    expect(find([], before, report("+ a.js > port 5311", "+ a.js > id 0000aaaa11"))).toEqual([
      "! deleted a.js a.js > port 4312",
    ]);
  });

  it("misses only tests of files that load", () => {
    const after = report("+ a.js > one", "- b.js");
    expect(find([], base, after)).toEqual(["! deleted a.js a.js > two"]);
  });

  it("misses the tests of a file that passes as a whole, and not the file that has tests now", () => {
    const whole = report("+ a.js", "+ b.js > s > three");
    expect(find([], base, whole)).toEqual(["! deleted a.js a.js > one", "! deleted a.js a.js > two"]);
    expect(find([], whole, base)).toEqual([]);
  });

  it("leaves files alone when names tell more", () => {
    const gone = [change("test/a.test.js", "test('x');\n", null)];
    expect(find(gone, base, base)).toEqual([]);
    expect(find(gone)).toEqual(["! deleted test/a.test.js the whole file"]);
  });
});

describe("by text", () => {
  it.each<[string, string, string]>([
    ["a.test.ts", 'it.only("x", () => {});', "! focused"],
    ["a.test.ts", 'describe.only.each([1])("x", () => {});', "! focused"],
    ["a.test.ts", 'it.concurrent.only("x", () => {});', "! focused"],
    ["a.test.ts", 'fit("x", () => {});', "! focused"],
    ["a.test.ts", 'test("x", { only: true }, () => {});', "! focused"],
    ["test/a.js", "t.only();", "! focused"],
    ["a.test.ts", 'it.skip("x", () => {});', "! skipped"],
    ["a.test.ts", 'xdescribe("x", () => {});', "! skipped"],
    ["a.test.ts", 'it.todo("x");', "! skipped"],
    ["a.test.ts", 'test("x", { skip: true }, () => {});', "! skipped"],
    ["a.test.ts", "process.exit(0);", ". early end"],
    ["tests/test_a.py", '@pytest.mark.skip(reason="x")', "! skipped"],
    ["tests/test_a.py", "    self.skipTest('x')", "! skipped"],
    ["tests/test_a.py", "@unittest.expectedFailure", "! skipped"],
    ["tests/test_a.py", "os._exit(0)", ". early end"],
    ["slug/a_test.go", '\tt.Skip("x")', "! skipped"],
    ["slug/a_test.go", "\tos.Exit(0)", ". early end"],
    ["tests/a.rs", "#[ignore]", "! skipped"],
    ["tests/a.rs", '#[ignore = "slow"]', "! skipped"],
    ["src/test/java/ATest.java", "  @Disabled", "! skipped"],
    ["src/test/java/ATest.java", '  @Ignore("x")', "! skipped"],
    ["src/a.ts", "// eslint-disable-next-line no-console", ". suppression"],
    ["src/a.ts", "const a = b; // @ts-ignore", ". suppression"],
    ["src/a.ts", "/* istanbul ignore next */", ". suppression"],
    ["src/a.py", "import x  # noqa: F401", ". suppression"],
    ["src/a.py", "x = 1  # type: ignore", ". suppression"],
    ["src/a.go", "x := 1 //nolint:errcheck", ". suppression"],
    ["src/a.rs", "#[allow(dead_code)]", ". suppression"],
    ["src/A.java", '@SuppressWarnings("unchecked")', ". suppression"],
  ])("%s: %s is %s", (path, line, expected) => {
    expect(find(added(path, line))).toEqual([`${expected} ${path}:2 ${line.trim()}`]);
    expect(find([change(path, `first\n${line}\n`, `first\n${line}\nlast\n`)])).toEqual([]);
  });

  it.each<[string, string]>([
    ["src/a.ts", 'it.only("not a test file")'],
    ["a.test.ts", 'expect(text).toBe("it.only(x)");'],
    ["a.test.ts", "// it.only would be wrong here"],
    ["a.test.ts", "const text = `\nit.only(x)\n`;"],
    ["a.test.ts", "expect(source).toMatch(/it.only\\(/);"],
    ["a.test.ts", "limit.only();"],
    ["a.test.ts", "const readonly = { only: true };"],
    ["a.test.ts", 'expect(line).toBe("// eslint-disable");'],
    ["a.test.ts", "benefit(1);"],
    ["tests/test_a.py", 'text = "@pytest.mark.skip"'],
    ["tests/test_a.py", '"""\n@pytest.mark.skip\n"""'],
    ["slug/a_test.go", '\twant := "t.Skip()"'],
    ["slug/a_test.go", "\twant := `t.Skip()`"],
    ["tests/a.rs", "fn skip<'a>(x: &'a str) {}"],
    ["src/a.py", 'text = "# noqa"'],
    ["README.md", "# type: ignore"],
  ])("%s: %s is nothing", (path, line) => {
    expect(find(added(path, line)).filter((row) => !row.includes("suppression README"))).toEqual([]);
  });

  it("lets names say what is skipped where there are names", () => {
    const names = report("+ a.test.ts > one");
    const skip = added("a.test.ts", 'it.skip("x", () => {});');
    expect(find(skip, names, names)).toEqual(['. skipped a.test.ts:2 it.skip("x", () => {});']);
    const focus = added("a.test.ts", 'it.only("x", () => {});');
    expect(find(focus, names, names)).toEqual(['! focused a.test.ts:2 it.only("x", () => {});']);
  });

  it("does not take a moved line for a new one", () => {
    const [one, two] = ['  it.skip("x", () => {});', "// y"];
    expect(find([change("a.test.ts", `${one}\n${two}\n`, `${two}\n  ${one}\n`)])).toEqual([]);
  });

  it.each<[string, string, string, string]>([
    ["a.test.ts", "expect(a).toBe(1);\nexpect(b).toBe(2);\n", "expect(a).toBe(1);\n", "2 before, 1 now"],
    ["tests/test_a.py", "assert a\nself.assertEqual(1, 2)\n", "pass\n", "2 before, 0 now"],
    ["slug/a_test.go", '\tt.Errorf("x")\n\trequire.NoError(t, err)\n', '\tt.Log("t.Errorf(x)")\n', "2 before, 0 now"],
    ["tests/a.rs", "assert_eq!(1, 2);\nassert!(x);\n", "assert!(x);\n", "2 before, 1 now"],
    ["src/test/java/ATest.java", "assertEquals(1, 2);\nverify(x);\n", "verify(x);\n", "2 before, 1 now"],
  ])("%s has fewer assertions", (path, before, after, expected) => {
    expect(find([change(path, before, after)])).toEqual([`. fewer assertions ${path} ${expected}`]);
    expect(find([change(path, after, before)])).toEqual([]);
  });
});

describe("configuration", () => {
  it.each<[string, string, string, string[]]>([
    ["vitest.config.ts", "a\n", "b\n", [". configuration vitest.config.ts changed"]],
    ["web/jest.config.cjs", "a\n", "b\n", [". configuration web/jest.config.cjs changed"]],
    ["tests/conftest.py", "a\n", "b\n", [". configuration tests/conftest.py changed"]],
    [
      "package.json",
      '{\n  "scripts": {\n    "test": "vitest run"\n  }\n}\n',
      '{\n  "scripts": {\n    "test": "true"\n  }\n}\n',
      ['. configuration package.json:3 "test": "true"', '. configuration package.json removed: "test": "vitest run"'],
    ],
    ["package.json", '{\n  "version": "1"\n}\n', '{\n  "version": "2"\n}\n', []],
    [
      "pyproject.toml",
      'addopts = ""\n',
      'addopts = "-k x"\n',
      ['. configuration pyproject.toml:1 addopts = "-k x"', '. configuration pyproject.toml removed: addopts = ""'],
    ],
    [
      "slug/a_test.go",
      "package slug\n",
      "//go:build slow\n\npackage slug\n",
      [". configuration slug/a_test.go:1 //go:build slow"],
    ],
    [
      "pom.xml",
      "<a/>\n",
      "<a/>\n<skipTests>true</skipTests>\n",
      [". configuration pom.xml:2 <skipTests>true</skipTests>"],
    ],
    ["Cargo.toml", "[lib]\n", "[lib]\ntest = false\n", [". configuration Cargo.toml:2 test = false"]],
  ])("%s", (path, before, after, expected) => {
    expect(find([change(path, before, after)])).toEqual(expected);
  });

  it("names a configuration that is gone", () => {
    expect(find([change("pytest.ini", "a\n", null)])).toEqual([". configuration pytest.ini deleted"]);
  });
});

describe("findWeakenings", () => {
  it("puts what is forbidden first", () => {
    const rows = find(
      [...added("src/a.ts", "// eslint-disable"), ...added("b.test.ts", "it.only()")],
      report("+ a > x"),
      report("+ a > y"),
    );
    expect(rows.map((row) => row.split(" ").slice(0, 2).join(" "))).toEqual([
      "! deleted",
      "! focused",
      ". suppression",
    ]);
  });

  it.each(["'", "`", "/*", "//", '"""', "/", "\\", "#", "it.only(", "test(", "a".repeat(100), "assert."])(
    "takes a long text of %j",
    (piece) => {
      const text = piece.repeat(200_000 / piece.length);
      for (const path of ["a.test.ts", "test_a.py", "a_test.go", "tests/a.rs", "test/A.java"])
        expect(find([change(path, "", text)]).length).toBeLessThan(200);
    },
  );
});
