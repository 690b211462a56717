import { describe, expect, it } from "vitest";
import type { FileChange } from "../domain/patch.ts";
import { findTextWeakenings } from "./find-text-weakenings.ts";
import { listTestTitles } from "./list-test-titles.ts";
import { pairMoves } from "./pair-moves.ts";
import { languageOf } from "./split-code.ts";

const change = (path: string, before: string | null, after: string | null, from?: string): FileChange => ({
  path,
  before,
  after,
  ...(from === undefined ? {} : { from }),
});

const isTest = (path: string): boolean => /test/i.test(path);
const find = (...changes: FileChange[]): string[] =>
  findTextWeakenings(changes, { isTest, hasNames: false }).map(
    ({ kind, path, what, isFlagged }) => `${isFlagged ? "?" : "."} ${kind} ${path} ${what}`,
  );
const added = (path: string, line: string): string[] => find(change(path, "first\n", `first\n${line}\n`));

const test = 'it("one", () => {\n  expect(1).toBe(n);\n});\nit("two", () => {\n  expect(2).toBe(n);\n});\n';

describe("listTestTitles", () => {
  it.each<[string, string, string[]]>([
    ["a.test.ts", 'it("one", f);\ntest.each([1])(`two`, f);\n// it("three")\nconst s = \'it("four")\';\n', ["one"]],
    ["a.py", "def test_one():\n  pass\nasync def test_two(x):\n  pass\ndef helper(): pass\n", ["test_one", "test_two"]],
    [
      "a.go",
      "func TestOne(t *testing.T) {\n}\nfunc FuzzTwo(f *testing.F) {}\nfunc help() {}\n",
      ["TestOne", "FuzzTwo"],
    ],
    ["a.rs", "#[test]\nfn one() {}\n#[tokio::test]\n#[ignore]\nasync fn two() {}\nfn help() {}\n", ["one", "two"]],
    [
      "A.java",
      "@Test\nvoid one() {}\n@ParameterizedTest\n@X\npublic void two(int a) {}\nvoid help() {}\n",
      ["one", "two"],
    ],
    ["A.java", "@Test\n", ["@Test"]],
    ["A.kt", "@Test\nfun `one thing`() {}\n", ["one thing"]],
    ["a.rb", 'it "one" do\nend\ndef test_two\nend\n# it "three"\n', ["one", "test_two"]],
    ["A.php", "public function testOne(): void {}\nfunction help() {}\n", ["testOne"]],
    [
      "A.cs",
      "[Fact]\npublic void One() {}\n[Theory]\npublic async Task Two(int a) {}\nvoid help() {}\n",
      ["One", "Two"],
    ],
    ["A.swift", "func testOne() {}\nfunc help() {}\n", ["testOne"]],
    ["a.cc", "TEST(A, One) {\n}\nvoid help();\n", ["A, One"]],
    ["a.dart", "test('one', () {});\nhelp();\n", ["one"]],
    ["a.exs", 'test "one" do\nend\ndefp help, do: 1\n', ["one"]],
    ["a.txt", 'it("one")', []],
  ])("reads %s", (path, text, titles) => {
    const found = listTestTitles(text, languageOf(path));
    expect(found.slice(0, titles.length)).toEqual(titles);
    expect(found.filter((title) => /help|three|four/.test(title))).toEqual([]);
  });
});

describe("pairMoves", () => {
  it("gives a moved file once, with its text from before", () => {
    const gone = change("test/a.ts", test, null);
    const paired = [change("test/b.ts", test, `${test}x\n`, "test/a.ts")];
    expect(pairMoves([gone, change("test/b.ts", null, `${test}x\n`)])).toEqual(paired);
    expect(pairMoves([gone, change("test/b.ts", null, `${test}x\n`, "test/a.ts")])).toEqual(paired);
    expect(pairMoves([gone, change("test/b.ts", null, "other\n")])).toHaveLength(2);
  });
});

