/** Tests of the base on new code: in a copy of its own, for what the run did to tests that stood before. */
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentLog } from "../domain/log.ts";
import type { FileChange } from "../domain/patch.ts";
import { projectSchema, settingsSchema } from "../domain/settings.ts";
import { createWaitMeter } from "../telemetry/create-wait-meter.ts";
import { type Boxes, createBoxes } from "./boxes.ts";
import { createGreeter, files, type Greeter } from "./greeter.fixture.ts";
import { createRunChanges } from "./run-changes.ts";
import { createTestRuns, type TestRuns } from "./test-runs.ts";
import { withWorkspace } from "./workspace.ts";

let greeter: Greeter;
beforeAll(() => {
  greeter = createGreeter();
});
afterAll(() => greeter.remove());

const path = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
const settings = settingsSchema.parse({});
const projects = [projectSchema.parse({ test: ["node", "--test"], timeoutSeconds: 60 })];

type Lent = { tests: TestRuns; write: (changes: FileChange[]) => void; opened: string[] };

const lend = (use: (lent: Lent) => Promise<void>): Promise<void> => {
  const checkout = join(greeter.dir, "repo");
  const origin = { checkout, scratchRoot: join(greeter.dir, "scratch"), start: { sha: greeter.sha, overlay: [] } };
  const waits = createWaitMeter(() => 0);
  return withWorkspace(origin, async (workspace) => {
    const access = { choice: "none", allowNone: true, installCache: null } as const;
    const options = { workspace, origin, projects, settings, access, path, toolchains: {}, log: silentLog, waits };
    const real = createBoxes(options);
    const opened: string[] = [];
    const boxes: Boxes = {
      ...real,
      changed: (changes) => {
        opened.push(changes.map((change) => change.path).join());
        return real.changed(changes);
      },
    };
    const changes = createRunChanges(workspace);
    const tests = createTestRuns({
      boxes,
      changes,
      projects,
      env: { PATH: path },
      flakyRuns: 0,
      log: silentLog,
      waits,
    });
    try {
      await tests.baseline();
      await use({ tests, write: changes.write, opened });
    } finally {
      await real.close();
    }
  });
};

const [code, test] = ["src/greet.js", "test/greet.test.js"];
const rude = { path: code, before: files[code] ?? "", after: 'export const greet = (name) => "hey " + name;\n' };
const looser = { path: test, before: files[test] ?? "", after: (files[test] ?? "").replace("hello a", "hey a") };
const lines = (report: Awaited<ReturnType<TestRuns["withBaseTests"]>>) =>
  report?.tests.map(({ name, status }) => `${status} ${name.split(" > ").at(-1)}`);

describe("withBaseTests", () => {
  it("shows a test of the base that passes only as changed, and leaves the present tree alone", async () => {
    await lend(async ({ tests, write, opened }) => {
      write([rude, looser]);
      expect(lines(await tests.withBaseTests())).toEqual(["failed greets"]);
      expect(lines(await tests.current())).toEqual(["passed greets"]);
      await tests.withBaseTests();
      expect(opened).toEqual([code]);
    });
  });

  it("runs a deleted test, and begins from the base each time", async () => {
    await lend(async ({ tests, write }) => {
      write([rude, { ...looser, after: null }]);
      expect(lines(await tests.withBaseTests())).toEqual(["failed greets"]);
      write([{ ...rude, before: rude.after, after: `// As before.\n${rude.before}` }]);
      expect(lines(await tests.withBaseTests())).toEqual(["passed greets"]);
    });
  });

  it("costs nothing when no test of the base was touched", async () => {
    await lend(async ({ tests, write, opened }) => {
      write([rude, { path: "test/new.test.js", before: null, after: looser.after }]);
      expect(await tests.withBaseTests()).toBeNull();
      expect(opened).toEqual([]);
    });
  });
});
