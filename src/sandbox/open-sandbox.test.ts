import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../domain/log.ts";
import { openSandbox } from "./open-sandbox.ts";
import type { RunOptions, Sandbox } from "./sandbox.ts";

const path = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
let dir: string;
let sandbox: Sandbox;

beforeEach(async () => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "sandbox-")));
  const tree = join(dir, "tree");
  mkdirSync(tree);
  const opened = await openSandbox({
    tree,
    scratch: join(dir, "scratch"),
    choice: "none",
    allowNone: true,
    path,
    toolchains: {},
    readOnlyMounts: [],
    log: silentLog,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  sandbox = opened.value;
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const run = (argv: string[], options: Partial<RunOptions> = {}) =>
  sandbox.run(argv, { cwd: sandbox.tree, limits: { seconds: 30 }, env: { PATH: path }, ...options });

const node = (script: string, options: Partial<RunOptions> = {}) => run(["node", "-e", script], options);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

describe("openSandbox without isolation", () => {
  it("says that there is none", () => {
    expect(sandbox).toMatchObject({ level: "none", backend: "none" });
    expect(sandbox.note).toContain("without isolation");
  });

  it("gives exit status and both streams without terminal sequences", async () => {
    const result = await run(["sh", "-c", "printf '\\033[31mout\\033[0m\\n'; echo err >&2; exit 3"]);
    expect(result).toMatchObject({ exitCode: 3, signal: null, timedOut: false, exceeded: null });
    expect(result.output.split("\n").sort()).toEqual(["", "err", "out"]);
  });

  it("gives the child the listed environment and nothing of ours", async () => {
    process.env.SANDBOX_CANARY = "leak";
    try {
      const result = await node("console.log(JSON.stringify(process.env))", {
        env: { PATH: path, EXTRA: "yes", MY_TOKEN: "leak" },
      });
      expect(JSON.parse(result.output)).toEqual({
        PATH: path,
        EXTRA: "yes",
        HOME: sandbox.home,
        TMPDIR: join(sandbox.home, "tmp"),
        LANG: "C.UTF-8",
        TZ: "UTC",
        CI: "1",
        NODE_ENV: "test",
      });
    } finally {
      delete process.env.SANDBOX_CANARY;
    }
  });

  it("makes home and reports usable, at the host's paths", async () => {
    await run([
      "sh",
      "-c",
      `echo a > "$HOME/a" && echo b > "$TMPDIR/b" && echo c > "${sandbox.seenAt(sandbox.reports)}/c"`,
    ]);
    for (const file of ["home/a", "home/tmp/b", "reports/c"]) expect(existsSync(join(dir, "scratch", file))).toBe(true);
  });

  it("closes standard input", async () => {
    expect(await run(["cat"])).toMatchObject({ exitCode: 0, output: "" });
  });

  it("says so when the command does not exist", async () => {
    const result = await run(["no-such-command-here"]);
    expect(result).toMatchObject({ exitCode: 127, timedOut: false });
    expect(result.output).toContain("Could not start no-such-command-here");
  });

  it("ends the whole group on timeout, even when it ignores SIGTERM", async () => {
    const script = "trap '' TERM; (trap '' TERM; echo $$ > pid; sleep 60) & wait; sleep 60";
    const result = await run(["sh", "-c", script], { limits: { seconds: 2 } });
    expect(result).toMatchObject({ exitCode: null, signal: "SIGKILL", timedOut: true });
    expect(isAlive(Number(readFileSync(join(sandbox.tree, "pid"), "utf8")))).toBe(false);
  });

  it("ends what the command left in the background", async () => {
    const result = await run(["sh", "-c", "sleep 60 & echo $! > pid"]);
    expect(result.exitCode).toBe(0);
    expect(isAlive(Number(readFileSync(join(sandbox.tree, "pid"), "utf8")))).toBe(false);
  });

  it("does not wait for a process that left the group and holds the output open", async () => {
    const script = `
      const child = require("node:child_process").spawn("sleep", ["20"], { detached: true, stdio: "inherit" });
      require("node:fs").writeFileSync("pid", String(child.pid));
      child.unref();`;
    const result = await node(script);
    const pid = Number(readFileSync(join(sandbox.tree, "pid"), "utf8"));
    const wasAlive = isAlive(pid);
    process.kill(pid, "SIGKILL");
    expect(result.exitCode).toBe(0);
    expect(wasAlive).toBe(true);
  });

  it("ends a command that prints too much and keeps the last part", async () => {
    const chunks: Buffer[] = [];
    const result = await run(["sh", "-c", "while :; do echo 0123456789; done"], {
      limits: { seconds: 30, outputBytes: 10_000 },
      onOutput: (chunk) => chunks.push(chunk),
    });
    expect(result).toMatchObject({ exitCode: null, exceeded: "output", timedOut: false });
    expect(result.output.length).toBeGreaterThan(9_000);
    expect(result.output.length).toBeLessThanOrEqual(10_000);
    expect(Buffer.concat(chunks).toString()).toContain(result.output.trim().slice(0, 100));
  });

  it("ends like any other where the command line is too long for the kernel", async () => {
    const result = await run(["true", ...Array.from({ length: 400 }, () => "x".repeat(100_000))]);
    expect(result).toMatchObject({ exitCode: 127, signal: null });
    expect(result.output).toContain("E2BIG");
    expect((await run(["true"])).exitCode).toBe(0);
  });

  it("runs one command at a time", async () => {
    const script = "test ! -e busy && touch busy && sleep 0.1 && rm busy";
    const results = await Promise.all([run(["sh", "-c", script]), run(["sh", "-c", script])]);
    expect(results.map((result) => result.exitCode)).toEqual([0, 0]);
  });
});
