import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import type { Sandbox, SandboxResult } from "../../sandbox/sandbox.ts";
import { temporaryDirectory } from "./places.fixture.ts";
import { runDriver } from "./run-driver.ts";

const schema = z.object({ answer: z.number() });
const ended: SandboxResult = {
  exitCode: 0,
  signal: null,
  timedOut: false,
  exceeded: null,
  output: "last words",
  milliseconds: 1,
};

let root: string;
let seen: { argv: string[]; readOnly: string[] | undefined };
beforeEach(() => {
  root = temporaryDirectory();
  mkdirSync(join(root, "reports"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Runs a driver whose place is taken by `act`, which gets the host directory of the report. */
const drive = (act: (dir: string) => void, end: Partial<SandboxResult> = {}) => {
  const reports = join(root, "reports");
  const sandbox: Sandbox = {
    level: "namespace",
    backend: "bubblewrap",
    note: "",
    tree: join(root, "tree"),
    home: join(root, "home"),
    reports,
    seenAt: (path) => path.replace(reports, "/reports"),
    run: async (argv, options) => {
      seen = { argv, readOnly: options.readOnly };
      const job = JSON.parse(argv.at(-1) ?? "") as { dir: string };
      act(job.dir.replace("/reports", reports));
      return { ...ended, ...end };
    },
  };
  return runDriver(sandbox, schema, {
    place: { argv: ["/node", "/drive.ts"], readOnly: ["/packages"] },
    job: { url: "http://127.0.0.1:1" },
    name: "ui",
    options: { cwd: root, limits: { seconds: 9 }, readOnly: ["/chromium"] },
  });
};

const write = (text: string) => (dir: string) => {
  mkdirSync(dir);
  writeFileSync(join(dir, "report.json"), text);
};

it("tells the driver its job and where its report goes, and reads it", async () => {
  const run = await drive(write('{"answer":42}'));
  expect(run).toMatchObject({ ok: true, value: { report: { answer: 42 }, cut: null } });
  expect(seen.argv.slice(0, 2)).toEqual(["/node", "/drive.ts"]);
  expect(JSON.parse(seen.argv[2] ?? "")).toEqual({
    url: "http://127.0.0.1:1",
    dir: expect.stringMatching(/^\/reports\/ui-[0-9a-f]{16}$/),
  });
  expect(seen.readOnly).toEqual(["/packages", "/chromium"]);
});

it.each([
  [{ timedOut: true, exitCode: null, signal: "SIGKILL" }, "It was ended after 9 s."],
  [{ exceeded: "memory", exitCode: null, signal: "SIGKILL" }, "It was ended because it used too much memory."],
  [{ exitCode: null, signal: "SIGSEGV" }, "It was ended by SIGSEGV."],
  [{ exitCode: 1 }, "It ended with exit status 1."],
] satisfies [Partial<SandboxResult>, string][])("says how a driver was cut off: %j", async (end, reason) => {
  expect(await drive(() => {}, end)).toEqual({ ok: false, error: { reason, output: "last words" } });
  expect(await drive(write('{"answer":1}'), end)).toMatchObject({
    ok: true,
    value: { report: { answer: 1 }, cut: reason },
  });
});

const strange: [string, (dir: string) => void, string][] = [
  ["nothing", () => {}, "No report was left."],
  ["no JSON", write("{"), "The report that was left makes no sense."],
  ["another document", write('{"answer":"42"}'), "The report that was left makes no sense."],
  ["too much", write(`{"answer":1,"x":"${"x".repeat(2_000_000)}"}`), "No report was left."],
  [
    "a link to a report elsewhere",
    (dir) => {
      mkdirSync(dir);
      writeFileSync(join(root, "secret.json"), '{"answer":1}');
      symlinkSync(join(root, "secret.json"), join(dir, "report.json"));
    },
    "No report was left.",
  ],
  [
    "a link in the place of its directory",
    (dir) => {
      mkdirSync(join(root, "elsewhere"));
      writeFileSync(join(root, "elsewhere/report.json"), '{"answer":1}');
      symlinkSync(join(root, "elsewhere"), dir);
    },
    "No report was left.",
  ],
  [
    "a pipe",
    (dir) => {
      mkdirSync(dir);
      execFileSync("mkfifo", [join(dir, "report.json")]);
    },
    "No report was left.",
  ],
];
it.each(strange)("finds no report in %s", async (_, act, reason) => {
  expect(await drive(act)).toEqual({ ok: false, error: { reason, output: "last words" } });
});
