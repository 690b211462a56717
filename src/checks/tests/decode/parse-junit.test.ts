import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testResultSchema } from "../../../domain/evidence.ts";
import { parseJunit } from "./parse-junit.ts";

const root = "/w/tree";
const left = (documents: string[], dir = ".", files: string[] = []) => ({
  documents: documents.map((text) => ({ text, path: null })),
  place: { root, dir },
  clean: (text: string) => text.replaceAll(root, "."),
  source: { isFile: (path: string) => files.includes(path), read: () => null, list: () => [] },
});
const parse = (...documents: string[]) => parseJunit(left(documents));
const table = (...documents: string[]) => parse(...documents).tests.map((test) => [test.name, test.status, test.file]);

const node = `<?xml version="1.0" encoding="utf-8"?>
<testsuites>
	<testcase name="top pass" time="0.000529" classname="test" file="/w/tree/test/a.test.js"/>
	<testcase name="top fail" time="0.000517" classname="test" file="/w/tree/test/a.test.js" failure="3 == 4">
		<failure type="testCodeFailure" message="3 == 4">
[Error [ERR_TEST_FAILURE]: 3 == 4] {
  at TestContext.&lt;anonymous> (file:///w/tree/test/a.test.js:4:28)
}
		</failure>
	</testcase>
	<testsuite name="suite one" time="0.002556" disabled="0" errors="0" tests="4" failures="1" skipped="2" hostname="vm">
		<testcase name="works" time="0.000953" classname="suite one" file="/w/tree/test/a.test.js"/>
		<testsuite name="inner" time="0.001140" disabled="0" errors="0" tests="2" failures="1" skipped="0" hostname="vm">
			<testcase name="x" time="0.000864" classname="suite one.inner" file="/w/tree/test/a.test.js"/>
			<testcase name="x" time="0.000087" classname="suite one.inner" file="/w/tree/test/a.test.js"/>
		</testsuite>
		<testcase name="sk" time="0.000064" classname="suite one" file="/w/tree/test/a.test.js">
			<skipped type="skipped" message="true"/>
		</testcase>
	</testsuite>
	<testcase name="test/b.test.js" time="0.029806" classname="test" file="/w/tree/test/b.test.js" failure="test failed">
		<failure type="testCodeFailure" message="test failed">
[Error: test failed] { code: 'ERR_TEST_FAILURE' }
		</failure>
	</testcase>
	<!-- tests 10 -->
</testsuites>`;

const vitest = `<?xml version="1.0" encoding="UTF-8" ?>
<testsuites name="vitest tests" tests="7" failures="3" errors="0" time="0.011486142">
    <testsuite name="test/a.test.ts" tests="5" failures="1" errors="0" skipped="2" time="0.006870038">
        <testcase classname="test/a.test.ts" name="ok" time="0.001239778">
        </testcase>
        <testcase classname="test/a.test.ts" name="s &gt; bad" time="0.004113832">
            <failure message="expected 3 to be 4 // Object.is equality" type="AssertionError">
AssertionError: expected 3 to be 4 // Object.is equality
            </failure>
        </testcase>
        <testcase classname="test/a.test.ts" name="s &gt; td" time="0">
            <skipped/>
        </testcase>
    </testsuite>
    <testsuite name="test/c.test.ts" tests="1" failures="1" errors="0" skipped="0" time="0">
        <testcase classname="test/c.test.ts" name="test/c.test.ts" time="0">
            <failure message="Cannot find module &apos;../none.ts&apos; imported from /w/tree/test/c.test.ts" type="Error">
Error: Cannot find module
            </failure>
        </testcase>
    </testsuite>
</testsuites>`;

const pytest = `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1" skipped="1" tests="5"><testcase classname="" name="tests.sub.test_e" file="tests/sub/test_e.py" time="0.000"><error message="collection failure">ImportError while importing test module '/w/tree/tests/sub/test_e.py'.
E   ImportError: cannot import name 'missing' from 'lib' (/w/tree/lib.py)</error></testcase><testcase classname="test_a.TestX" name="test_p[1]" file="test_a.py" line="4" time="0.000" /><testcase classname="test_a.TestX" name="test_p[2]" file="test_a.py" line="4" time="0.000"><failure message="assert 2 == 1">E   assert 2 == 1</failure></testcase><testcase classname="test_a" name="test_f" file="test_a.py" line="6" time="0.000" /><testcase classname="test_a" name="test_s" file="test_a.py" line="7" time="0.000"><skipped type="pytest.skip" message="no">no</skipped></testcase></testsuite></testsuites>`;

const surefire = `<testsuite name="com.acme.SlugTest" time="0.1" tests="2"><properties><property name="a" value="b"/></properties>
  <testcase name="lower" classname="com.acme.SlugTest" time="0.01"/>
  <testcase name="upper" classname="com.acme.SlugTest" time="0.01"><error type="java.lang.NullPointerException"><![CDATA[java.lang.NullPointerException
	at com.acme.Slug.make(Slug.java:3)]]></error><system-out>noise</system-out></testcase>
</testsuite>`;

const jest = `<testsuites name="jest tests"><testsuite name="src/a.test.js" tests="1"><testcase classname="slug" name="lowers" file="src/a.test.js" time="0.01"/></testsuite></testsuites>`;