describe("deleted tests", () => {
  it.each<[string, FileChange[], string[]]>([
    ["a file", [change("test/a.ts", test, null)], ["? deleted test/a.ts the whole file"]],
    [
      "one of two",
      [change("test/a.ts", test, test.slice(0, 42))],
      ["? deleted test/a.ts two", "? fewer assertions test/a.ts 2 before, 1 now"],
    ],
    ["none that moved to a file that stands", [change("test/a.ts", test, null), change("test/b.ts", "", test)], []],
    ["none of what is no test", [change("src/a.ts", test, null)], []],
    [
      "a file whose new name no runner finds",
      [change("test/a.test.ts", test, null), change("test/a.ts", null, test, "test/a.test.ts")],
      ["? deleted test/a.test.ts the whole file"],
    ],
    [
      "a file that is no code any more",
      [change("tests/test_a.py", "def test_a():\n", null), change("tests/test_a.txt", null, "def test_a():\n")],
      ["? deleted tests/test_a.py the whole file"],
    ],
    [
      "a file that left the tests",
      [change("test/a.ts", test, null), change("src/a.ts", null, test)],
      ["? deleted test/a.ts the whole file"],
    ],
    [
      "none of a file that only changed its name",
      [change("test/a.test.ts", test, null), change("src/b.test.ts", null, test)],
      [],
    ],
    ["none of a helper that moved", [change("test/help.ts", "a\n", null), change("src/help.ts", null, "a\n")], []],
    [
      "one beside the code in Rust",
      [change("src/a.rs", "#[test]\nfn one() {}\n#[test]\nfn two() {}\n", "#[test]\nfn one() {}\n")],
      ["? deleted src/a.rs two"],
    ],
  ])("finds %s", (_, changes, expected) => expect(find(...changes)).toEqual(expected));
});

describe("what asks whether tests run", () => {
  it.each([
    ["src/a.ts", 'if (process.env.NODE_ENV === "test") {'],
    ["src/a.ts", 'if ("test" === process.env.NODE_ENV) {'],
    ["src/a.ts", "const { JEST_WORKER_ID } = process.env;"],
    ["src/a.ts", "if (import.meta.vitest) {"],
    ["src/a.ts", 'if (typeof jest !== "undefined") {'],
    ["src/a.ts", "if (globalThis.describe) {"],
    ["src/a.ts", 'if (process.argv.some((a) => a.includes("mocha"))) {'],
    ["src/a.ts", 'if (new Error().stack?.includes(".test.")) {'],
    ["src/a.py", 'if "pytest" in sys.modules:'],
    ["src/a.py", 'if os.getenv("PYTEST_CURRENT_TEST"):'],
    ["src/a.go", "\tif testing.Testing() {"],
    ["src/a.go", '\tif flag.Lookup("test.v") != nil {'],
    ["src/a.go", '\t"testing"'],
    ["src/a.rs", "    if cfg!(test) {"],
    ["src/a.rs", "#[cfg(not(test))]"],
    ["src/A.java", '  if (System.getProperty("surefire.test.class.path") != null) {'],
    ["src/A.kt", '  Class.forName("org.junit.Test")'],
  ])("finds in %s: %s", (path, line) => {
    expect(added(path, line)).toEqual([`? test detection ${path} ${line.trim()}`]);
    expect(added(path.replace("src/", "test/"), line).filter((row) => row.includes("test detection"))).toEqual([]);
  });

  it.each([
    ["src/a.ts", 'const isProduction = process.env.NODE_ENV === "production";'],
    ["src/a.ts", 'throw new Error("set NODE_ENV to test");'],
    ["src/a.ts", "// process.env.VITEST"],
    ["src/a.ts", "log(error.stack); // see a.test.ts"],
    ["src/a.py", 'parser.add_argument("--pytest")'],
    ["src/a.rs", "#[cfg(test)]"],
    ["src/a.md", "process.env.VITEST"],
  ])("leaves %s alone: %s", (path, line) => expect(added(path, line)).toEqual([]));
});

