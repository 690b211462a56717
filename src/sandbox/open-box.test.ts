import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../domain/log.ts";
import { openSandbox } from "./open-sandbox.ts";
import { findProcesses } from "./processes/find-processes.ts";
import type { RunOptions, Sandbox, SandboxChoice } from "./sandbox.ts";
import { usableBackends } from "./usable-backends.fixture.ts";

const path = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
let dir: string;

beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "sandbox box-")));
  mkdirSync(join(dir, "tree"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = async (choice: SandboxChoice, more: Partial<Parameters<typeof openSandbox>[0]> = {}): Promise<Sandbox> => {
  const opened = await openSandbox({
    tree: join(dir, "tree"),
    scratch: join(dir, "scratch"),
    choice,
    allowNone: false,
    path,
    toolchains: {},
    readOnlyMounts: [],
    log: silentLog,
    ...more,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
};

describe.each(usableBackends)("a sandbox by $backend", ({ backend, isUsable }) => {
  describe.skipIf(!isUsable)("where it can be had", () => {
    const runIn = (sandbox: Sandbox, script: string, options: Partial<RunOptions> = {}) =>
      sandbox.run(["sh", "-c", script], {
        cwd: sandbox.tree,
        limits: { seconds: 30 },
        env: { PATH: path },
        ...options,
      });

    it("says what it is", async () => {
      expect(await open(backend)).toMatchObject({ level: "namespace", backend });
      expect((await open(backend)).note).toContain(backend);
    });

    it("gives exit status and both streams, and closes standard input", async () => {
      const result = await runIn(await open(backend), "cat; printf '\\033[31mout\\033[0m\\n'; echo err >&2; exit 3");
      expect(result).toMatchObject({ exitCode: 3, signal: null, timedOut: false, exceeded: null });
      expect(result.output.split("\n").sort()).toEqual(["", "err", "out"]);
    });

    it("tells a signal from a status", async () => {
      expect(await runIn(await open(backend), "kill -SEGV $$")).toMatchObject({
        exitCode: null,
        signal: "SIGSEGV",
        output: "",
      });
    });

    it("says so when the command does not exist", async () => {
      const sandbox = await open(backend);
      const result = await sandbox.run(["no-such-command-here"], { cwd: sandbox.tree, limits: { seconds: 30 } });
      expect(result).toMatchObject({ exitCode: 127, signal: null });
      expect(result.output).toContain("no-such-command-here");
    });

    it("passes arguments as they are", async () => {
      const sandbox = await open(backend);
      const given = ["", " ", "$HOME", "'\"`", "-n", "--", "a=b", "*", "ü\n\t"];
      const argv = ["node", "-e", "console.log(JSON.stringify(process.argv.slice(1)))", "--", ...given];
      const result = await sandbox.run(argv, { cwd: sandbox.tree, limits: { seconds: 30 }, env: { PATH: path } });
      expect(JSON.parse(result.output)).toEqual(given);
    });

    it("shows tree, home and reports at fixed places, and keeps what is written there", async () => {
      const sandbox = await open(backend);
      mkdirSync(join(sandbox.tree, "a b"));
      writeFileSync(join(sandbox.tree, "a b/file"), "from us");
      const cwd = join(sandbox.tree, "a b");
      const first = await runIn(
        sandbox,
        'pwd; cat file; echo 1 > made; echo 2 > ~/kept; echo 3 > /reports/r; echo 4 > "$TMPDIR/x"',
        { cwd },
      );
      expect(first.output).toBe("/workspace/a b\nfrom us");
      expect(sandbox.seenAt(cwd)).toBe("/workspace/a b");
      expect(sandbox.seenAt(join(sandbox.reports, "r"))).toBe("/reports/r");
      expect(sandbox.seenAt("/etc/passwd")).toBe("/etc/passwd");
      expect(readFileSync(join(cwd, "made"), "utf8")).toBe("1\n");
      expect(readFileSync(join(sandbox.home, "kept"), "utf8")).toBe("2\n");
      expect(readFileSync(join(sandbox.reports, "r"), "utf8")).toBe("3\n");
      const second = await runIn(sandbox, 'cat ~/kept; test ! -e "$TMPDIR/x" || echo stays');
      expect(second.output).toBe("2\n");
    });

    it("lets us change and remove what the command made", async () => {
      const sandbox = await open(backend);
      await runIn(sandbox, "mkdir -p x/y && echo 1 > x/y/z && chmod 500 x/y");
      chmodSync(join(sandbox.tree, "x/y"), 0o700);
      rmSync(join(sandbox.tree, "x"), { recursive: true });
      writeFileSync(join(sandbox.tree, "new"), "");
      expect((await runIn(sandbox, "echo more >> new && cat new")).output).toBe("more\n");
    });

    it("rewrites variables that name the three places, and drops directories that are not seen", async () => {
      const sandbox = await open(backend, { toolchains: { CARGO_HOME: "/var/lib" } });
      const result = await runIn(sandbox, "env", {
        env: {
          PATH: `${join(sandbox.tree, "node_modules/.bin")}:/var/lib:relative:${path}`,
          OUTPUT: join(sandbox.reports, "junit.xml"),
          CARGO_HOME: "/var/lib",
          OTHER: "/var/lib",
          API_TOKEN: "x",
        },
      });
      const lines = result.output.split("\n");
      expect(lines).toContain("OUTPUT=/reports/junit.xml");
      expect(lines).toContain("OTHER=/var/lib");
      expect(result.output).not.toMatch(/CARGO_HOME|API_TOKEN|relative/);
      const search = lines
        .find((line) => line.startsWith("PATH="))
        ?.slice(5)
        .split(":");
      expect(search).toContain("/workspace/node_modules/.bin");
      expect(search).not.toContain("/var/lib");
    });

    it("shows the directories that it was given, read-only", async () => {
      const extra = mkdtempSync(join(tmpdir(), "sandbox-extra-"));
      try {
        writeFileSync(join(extra, "tool"), "of the operator");
        chmodSync(extra, 0o777);
        for (const sandbox of [await open(backend, { readOnlyMounts: [extra] }), await open(backend)]) {
          const result = await runIn(sandbox, `cat ${extra}/tool; echo x > ${extra}/new`, { readOnly: [extra] });
          expect(result.output).toContain("of the operator");
        }
        expect(readdirSync(extra)).toEqual(["tool"]);
      } finally {
        rmSync(extra, { recursive: true });
      }
    });

    it("refuses to show what holds everything", async () => {
      const warnings: string[] = [];
      const log = { ...silentLog, warn: (event: string, fields = {}) => warnings.push(event + JSON.stringify(fields)) };
      await open(backend, { readOnlyMounts: ["/", dir, "/proc", "/etc"], log });
      expect(warnings).toEqual([`sandbox.mounts-refused${JSON.stringify({ paths: `/ /etc /proc ${dir}` })}`]);
    });

    it("hides .git, also where the command made it", async () => {
      const sandbox = await open(backend);
      writeFileSync(join(sandbox.tree, ".git"), "gitdir: /secret");
      expect((await runIn(sandbox, "cat .git; ls -a")).output).not.toContain("secret");
      rmSync(join(sandbox.tree, ".git"));
      await runIn(sandbox, "mkdir .git && echo mine > .git/config");
      expect((await runIn(sandbox, "cat .git/config; echo x > .git/config")).output).not.toContain("mine");
    });

    it("runs only in its places", async () => {
      const sandbox = await open(backend);
      expect(await runIn(sandbox, "true", { cwd: "/etc" })).toMatchObject({ exitCode: 127 });
      expect(await runIn(sandbox, "true", { cwd: join(sandbox.tree, "missing") })).toMatchObject({ exitCode: 127 });
    });

    it("keeps the network only where it is asked for", async () => {
      const sandbox = await open(backend);
      const script = "readlink /proc/self/ns/net; test -e /etc/resolv.conf && echo resolv";
      const ours = readFileSync("/proc/self/net/dev", "utf8").length > 0;
      const apart = await runIn(sandbox, script);
      const joined = await runIn(sandbox, script, { network: true });
      expect(ours && apart.output).not.toContain("resolv");
      expect(joined.output).not.toBe(apart.output);
      expect(hostname()).not.toBe(
        (await runIn(sandbox, "cat /proc/sys/kernel/hostname", { network: true })).output.trim(),
      );
    });

    it("ends everything on time, also what ignores signals", async () => {
      const mark = String(randomInt(10 ** 9, 10 ** 10));
      const result = await runIn(
        await open(backend),
        `trap '' TERM; (trap '' TERM; sleep 60.${mark}) & sleep 60.${mark}; sleep 60.${mark}`,
        {
          limits: { seconds: 0.5 },
        },
      );
      expect(result).toMatchObject({ exitCode: null, signal: "SIGKILL", timedOut: true });
      expect(findProcesses((argv) => argv.includes(`60.${mark}`))).toEqual([]);
    });

    it("gives children the default signals", async () => {
      const script = "grep SigIgn /proc/self/status";
      const inside = await runIn(await open(backend), script);
      expect(Number.parseInt(inside.output.split("\t")[1] ?? "1", 16) & 0b110).toBe(0);
    });

    it("gives a command none of the descriptors that we were started with", async () => {
      mkdirSync(join(dir, "outside"));
      writeFileSync(join(dir, "outside/secret"), "canary");
      const fixture = fileURLToPath(new URL("use-descriptor.fixture.ts", import.meta.url));
      const argv = [fixture, backend, join(dir, "tree"), join(dir, "scratch")];
      const script = "cat /proc/self/fd/200/secret || ls -l /proc/self/fd";
      const held = openSync(join(dir, "outside"), "r");
      const child = spawn(process.execPath, [...argv, "sh", "-c", script], {
        stdio: ["ignore", "pipe", "inherit", ...Array.from({ length: 197 }, () => "ignore" as const), held],
      });
      closeSync(held);
      const output = await text(child.stdout as Readable);
      expect(output).not.toContain("canary");
      expect(output).not.toContain("outside");
      expect(output).toContain("/dev/null");
    });

    it("leaves nothing when we are killed", async () => {
      const mark = String(randomInt(10 ** 9, 10 ** 10));
      const fixture = fileURLToPath(new URL("keep-box.fixture.ts", import.meta.url));
      const child = spawn(process.execPath, [fixture, backend, join(dir, "tree"), join(dir, "scratch"), mark], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      await new Promise((resolve) => child.stdout.once("data", resolve));
      const isOurs = (argv: string[]) => argv.includes(`600.${mark}`);
      expect(findProcesses(isOurs).length).toBeGreaterThan(0);
      child.kill("SIGKILL");
      await new Promise((resolve) => child.once("exit", resolve));
      while (findProcesses((argv) => argv.some((one) => one.includes(mark))).length > 0) await sleep(20);
      expect(findProcesses(isOurs)).toEqual([]);
      expect(existsSync(join(dir, "tree"))).toBe(true);
    });
  });
});
