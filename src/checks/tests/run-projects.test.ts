import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectSchema } from "../../domain/settings.ts";
import { linesOf, openProject, type TestProject } from "./project.fixture.ts";
import { runProjects } from "./run-projects.ts";

let project: TestProject;
beforeEach(async () => {
  project = await openProject();
});
afterEach(() => project.remove());

const junit = (name: string, fault: string) => `<a><testcase name="${name}">${fault}</testcase></a>`;
const writes = (xml: string) => `#!/bin/sh\necho x >> runs\nprintf '%s' '${xml}' > out.xml\n`;
const of = (dir: string) => projectSchema.parse({ dir, test: ["./t.sh"], junit: "out.xml" });
const run = (dirs: string[], options: Partial<Parameters<typeof runProjects>[2]> = {}) =>
  runProjects([projectSchema.parse({ dir: "docs" }), ...dirs.map(of)], project.context, {
    baseline: null,
    flakyRuns: 0,
    ...options,
  });

describe("runProjects", () => {
  it("gives the report of one project as it is", async () => {
    project.put({ "api/t.sh": writes(junit("one", "")) });
    expect(await run(["api"])).toMatchObject({ ran: "./t.sh (JUnit XML)", passed: true, tests: [{ name: "one" }] });
  });

  it("puts the names of projects in front when there are several", async () => {
    project.put({ "api/t.sh": writes(junit("one", "")), "web/t.sh": writes(junit("one", "<failure/>")) });
    const report = await run(["api", "web"]);
    expect(linesOf(report)).toEqual(["+ api: one", "- web: one"]);
    expect(report).toMatchObject({ passed: false, level: "names", ran: "./t.sh (JUnit XML); ./t.sh (JUnit XML)" });
  });

  it("runs again what the base did not fail, project by project", async () => {
    project.put({ "api/t.sh": writes(junit("one", "<failure/>")), "web/t.sh": writes(junit("one", "<failure/>")) });
    const baseline = { ...(await run(["api", "web"])) };
    baseline.tests = baseline.tests.filter((test) => test.name === "web: one");
    project.put({ "api/runs": "", "web/runs": "" });
    await run(["api", "web"], { baseline, flakyRuns: 2 });
    const runs = (dir: string) => readFileSync(`${project.context.sandbox.tree}/${dir}/runs`, "utf8").length / 2;
    expect([runs("api"), runs("web")]).toEqual([3, 1]);
  });

  it("looks at every failure of the base again", async () => {
    project.put({
      "t.sh": `#!/bin/sh\nif [ -e seen ]; then fault=''; else fault='<failure/>'; fi\ntouch seen\nprintf '<a><testcase name="x">%s</testcase></a>' "$fault" > out.xml\n`,
    });
    expect(await run(["."], { flakyRuns: 1 })).toMatchObject({
      passed: true,
      flaky: [{ name: "x", passed: 1, runs: 2 }],
      tests: [{ name: "x", status: "passed", message: null }],
    });
  });
});