describe("what silences tools", () => {
  it.each<[string, string, boolean]>([
    ["a.ts", "/* eslint-disable */", true],
    ["a.ts", "/* eslint-disable no-console */", true],
    ["a.ts", "// eslint-disable-next-line", true],
    ["a.ts", "// eslint-disable-next-line no-console -- why", false],
    ["a.ts", "// @ts-nocheck", true],
    ["a.ts", "// @ts-expect-error: the type is wrong", false],
    ["a.ts", "// biome-ignore lint/x: why", false],
    ["a.ts", "/* c8 ignore next */", true],
    ["a.py", "x  # noqa", true],
    ["a.py", "x  # noqa: F401", false],
    ["a.py", "x  # type: ignore[attr]", false],
    ["a.py", "x  # nosec B101", true],
    ["a.go", "x() //nolint", true],
    ["a.go", "x() //nolint:errcheck", false],
    ["a.rs", "#![allow(warnings)]", true],
    ["a.rs", "#[allow(dead_code)]", false],
    ["A.java", '@SuppressWarnings("all")', true],
    ["a.rb", "x # rubocop:disable Style/X", false],
    ["a.yml", "x # zizmor: ignore[x]", true],
  ])("in %s: %s asks a writer: %s", (path, line, isFlagged) => {
    expect(added(path, line)).toEqual([`${isFlagged ? "?" : "."} suppression ${path} ${line}`]);
  });
});

describe("what weakens a test in place", () => {
  it.each([
    ["test/a.ts", 'it["skip"]("x", f);', "skipped"],
    ["test/a.ts", "  .only(f)", "focused"],
    ["test/a.ts", "  expect(true).toBe(true);", "empty assertion"],
    ["test/a.py", "    assert True", "empty assertion"],
    ["test/a.rs", "    assert!(true);", "empty assertion"],
    ["test/A.java", "    assertTrue(true);", "empty assertion"],
    ["test/a.ts", "  expect(n === 1 || true).toBe(true);", "empty assertion"],
    ["test/a.py", "    assert n == 1 or True", "empty assertion"],
    ["test/a.ts", "  if (false) check(n);", "skipped"],
    ["test/a.py", "    if False:", "skipped"],
    ["src/a.rs", "    #[ignore]", "skipped"],
    ["test/a.rb", '  xit "adds" do', "skipped"],
    ["test/a.rb", '  it "adds", skip: true do', "skipped"],
    ["test/a.rb", '  fit "adds" do', "focused"],
    ["test/A.php", "    $this->markTestSkipped();", "skipped"],
    ["test/A.cs", '    [Fact(Skip = "later")]', "skipped"],
    ["test/A.swift", '    throw XCTSkip("later")', "skipped"],
    ["test/a.cpp", "TEST(A, DISABLED_Adds) {", "skipped"],
    ["test/a.cpp", "  EXPECT_TRUE(true);", "empty assertion"],
    ["test/a.dart", "  test('adds', () {}, skip: true);", "skipped"],
    ["test/a.exs", "  @tag :skip", "skipped"],
    ["test/a.exs", "    System.halt(0)", "early end"],
  ])("in %s: %s is %s", (path, line, kind) => {
    expect(added(path, line)).toEqual([`? ${kind} ${path} ${line.trim()}`]);
  });

  it.each([
    ["test/a.ts", "  expect(flag).toBe(true);"],
    ["test/a.py", "    cli.exit(0)"],
    ["test/a.py", "    assert True is flag"],
    ["test/a.ts", 'const x = map["skip"];'],
    ["test/a.rb", "    expect(pending_count).to eq(1)"],
    ["test/a.rb", "    # skip the header"],
    ["test/a.cpp", "  EXPECT_EQ(f(1), 2); // DISABLED_Adds"],
    ["test/A.php", "    $this->exit($code);"],
    ["src/a.rb", "  skip 1"],
  ])("leaves %s alone: %s", (path, line) => expect(added(path, line)).toEqual([]));

  it("does not ask about a skip in a new file, which weakens nothing", () => {
    expect(find(change("test/new.ts", null, 'it.skip("x", f);\n'))).toEqual(['. skipped test/new.ts it.skip("x", f);']);
  });
});
