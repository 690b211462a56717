/** The adapters of Node's runners, on small projects that are run for real. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Project } from "../../../domain/settings.ts";
import { linesOf, openProject, type TestProject } from "../project.fixture.ts";

let project: TestProject;
beforeEach(async () => {
  project = await openProject(true);
});
afterEach(() => project.remove());

/** What differs from runner to runner. */
type Runner = {
  name: string;
  test: string[];
  files: Record<string, string>;
  /** The text of a test file; `body` may use `test`, `suite`, `skip` and `equal`. */
  write: (body: string) => Record<string, string>;
  /** Where `write` puts it. */
  path: string;
  /** The name of a test in a suite. */
  join: (suite: string, test: string) => string;
};

const script = (test: string, more: object = {}) => JSON.stringify({ scripts: { test }, ...more });

const runners: Runner[] = [
  {
    name: "vitest",
    test: ["npm", "test"],
    files: {
      "package.json": script("vitest run", { type: "module" }),
      "vitest.config.js": "export default { test: { include: ['test/*.js'], pool: 'forks', maxWorkers: 1 } };\n",
    },
    write: (body) => ({
      "test/a.js": `import { test, describe as suite, expect } from "vitest";\nconst skip = test.skip, equal = (a, b) => expect(a).toBe(b);\n${body}`,
    }),
    path: "test/a.js",
    join: (suite, test) => `${suite} > ${test}`,
  },
  {
    name: "jest",
    test: ["npm", "test"],
    files: {
      "package.json": script("jest --workerThreads=false", {
        jest: { testMatch: ["<rootDir>/test/*.js"], watchman: false },
      }),
    },
    write: (body) => ({
      "test/a.js": `const suite = describe, skip = test.skip,\n  equal = (a, b) => expect(a).toBe(b);\n${body}`,
    }),
    path: "test/a.js",
    join: (suite, test) => `${suite} > ${test}`,
  },
  {
    name: "mocha",
    test: ["npm", "test"],
    files: { "package.json": script("mocha --timeout 0") },
    write: (body) => ({
      "test/a.js": `const test = it, suite = describe, skip = it.skip;\nconst equal = require("assert").equal;\n${body}`,
    }),
    path: "test/a.js",
    join: (suite, test) => `${suite} ${test}`,
  },
  {
    name: "node:test",
    test: ["node", "--test", "test/a.js"],
    files: { "package.json": "{}" },
    write: (body) => ({
      "test/a.js": `const { test, suite } = require("node:test");\nconst skip = test.skip, equal = require("assert").equal;\n${body}`,
    }),
    path: "test/a.js",
    join: (suite, test) => `${suite} > ${test}`,
  },
];

describe.each(runners)("$name", ({ name, test, files, write, path, join }) => {
  const run = (settings: Partial<Project> = {}) => project.run({ test, ...settings });

  it("names what passed, failed and was skipped, with place and frames", async () => {
    project.put({
      ...files,
      ...write(`test('good & "fast" <b>', () => {});
suite("s", () => {
  test("bad", () => {
    equal(1, 2);
  });
  skip("later", () => {});
});
`),
    });
    const report = await run();
    expect(linesOf(report).sort()).toEqual([
      `+ ${path} > good & "fast" <b>`,
      `- ${path} > ${join("s", "bad")}`,
      `? ${path} > ${join("s", "later")}`,
    ]);
    expect(report).toMatchObject({ level: "names", passed: false, exitCode: 1, reason: null, isolation: "none" });
    expect(report.ran).toBe(`${test.join(" ")} (${name})`);
    const failed = report.tests.find((found) => found.status === "failed");
    expect(failed).toMatchObject({ file: path, stack: expect.stringContaining("a.js:6") });
    expect(failed?.message).toMatch(/1.*2/s);
    expect(JSON.stringify(report)).not.toContain(project.home);
  });

  it("tells a process that crashes from tests that fail", async () => {
    project.put({
      ...files,
      ...write('test("good", () => {});\ntest("crash", () => process.kill(process.pid, "SIGSEGV"));\n'),
    });
    const report = await run();
    expect(report.passed).toBe(false);
    const said = [report.reason, ...report.tests.map((found) => found.message)].join("\n");
    expect(said).toMatch(/SIGSEGV|left no report|test failed|No test fails, but/);
  });

  it("ends what hangs", async () => {
    project.put({ ...files, ...write('test("hangs", () => { for (;;); });\n') });
    const report = await run({ timeoutSeconds: 2 });
    expect(report).toMatchObject({ passed: false, timedOut: true });
    expect(report.reason).toMatch(/did not end within 2 s/);
  });

  it("says which file could not be loaded", async () => {
    project.put({ ...files, ...write('require("./none.js");\ntest("x", () => {});\n') });
    const report = await run();
    expect(report.passed).toBe(false);
    const said = [report.excerpt, ...report.tests.map((found) => found.message)].join("\n");
    expect(said).toMatch(name === "vitest" ? /require is not defined|none\.js/ : /Cannot find module '\.\/none\.js'/);
  });

  it("calls flaky what both failed and passed", async () => {
    const count = `${project.context.sandbox.home}/count`;
    const fs =
      name === "vitest"
        ? 'const { appendFileSync, readFileSync } = await import("node:fs");'
        : 'const { appendFileSync, readFileSync } = require("node:fs");';
    project.put({
      ...files,
      ...write(`${fs}
test("good", () => {});
test("sometimes", () => {
  appendFileSync("${count}", "x");
  equal(readFileSync("${count}", "utf8").length > 1, true);
});
`),
    });
    const settled = await project.settle({ test });
    expect(settled).toMatchObject({ passed: true, flaky: [{ name: `${path} > sometimes`, passed: 1, runs: 2 }] });
  });
});
