import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { localServer, refuseServer } from "./local-server.ts";
import { temporaryDirectory } from "./places.fixture.ts";
import { serverExcerpt } from "./server-excerpt.ts";

const settings = { start: ["npm", "start"], dir: ".", url: "http://127.0.0.1:3000/app", startSeconds: 60 };

describe("refuseServer", () => {
  it.each(["http://127.0.0.1:3000", "http://localhost/", "https://localhost:8443", "http://[::1]:80"])(
    "accepts %s",
    (url) => {
      expect(refuseServer("ui", { ...settings, url })).toBeNull();
    },
  );
  it.each([
    ...["https://example.com", "http://169.254.169.254", "http://10.0.0.1", "http://127.0.0.2", "http://0.0.0.0:3000"],
    ...["http://localhost.example.com", "http://localhost@example.com", "ftp://localhost", "file:///etc/passwd"],
  ])("refuses %s", (url) => {
    expect(refuseServer("load", { ...settings, url })).toContain(`checks.load.url is ${url}: `);
  });
  it("refuses to look for a server that somebody else started", () => {
    expect(refuseServer("ui", { ...settings, start: null })).toMatch(/^checks\.ui\.start is not set: /);
  });
});

describe("a sandbox", () => {
  let root: string;
  let sandbox: Pick<Sandbox, "tree" | "home" | "seenAt">;
  beforeEach(() => {
    root = temporaryDirectory();
    mkdirSync(join(root, "tree/app"), { recursive: true });
    mkdirSync(join(root, "home"));
    sandbox = {
      tree: join(root, "tree"),
      home: join(root, "home"),
      seenAt: (path) => path.replace(join(root, "tree"), "/workspace").replace(join(root, "home"), "/home/sandbox"),
    };
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("gives a server its directory, its port and its own commands", () => {
    expect(localServer(sandbox, { ...settings, dir: "app" }, { PATH: "/usr/bin", GOROOT: "/go" })).toEqual({
      ok: true,
      value: {
        argv: ["npm", "start"],
        cwd: join(root, "tree/app"),
        env: { PATH: "/workspace/app/node_modules/.bin:/usr/bin", GOROOT: "/go", PORT: "3000" },
      },
    });
  });

  it.each(["missing", "..", "../home", "link"])("starts nothing in %s", (dir) => {
    symlinkSync(join(root, "home"), join(root, "tree/link"));
    expect(localServer(sandbox, { ...settings, dir }, {})).toEqual({
      ok: false,
      error: `The directory ${dir} is not in the repository.`,
    });
  });

  it("shows the end of what a server printed, without places, ports, clocks and colours", () => {
    const output = `${"x".repeat(9_000)}\n\u001b[31m12:30:01 Error at /workspace/app/x.ts:3, ${root}/tree/y.ts, /home/sandbox/z on 127.0.0.1:3000\u001b[0m\n`;
    const excerpt = serverExcerpt(output, sandbox);
    expect(excerpt.endsWith("\n<time> Error at ./app/x.ts:3, ./y.ts, <tmp>/z on 127.0.0.1:<port>")).toBe(true);
    expect(excerpt.length).toBeLessThanOrEqual(3_000);
  });
});
