import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runSandboxed, type SandboxOptions } from "./run-sandboxed.ts";

const path = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
let dir: string;

beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "sandbox-")));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const run = (argv: string[], options: Partial<SandboxOptions> = {}) =>
  runSandboxed(argv, { cwd: dir, seconds: 30, home: join(dir, "home"), env: { PATH: path }, ...options });

const node = (script: string, options: Partial<SandboxOptions> = {}) => run(["node", "-e", script], options);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

describe("runSandboxed", () => {
  it("gives exit status and both streams without terminal sequences", async () => {
    const result = await run(["sh", "-c", "printf '\\033[31mout\\033[0m\\n'; echo err >&2; exit 3"]);
    expect(result).toMatchObject({
      exitCode: 3,
      signal: null,
      timedOut: false,
      truncated: false,
      isolation: "process",
    });
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
        HOME: join(dir, "home"),
        TMPDIR: join(dir, "home/tmp"),
        LANG: "C.UTF-8",
        TZ: "UTC",
        CI: "1",
        NODE_ENV: "test",
      });
    } finally {
      delete process.env.SANDBOX_CANARY;
    }
  });

  it("makes the scratch home usable", async () => {
    await run(["sh", "-c", 'echo a > "$HOME/a" && echo b > "$TMPDIR/b"']);
    expect(existsSync(join(dir, "home/a")) && existsSync(join(dir, "home/tmp/b"))).toBe(true);
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
    const result = await run(["sh", "-c", script], { seconds: 0.5 });
    expect(result).toMatchObject({ exitCode: null, signal: "SIGKILL", timedOut: true });
    expect(isAlive(Number(readFileSync(join(dir, "pid"), "utf8")))).toBe(false);
  });

  it("ends what the command left in the background", async () => {
    const result = await run(["sh", "-c", "sleep 60 & echo $! > pid"]);
    expect(result.exitCode).toBe(0);
    expect(isAlive(Number(readFileSync(join(dir, "pid"), "utf8")))).toBe(false);
  });

  it("does not wait for a process that left the group and holds the output open", async () => {
    const script = `
      const child = require("node:child_process").spawn("sleep", ["20"], { detached: true, stdio: "inherit" });
      require("node:fs").writeFileSync("pid", String(child.pid));
      child.unref();`;
    const result = await node(script);
    const pid = Number(readFileSync(join(dir, "pid"), "utf8"));
    const wasAlive = isAlive(pid);
    process.kill(pid, "SIGKILL");
    expect(result.exitCode).toBe(0);
    expect(wasAlive).toBe(true);
  });

  it("ends a command that prints too much and keeps the last part", async () => {
    const result = await run(["sh", "-c", "while :; do echo 0123456789; done"], { outputBytes: 10_000 });
    expect(result).toMatchObject({ exitCode: null, signal: "SIGKILL", truncated: true, timedOut: false });
    expect(result.output.length).toBeGreaterThan(9_000);
    expect(result.output.length).toBeLessThanOrEqual(10_000);
  });
});
