/** The adapter of Gradle, on recorded XML that a stand-in for the wrapper leaves. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { linesOf, openProject, type TestProject } from "../project.fixture.ts";

const recorded = `<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="com.acme.SlugTest" tests="3" skipped="1" failures="1" errors="0" timestamp="2026-01-02T03:04:05" hostname="vm" time="0.021">
  <properties/>
  <testcase name="good()" classname="com.acme.SlugTest" time="0.003"/>
  <testcase name="bad()" classname="com.acme.SlugTest" time="0.012">
    <failure message="org.opentest4j.AssertionFailedError: expected: &lt;a&gt; but was: &lt;A&gt;" type="org.opentest4j.AssertionFailedError">org.opentest4j.AssertionFailedError: expected: &lt;a&gt; but was: &lt;A&gt;
	at app//org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)
	at app//com.acme.SlugTest.bad(SlugTest.java:9)
	at java.base@17.0.15/java.lang.reflect.Method.invoke(Method.java:569)
</failure>
  </testcase>
  <testcase name="later()" classname="com.acme.SlugTest" time="0.0"><skipped/></testcase>
  <system-out><![CDATA[::error::x]]></system-out>
  <system-err><![CDATA[]]></system-err>
</testsuite>
`;

let project: TestProject;
beforeEach(async () => {
  project = await openProject();
});
afterEach(() => project.remove());

it("reads the reports of every module, and none of an earlier run", async () => {
  const dir = "build/test-results/test";
  const path = "app/src/test/java/com/acme/SlugTest.java";
  project.put({
    [path]: "package com.acme;\n",
    "recorded.xml": recorded,
    [`lib/${dir}/TEST-old.xml`]: '<a><testcase name="old"/></a>',
    gradlew: `#!/bin/sh\nmkdir -p app/${dir}\ncp recorded.xml app/${dir}/TEST-com.acme.SlugTest.xml\nexit 1\n`,
  });
  const report = await project.run({ test: ["./gradlew", "--offline", "test"] });
  const prefix = `${path} > com.acme.SlugTest >`;
  expect(linesOf(report)).toEqual([`+ ${prefix} good()`, `- ${prefix} bad()`, `? ${prefix} later()`]);
  expect(report).toMatchObject({
    level: "names",
    passed: false,
    exitCode: 1,
    ran: "./gradlew --offline test (Gradle)",
  });
  expect(report.tests[1]).toMatchObject({
    file: path,
    line: 9,
    message: expect.not.stringContaining("Method.invoke"),
    stack: "at app//com.acme.SlugTest.bad(SlugTest.java:9)",
  });
});
