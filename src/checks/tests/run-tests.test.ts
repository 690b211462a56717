import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testReportSchema } from "../../domain/evidence.ts";
import type { Project } from "../../domain/settings.ts";
import { proveGreen, proveRed } from "./compare-tests.ts";
import { openProject, type TestProject } from "./project.fixture.ts";

let home: string;
let project: TestProject;

beforeEach(async () => {
  project = await openProject();
  home = project.home;
});
afterEach(() => project.remove());

const put = (name: string, text: string): void => project.put({ [name]: text });
const run = async (settings: Partial<Project>) => testReportSchema.parse(await project.run(settings));
const statuses = (report: Awaited<ReturnType<typeof run>>) => report.tests.map((test) => [test.name, test.status]);

const nodeTest = (body: string) => `import { test } from "node:test";\nimport assert from "node:assert";\n${body}\n`;

describe("runTests", () => {
  it("names what passed and failed under node --test, the same way twice", async () => {
    put("package.json", '{"type":"module"}');
    put("test/a.test.js", nodeTest('test("good", () => {});\ntest("bad", () => assert.equal(1, 2));'));
    put("test/b.test.js", nodeTest('import { nope } from "./lib.js";\ntest("b", nope);'));
    put("test/lib.js", "export const x = 1;\n");
    const first = await run({ test: ["node", "--test", "test/*.test.js"] });
    expect(first).toMatchObject({ level: "names", passed: false, timedOut: false, exitCode: 1 });
    expect(statuses(first)).toEqual([
      ["test/a.test.js > good", "passed"],
      ["test/a.test.js > bad", "failed"],
      ["test/b.test.js", "failed"],
    ]);
    expect(first.excerpt).toContain("does not provide an export named 'nope'");
    expect(first.excerpt).not.toContain(home);
    const second = await run({ test: ["node", "--test", "test/*.test.js"] });
    expect({ ...second, milliseconds: 0 }).toEqual({ ...first, milliseconds: 0 });
  });

  it("gives reports that prove red and green", async () => {
    put("package.json", '{"type":"module","scripts":{"test":"node --test test/*.test.js"}}');
    put("lib.js", "export const one = 1;\n");
    put("test/old.test.js", nodeTest('import { one } from "../lib.js";\ntest("one", () => assert.equal(one, 1));'));
    const npm = { test: ["npm", "test"] };
    const baseline = await run(npm);
    put("test/two.test.js", nodeTest('import { two } from "../lib.js";\ntest("two", () => assert.equal(two, 2));'));
    const red = proveRed(baseline, await run(npm), ["test/two.test.js"], ["two"]);
    expect(red).toMatchObject({ proof: "missing-symbol", tests: ["test/two.test.js"] });
    put("lib.js", "export const one = 1;\nexport const two = 3;\n");
    expect(proveGreen(baseline, red, await run(npm))).toMatchObject({
      ok: false,
      broken: ["test/two.test.js > two"],
    });
    put("lib.js", "export const one = 1;\nexport const two = 2;\n");
    expect(proveGreen(baseline, red, await run(npm))).toMatchObject({
      ok: true,
      passed: 2,
      tests: ["test/two.test.js"],
    });
  });

  it("misses the tests that an early end with status 0 leaves out", async () => {
    put("test/a.test.js", 'const { test } = require("node:test");\ntest("one", () => {});\ntest("two", () => {});\n');
    const node = { test: ["node", "--test", "test/a.test.js"] };
    const baseline = await run(node);
    put(
      "test/a.test.js",
      'const { test } = require("node:test");\ntest("one", () => {});\ntest("two", () => process.exit(0));\n',
    );
    const after = await run(node);
    expect(proveGreen(baseline, { proof: "none", tests: [] }, after).ok).toBe(false);
  });

  it("counts an empty suite as read by name", async () => {
    put("package.json", "{}");
    expect(await run({ test: ["node", "--test"] })).toMatchObject({ level: "names", passed: true, tests: [] });
  });

  it("falls back to the exit status", async () => {
    put("ok.sh", "#!/bin/sh\necho fine\n");
    put("no.sh", "#!/bin/sh\necho broken >&2\nexit 4\n");
    expect(await run({ test: ["./ok.sh"] })).toMatchObject({
      level: "exit",
      passed: true,
      exitCode: 0,
      excerpt: "fine\n",
    });
    expect(await run({ test: ["./no.sh"] })).toMatchObject({
      level: "exit",
      passed: false,
      exitCode: 4,
      excerpt: "broken\n",
    });
  });

  it("reads a report that the project writes itself, and not one of an earlier run", async () => {
    put("sub/t.sh", "#!/bin/sh\n[ -e out.xml ] && exit 9\necho '<a><testcase name=\"one\"/></a>' > out.xml\n");
    put("sub/out.xml", '<a><testcase name="old"/></a>');
    const report = await run({ dir: "sub", test: ["./t.sh"], junit: "out.xml" });
    expect(report).toMatchObject({ level: "names", passed: true });
    expect(statuses(report)).toEqual([["one", "passed"]]);
  });

  it("reads a directory of reports", async () => {
    put("t.sh", '#!/bin/sh\nmkdir r\nfor n in a b; do echo "<a><testcase name=\\"$n\\"/></a>" > r/$n.xml; done\n');
    expect(statuses(await run({ test: ["./t.sh"], junit: "r" }))).toEqual([
      ["a", "passed"],
      ["b", "passed"],
    ]);
  });

  it("does not call it passed when the report names a failure", async () => {
    put("t.sh", "#!/bin/sh\necho '<a><testcase name=\"x\"><failure/></testcase></a>' > out.xml\n");
    expect(await run({ test: ["./t.sh"], junit: "out.xml" })).toMatchObject({ passed: false, exitCode: 0 });
  });

  it.each([
    ["a link", "ln -s /etc/hostname out.xml"],
    ["a pipe", "mkfifo out.xml"],
    ["a broken report", "echo '<a>' > out.xml"],
    ["a link on the way", "ln -s /etc up"],
  ])("does not follow %s in place of the report", async (_, trick) => {
    put("t.sh", `#!/bin/sh\n${trick}\n`);
    const junit = trick.endsWith(" up") ? "up/hostname" : "out.xml";
    expect(await run({ test: ["./t.sh"], junit })).toMatchObject({ level: "exit", passed: true, tests: [] });
  });

  it("does not follow links in a directory of reports", async () => {
    writeFileSync(join(home, "outside.xml"), '<a><testcase name="forged"/></a>');
    put("t.sh", `#!/bin/sh\nmkdir r; ln -s ${home}/outside.xml r/a.xml\n`);
    expect(await run({ test: ["./t.sh"], junit: "r" })).toMatchObject({ level: "exit", tests: [] });
  });

  it("does not remove an old report through a link", async () => {
    const precious = join(home, "precious");
    mkdirSync(precious);
    writeFileSync(join(precious, "out.xml"), "keep");
    symlinkSync(precious, join(home, "tree/reports"));
    await run({ test: ["true"], junit: "reports/out.xml" });
    expect(existsSync(join(precious, "out.xml"))).toBe(true);
  });

  it("ends tests that hang", async () => {
    expect(await run({ test: ["sleep", "60"], timeoutSeconds: 1 })).toMatchObject({
      passed: false,
      timedOut: true,
      exitCode: null,
    });
  });

  it.each([
    [{ test: null }, /No test command/],
    [{ test: ["true"], dir: "../.." }, /not in the repository/],
    [{ test: ["true"], dir: "gone" }, /not in the repository/],
    [{ test: ["no-such-runner"] }, /Could not start no-such-runner/],
  ])("says why %j could not be run", async (settings, reason) => {
    const report = await run(settings);
    expect(report.passed).toBe(false);
    expect(report.excerpt).toMatch(reason);
  });
});