describe("parseJunit", () => {
  it("reads node's nested suites", () => {
    expect(table(node)).toEqual([
      ["test/a.test.js > top pass", "passed", "test/a.test.js"],
      ["test/a.test.js > top fail", "failed", "test/a.test.js"],
      ["test/a.test.js > suite one > works", "passed", "test/a.test.js"],
      ["test/a.test.js > suite one > inner > x", "passed", "test/a.test.js"],
      ["test/a.test.js > suite one > inner > x (2)", "passed", "test/a.test.js"],
      ["test/a.test.js > suite one > sk", "skipped", "test/a.test.js"],
      ["test/b.test.js", "failed", "test/b.test.js"],
    ]);
    expect(parse(node).tests[1]?.message).toMatch(/^3 == 4\n\[Error .*\n.*file:\/\/\.\/test\/a\.test\.js:4:28/);
  });

  it("knows a file that did not load where Node names no files", () => {
    const xml = `<testsuites><testcase name="good" classname="test"/><testcase name="/w/tree/test/b.js" classname="test"><failure message="test failed"/></testcase></testsuites>`;
    expect(table(xml)).toEqual([
      ["good", "passed", null],
      ["test/b.js", "failed", "test/b.js"],
    ]);
  });

  it("reads vitest's files", () => {
    expect(table(vitest)).toEqual([
      ["test/a.test.ts > ok", "passed", "test/a.test.ts"],
      ["test/a.test.ts > s > bad", "failed", "test/a.test.ts"],
      ["test/a.test.ts > s > td", "skipped", "test/a.test.ts"],
      ["test/c.test.ts", "failed", "test/c.test.ts"],
    ]);
    expect(parse(vitest).tests[3]?.message).toContain("Cannot find module '../none.ts' imported from ./test/c.test.ts");
  });

  it("reads pytest's classes and names files that cannot be collected", () => {
    expect(table(pytest)).toEqual([
      ["tests/sub/test_e.py", "failed", "tests/sub/test_e.py"],
      ["test_a.py > TestX > test_p[1]", "passed", "test_a.py"],
      ["test_a.py > TestX > test_p[2]", "failed", "test_a.py"],
      ["test_a.py > test_f", "passed", "test_a.py"],
      ["test_a.py > test_s", "skipped", "test_a.py"],
    ]);
  });

  it("reads surefire's one document per class, and jest's suites", () => {
    expect(table(surefire, jest)).toEqual([
      ["com.acme.SlugTest > lower", "passed", null],
      ["com.acme.SlugTest > upper", "failed", null],
      ["src/a.test.js > slug > lowers", "passed", "src/a.test.js"],
    ]);
    expect(parse(surefire).tests[1]?.message).toContain("at com.acme.Slug.make");
    expect(parse(surefire).tests[1]?.message).not.toContain("noise");
  });

  it("gives files relative to the workspace when the runner ran below it", () => {
    const inWeb = (xml: string) => parseJunit(left([xml], "web")).tests.map((test) => test.name);
    expect(inWeb(vitest).slice(2)).toEqual(["web/test/a.test.ts > s > td", "web/test/c.test.ts"]);
    expect(inWeb(pytest).slice(0, 2)).toEqual(["web/tests/sub/test_e.py", "web/test_a.py > TestX > test_p[1]"]);
    expect(inWeb(node.replaceAll("/w/tree/", "/w/tree/web/")).slice(5)).toEqual([
      "web/test/a.test.js > suite one > sk",
      "web/test/b.test.js",
    ]);
  });

  it("keeps numbers in names, because they tell tests apart", () => {
    const both = `<a><testcase name="waits 5 s"/><testcase name="waits 10 s"/></a>`;
    expect(table(both).map(([name]) => name)).toEqual(["waits 5 s", "waits 10 s"]);
  });

  it("never gives one name twice", () => {
    const cases = ["x (2)", "x", "x", "y".repeat(800), `${"y".repeat(800)}z`];
    const xml = `<a>${cases.map((name) => `<testcase name="${name}"/>`).join("")}</a>`;
    const names = table(xml).map(([name]) => name);
    expect(new Set(names).size).toBe(cases.length);
    expect(parse(xml).tests.every((test) => testResultSchema.safeParse(test).success)).toBe(true);
  });

  it.each([
    ["cut", node.slice(0, 900), /not well-formed/],
    ["no XML", "TAP version 13", /not well-formed/],
    ["an unknown entity", `<a><testcase name="&boom;"/></a>`, /not well-formed/],
    [
      "expanding entities",
      `<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a><testcase name="&c;"/></a>`,
      /not well-formed/,
    ],
    ["deep", `${"<testsuite>".repeat(100)}${"</testsuite>".repeat(100)}`, /levels deep/],
    ["endless", `<a>${'<testcase name="x"/>'.repeat(20_001)}</a>`, /more than 20000 tests/],
  ])("gives a reason and no tests when the report is %s", (_, xml, reason) => {
    const report = parse(surefire, xml);
    expect(report.tests).toEqual([]);
    expect(report.reason).toMatch(reason);
  });

  it("takes hostile attributes for what they are", () => {
    const xml = `<a><testcase name="__proto__" classname="constructor" __proto__="x"><failure message="${"m".repeat(9_000)}"/></testcase></a>`;
    expect(table(xml)).toEqual([["constructor > __proto__", "failed", null]]);
    expect(parse(xml).tests[0]?.message?.length).toBe(4_000);
  });

  it("never throws and stays within the schema", () => {
    const part = fc.constantFrom(
      "<testsuite name='s'>",
      "</testsuite>",
      "<testcase name='t'>",
      "</testcase>",
      "<failure>",
      "</failure>",
      "&amp;",
      "&",
      "<![CDATA[",
      "]]>",
      "<!--",
      "x",
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const report = parse(`<a>${parts.join("")}</a>`);
        expect(report.tests.every((test) => testResultSchema.safeParse(test).success)).toBe(true);
      }),
    );
  });
});
