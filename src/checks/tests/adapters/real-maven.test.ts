/** The adapter of Maven, on a small project that is run for real from Debian's offline repository. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proveRed } from "../compare-tests.ts";
import { linesOf, openProject, type TestProject } from "../project.fixture.ts";

const repository = "/usr/share/maven-repo";
const plugins = ["resources", "compiler", "surefire"].map((name) => `maven-${name}-plugin`);
const versionOf = (plugin: string): string =>
  readdirSync(join(repository, "org/apache/maven/plugins", plugin)).find((name) => /^\d/.test(name)) ?? "";
const isMissing =
  !existsSync("/usr/bin/mvn") ||
  !existsSync(join(repository, "junit/junit/4.x")) ||
  !plugins.every((plugin) => existsSync(join(repository, "org/apache/maven/plugins", plugin)));

const test = ["mvn", "-o", "-q", `-Dmaven.repo.local=${repository}`, "test"];
let project: TestProject;

describe.skipIf(isMissing)(
  "Maven (where Debian's mvn, surefire and JUnit 4 are installed)",
  { timeout: 240_000 },
  () => {
    beforeAll(async () => {
      project = await openProject();
      const used = plugins.map(
        (name) => `<plugin><artifactId>${name}</artifactId><version>${versionOf(name)}</version></plugin>`,
      );
      project.put({
        "pom.xml": `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>com.acme</groupId><artifactId>slug</artifactId><version>1</version>
<properties><maven.compiler.source>11</maven.compiler.source><maven.compiler.target>11</maven.compiler.target><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
<dependencies><dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.x</version><scope>test</scope></dependency></dependencies>
<build><plugins>${used.join("")}</plugins></build></project>
`,
        "src/main/java/com/acme/Slug.java":
          "package com.acme;\n\npublic class Slug {\n  public static String make(String s) { return s; }\n}\n",
      });
    });
    afterAll(() => project.remove());

    const path = "src/test/java/com/acme/SlugTest.java";
    const prefix = `${path} > com.acme.SlugTest >`;
    const write = (body: string): void =>
      project.put({
        [path]: `package com.acme;

import static org.junit.Assert.*;
import org.junit.*;

public class SlugTest {
  @Test public void good() { assertEquals("a", Slug.make("a")); }
${body}}
`,
      });

    it("names what passed, failed and was skipped, with place and frames", async () => {
      write(
        '  @Test public void bad() { assertEquals("a", Slug.make("A")); }\n  @Ignore @Test public void later() {}\n',
      );
      const report = await project.run({ test });
      expect(linesOf(report).sort()).toEqual([`+ ${prefix} good`, `- ${prefix} bad`, `? ${prefix} later`]);
      expect(report).toMatchObject({ level: "names", passed: false, exitCode: 1, reason: null });
      const failed = report.tests.find((found) => found.status === "failed");
      expect(failed).toMatchObject({ file: path, line: 8, stack: "at com.acme.SlugTest.bad(SlugTest.java:8)" });
      expect(JSON.stringify(report)).not.toContain(project.home);
    });

    it("tells a process that ends in the middle from tests that fail", async () => {
      write("  @Test public void crash() { Runtime.getRuntime().halt(0); }\n");
      const report = await project.run({ test });
      expect(report).toMatchObject({ passed: false, level: "exit", tests: [] });
      expect(report.reason).toMatch(/ends with exit status 1.*left no report/);
      expect(report.excerpt).toMatch(/crash|terminated without properly saying goodbye/i);
    });

    it("proves red by a symbol that is missing", async () => {
      write("");
      const baseline = await project.run({ test });
      expect(baseline.passed).toBe(true);
      write('  @Test public void lower() { assertEquals("a", Slug.lower("A")); }\n');
      const after = await project.run({ test });
      expect(after).toMatchObject({ level: "exit", passed: false });
      expect(proveRed(baseline, after, [path], ["Slug.lower()"])).toMatchObject({
        proof: "missing-symbol",
        tests: [path],
      });
      expect(proveRed(baseline, after, [path], ["Slug.upper()"]).proof).toBe("none");
    });

    it("ends what hangs", async () => {
      write("  @Test public void hang() throws Exception { Thread.sleep(3600000); }\n");
      const report = await project.run({ test, timeoutSeconds: 4 });
      expect(report).toMatchObject({ passed: false, timedOut: true });
    });

    it("calls flaky what both failed and passed", async () => {
      const count = `${project.context.sandbox.home}/count`;
      write(`  @Test public void sometimes() throws Exception {
    java.io.File file = new java.io.File("${count}");
    boolean isFirst = file.createNewFile();
    assertFalse(isFirst);
  }
`);
      expect(await project.settle({ test })).toMatchObject({
        passed: true,
        flaky: [{ name: `${prefix} sometimes`, passed: 1, runs: 2 }],
      });
    });
  },
);
