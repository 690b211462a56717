/** Reports out of a sandbox that has a user and places of its own. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { silentLog } from "../../../domain/log.ts";
import { projectSchema } from "../../../domain/settings.ts";
import { openSandbox } from "../../../sandbox/open-sandbox.ts";
import { hostPath, linesOf } from "../project.fixture.ts";
import { runProjects } from "../run-projects.ts";

const home = realpathSync(mkdtempSync(join(tmpdir(), "namespace-")));
const tree = join(home, "tree");
mkdirSync(join(tree, "test"), { recursive: true });
const opened = await openSandbox({
  tree,
  scratch: join(home, "scratch"),
  choice: "auto",
  allowNone: false,
  path: hostPath,
  toolchains: {},
  readOnlyMounts: [],
  log: silentLog,
});

describe.skipIf(!opened.ok)("a sandbox with namespaces (where one can be had)", () => {
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("gives results by name, with the repository's own paths", async () => {
    if (!opened.ok) throw new Error("skipped");
    writeFileSync(join(tree, "package.json"), '{"scripts":{"test":"node --test test/*.js"}}');
    writeFileSync(
      join(tree, "test/a.js"),
      'const { test } = require("node:test");\ntest("good", () => {});\ntest("bad", () => {\n  throw new Error(process.cwd());\n});\n',
    );
    const project = projectSchema.parse({ test: ["npm", "test"], timeoutSeconds: 60 });
    const context = { sandbox: opened.value, env: { PATH: hostPath }, log: silentLog };
    const report = await runProjects([project], context, { baseline: null, flakyRuns: 1 });
    expect(report).toMatchObject({ level: "names", isolation: "namespace", passed: false, flaky: [], reason: null });
    expect(linesOf(report)).toEqual(["+ test/a.js > good", "- test/a.js > bad"]);
    expect(report.tests[1]).toMatchObject({
      file: "test/a.js",
      line: 4,
      stack: expect.stringContaining("./test/a.js:4"),
    });
    expect(JSON.stringify(report)).not.toMatch(/\/workspace|\/reports/);
  });
});
