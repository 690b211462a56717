import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { decodeShellExit } from "../backends/decode-shell-exit.ts";
import { awaitEndOf } from "./await-end-of.ts";
import { findProcesses } from "./find-processes.ts";
import { hasProcessOf } from "./has-process-of.ts";
import { measureTree } from "./measure-tree.ts";
import { readProcesses } from "./read-processes.ts";

describe.skipIf(process.platform !== "linux")("processes, on Linux", () => {
  it("reads our own", () => {
    const us = readProcesses().find(({ pid }) => pid === process.pid);
    expect(us).toMatchObject({ parent: process.ppid, userId: process.getuid?.(), isZombie: false });
    expect(hasProcessOf(process.getuid?.() ?? -1)).toBe(true);
    expect(hasProcessOf(2_147_480_000)).toBe(false);
  });

  it("counts the memory of children", async () => {
    const script = "const kept = Buffer.alloc(6e7, 1); console.log('ready'); setInterval(() => kept, 1000)";
    const child = spawn("sh", ["-c", '"$0" -e "$1"; :', process.execPath, script], {
      stdio: ["ignore", "pipe", "ignore"],
      detached: true,
    });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    expect(measureTree(child.pid ?? 0)).toBeGreaterThan(6e7);
    expect(findProcesses((argv) => argv.includes(script)).length).toBeGreaterThanOrEqual(1);
    process.kill(-(child.pid ?? 0), "SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect(await awaitEndOf(({ group }) => group === child.pid)).toBe(true);
    expect(measureTree(child.pid ?? 0)).toBe(0);
  });
});

describe("decodeShellExit", () => {
  it.each([
    [0, 0, null],
    [1, 1, null],
    [127, 127, null],
    [137, null, "SIGKILL"],
    [139, null, "SIGSEGV"],
    [255, 255, null],
  ] as const)("%d", (code, exitCode, signal) => {
    expect(decodeShellExit(code, null)).toEqual({ exitCode, signal });
  });
});
