/** Test commands that print, leave and do what no honest one would. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Project } from "../../domain/settings.ts";
import { openProject, type TestProject } from "./project.fixture.ts";

let project: TestProject;
beforeEach(async () => {
  project = await openProject();
});
afterEach(() => project.remove());

const run = (script: string, settings: Partial<Project> = {}) => {
  project.put({ "t.sh": `#!/bin/sh\n${script}\n` });
  return project.run({ test: ["./t.sh"], ...settings });
};

/** A program named like a runner, which writes at the path it was told what `script` does with `$report`. */
const pose = (script: string) => {
  project.put({
    "package.json": '{"scripts":{"test":"jest"}}',
    "node_modules/.bin/jest": `#!/bin/sh\nreport=$(printf '%s' "$2" | sed s/--outputFile=//)\n${script}\n`,
  });
  return project.run({ test: ["npx", "--no-install", "jest"] });
};

describe("a hostile test command", () => {
  it("is ended when it prints without end", async () => {
    const report = await run("yes '::error::boom'");
    expect(report).toMatchObject({ passed: false, level: "exit" });
    expect(report.reason).toContain("printed more than they may");
    expect(report.excerpt.length).toBeLessThanOrEqual(20_000);
  });

  it.each([
    ["a link to a file of the host", 'ln -s /etc/passwd "$report"', /left no report|no plain file/],
    ["a pipe", 'mkfifo "$report"', /no plain file/],
    ["a sparse file of 10 GB", 'truncate -s 10G "$report"', /no plain file of at most 32 MB|left no report/],
    ["a directory", 'mkdir "$report"', /left no report/],
    ["nothing", "true", /left no report/],
    ["an empty file", ': > "$report"', /left no report/],
    ["half of a report", `printf '{"testResults":[' > "$report"`, /not well-formed JSON/],
    ["another form", `printf '{"testResults":{}}' > "$report"`, /form at testResults/],
  ])("proves nothing by %s in place of its report", async (_, script, reason) => {
    const report = await pose(script);
    expect(report).toMatchObject({ level: "exit", tests: [] });
    expect(report.reason).toMatch(reason);
  });

  it("does not make up for a failing exit status by its report", async () => {
    const report = await pose(
      `printf '{"testResults":[{"name":"/a.js","status":"passed","message":"","assertionResults":[{"ancestorTitles":[],"title":"x","status":"passed","failureMessages":[]}]}]}' > "$report"\nexit 3`,
    );
    expect(report).toMatchObject({ level: "names", passed: false });
    expect(report.reason).toContain("No test fails, but the test command ends with exit status 3");
  });

  it("is believed when it ends by a signal", async () => {
    expect(await run("kill -SEGV $$")).toMatchObject({
      passed: false,
      reason: expect.stringContaining("SIGSEGV (segmentation fault)"),
    });
    expect(await run("sh -c 'kill -KILL $$'; exit $?")).toMatchObject({
      reason: expect.stringContaining("without memory"),
    });
  });

  it("reads no more than 2,000 reports", async () => {
    const report = await run("mkdir r; for i in $(seq 2100); do echo '<a/>' > r/$i.xml; done", { junit: "r" });
    expect(report).toMatchObject({ level: "exit", reason: expect.stringContaining("more than 2000 reports") });
  });

  it("shows no places of this machine", async () => {
    const report = await run('echo "$PWD $HOME $TMPDIR"; exit 1');
    expect(report.excerpt).not.toContain(project.home);
  });

  it("cannot put reports elsewhere into its own", async () => {
    const outside = mkdtempSync(join(tmpdir(), "outside-"));
    writeFileSync(join(outside, "a.xml"), '<a><testcase name="forged"/></a>');
    try {
      expect(await run(`ln -s ${outside} r`, { junit: "r" })).toMatchObject({ level: "exit", tests: [] });
    } finally {
      rmSync(outside, { recursive: true });
    }
  });
});
