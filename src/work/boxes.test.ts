/** The sandbox over a run's tree: the install sees the base alone, and commands see the tree as it is on the branch. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentLog } from "../domain/log.ts";
import { settingsSchema } from "../domain/settings.ts";
import { createWaitMeter } from "../telemetry/create-wait-meter.ts";
import { type Boxes, createBoxes } from "./boxes.ts";
import { createGreeter, files, type Greeter } from "./greeter.fixture.ts";
import { type Workspace, withWorkspace } from "./workspace.ts";

let greeter: Greeter;
beforeAll(() => {
  greeter = createGreeter();
});
afterAll(() => greeter.remove());

const settings = settingsSchema.parse({
  projects: [{ install: ["sh", "-c", "cat package.json src/* > seen; echo built > README.md"] }],
});

const open = (use: (workspace: Workspace, boxes: Boxes) => Promise<void>): Promise<void> => {
  const origin = {
    checkout: join(greeter.dir, "repo"),
    scratchRoot: join(greeter.dir, "scratch"),
    start: { sha: greeter.sha, overlay: [] },
  };
  return withWorkspace(origin, async (workspace) => {
    const boxes = createBoxes({
      workspace,
      origin,
      projects: settings.projects,
      settings,
      access: { choice: "auto", allowNone: true, installCache: null },
      path: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      toolchains: {},
      log: silentLog,
      waits: createWaitMeter(() => 0),
    });
    await use(workspace, boxes);
    await boxes.close();
  });
};

const onDisk = (workspace: Workspace, path: string): string | null => {
  const full = join(workspace.root, path);
  return existsSync(full) ? readFileSync(full, "utf8") : null;
};

describe("the box over the tree of a run", () => {
  it("installs from the base alone when it is first asked for after a change", async () => {
    await open(async (workspace, boxes) => {
      workspace.write([
        { path: "package.json", before: files["package.json"] ?? "", after: '{ "written": "by a model" }\n' },
        { path: "src/evil.js", before: null, after: "written by a model\n" },
        { path: "src/greet.js", before: files["src/greet.js"] ?? "", after: null },
      ]);
      await boxes.head();
      expect(onDisk(workspace, "seen")).toBe(`${files["package.json"]}${files["src/greet.js"]}`);
      expect(onDisk(workspace, "package.json")).toContain("by a model");
      expect(onDisk(workspace, "src/evil.js")).toBe("written by a model\n");
      expect(onDisk(workspace, "src/greet.js")).toBeNull();
      expect(onDisk(workspace, "README.md")).toBe(files["README.md"]);
      expect(workspace.changed().sort()).toEqual(["package.json", "src/evil.js", "src/greet.js"]);
    });
  });

  it("stands as the run left it whenever it is asked for, whatever a test wrote over it", async () => {
    await open(async (workspace, boxes) => {
      const sandbox = await boxes.head();
      workspace.write([{ path: "src/greet.js", before: files["src/greet.js"] ?? "", after: "changed\n" }]);
      workspace.write([{ path: "README.md", before: files["README.md"] ?? "", after: null }]);
      const script = "echo forged > src/greet.js; ln -sf /etc/passwd test/greet.test.js; echo back > README.md";
      await sandbox.run(["sh", "-c", script], { cwd: sandbox.tree, limits: { seconds: 30 } });
      expect(onDisk(workspace, "src/greet.js")).toBe("forged\n");
      await boxes.head();
      expect(onDisk(workspace, "src/greet.js")).toBe("changed\n");
      expect(onDisk(workspace, "test/greet.test.js")).toBe(files["test/greet.test.js"]);
      expect(onDisk(workspace, "README.md")).toBeNull();
    });
  });
});
