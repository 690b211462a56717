/** Scanners as real commands over a real tree; the sandbox is the back end that every machine has. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { evidenceSchema } from "../../domain/evidence.ts";
import { FailureError } from "../../domain/failure.ts";
import { silentLog } from "../../domain/log.ts";
import type { CodeScanning } from "../../domain/scan.ts";
import { defaultSettings } from "../../domain/settings.ts";
import { openSandbox } from "../../sandbox/open-sandbox.ts";
import type { CheckContext } from "../check.ts";
import { checkScanners } from "./check-scanners.ts";
import type { Scanner } from "./run-scanner.ts";
import { readScannerReports } from "./run-scanners.ts";
import { result, sarif } from "./sarif.fixture.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "scanners-"));
  mkdirSync(join(dir, "tree/src"), { recursive: true });
  writeFileSync(join(dir, "tree/src/a.js"), "one\nTWO\n");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const node = (script: string): string[] => [process.execPath, "-e", script];
const print = (text: string): string[] => node(`process.stdout.write(${JSON.stringify(text)})`);
const scanner = (command: string[], more: Partial<Scanner> = {}): Scanner => ({
  name: "lint",
  command,
  report: null,
  ...more,
});

const contextOf = async (scanners: Scanner[], codeScanning?: CodeScanning | null): Promise<CheckContext> => {
  const settings = defaultSettings();
  settings.checks.scanners = scanners;
  settings.checks.codeScanning = codeScanning !== undefined;
  const sandbox = await openSandbox({
    tree: join(dir, "tree"),
    scratch: dir,
    choice: "none",
    allowNone: true,
    path: process.env.PATH ?? "",
    toolchains: {},
    readOnlyMounts: [],
    log: silentLog,
  });
  if (!sandbox.ok) throw new Error("level none must open everywhere");
  return {
    subject: "a".repeat(40),
    settings,
    projects: [],
    labels: [],
    base: { list: () => [], read: () => null },
    head: { list: () => [], read: () => null },
    changes: [{ path: "src/a.js", before: "one\ntwo\n", after: "one\nTWO\n" }],
    sandbox: async () => sandbox.value,
    baseSandbox: async () => sandbox.value,
    env: { PATH: process.env.PATH ?? "" },
    artifacts: { dir, link: null },
    report: null,
    baseline: null,
    withBaseTests: null,
    green: null,
    ci: null,
    codeScanning: codeScanning ?? null,
    log: silentLog,
  };
};

const check = async (scanners: Scanner[], codeScanning?: CodeScanning | null) => {
  const evidence = await checkScanners(await contextOf(scanners, codeScanning));
  expect(evidenceSchema.parse(evidence)).toEqual(evidence);
  return evidence;
};

const one = sarif([result("src/a.js", 2, { level: "error" }), result("src/a.js", 1)]);

it("is not configured by default", async () => {
  expect(await check([])).toMatchObject({ status: "not-configured", isolation: null });
});

describe("a report", () => {
  const found = {
    status: "passed",
    ran: "lint 1.2",
    summary: "lint 1.2: 1 high on changed lines, 1 elsewhere.",
    excerpt: "",
    isolation: "none",
    table: {
      columns: ["tool", "severity", "rule", "where", "what"],
      rows: [["lint 1.2", "high", "rule", "src/a.js:2", "it is wrong"]],
      more: 0,
    },
  };

  it("comes from standard output, whatever stands on standard error and in the exit status", async () => {
    const noisy = node(
      `console.error("{ not the report"); process.stdout.write(${JSON.stringify(one)}); process.exitCode = 1;`,
    );
    expect(await check([scanner(noisy)])).toMatchObject(found);
  });

  it("comes from a file, whose places may be absolute", async () => {
    const absolute = `const here = "file://" + process.cwd();
      require("node:fs").writeFileSync("out.sarif", ${JSON.stringify(one)}.replaceAll("src/a.js", here + "/src/a.js"));`;
    expect(await check([scanner(node(absolute), { report: "out.sarif" })])).toMatchObject(found);
  });

  it("of an earlier run does not count", async () => {
    writeFileSync(join(dir, "tree/out.sarif"), one);
    const evidence = await check([scanner(node("process.exit(2)"), { report: "out.sarif" })]);
    expect(evidence).toMatchObject({ status: "skipped", table: null });
    expect(evidence.summary).toBe("lint left no report of at most 20 MB in out.sarif; it ended with status 2.");
  });

  it("must be a plain file inside the repository", async () => {
    writeFileSync(join(dir, "secret.sarif"), one);
    symlinkSync(dir, join(dir, "tree/out"));
    const link = node(`require("node:fs").symlinkSync("../secret.sarif", "link.sarif")`);
    for (const [command, report] of [
      [link, "link.sarif"],
      [node(""), "out/secret.sarif"],
      [node(""), "../secret.sarif"],
      [node(`require("node:child_process").execFileSync("mkfifo", ["pipe.sarif"])`), "pipe.sarif"],
    ] as const)
      expect(await check([scanner([...command], { report })])).toMatchObject({ status: "skipped", table: null });
    expect(readFileSync(join(dir, "secret.sarif"), "utf8")).toBe(one);
  });
});

describe("what does not report", () => {
  it.each<[string, string[], RegExp]>([
    ["is missing", ["no-such-scanner"], /lint did not run: no-such-scanner could not be started, is it installed/],
    ["says nothing", node(""), /left no report .* on standard output; it ended with status 0/],
    ["prints something else", print("Scanned 3 files."), /left on standard output no JSON/],
    ["is cut off", print(one.slice(0, 300)), /no JSON/],
    ["prints another format", print('{"version":"1.0.0","runs":[]}'), /no SARIF 2\.1\.0: version/],
    [
      "prints more than 20 MB",
      node(`const line = "x".repeat(1e6); for (let i = 0; i < 30; i++) require("node:fs").writeSync(1, line);`),
      /left no report of at most 20 MB on standard output; it (was ended by|ended with)/,
    ],
    [
      "says that it failed",
      print(sarif([], { invocations: [{ executionSuccessful: false }] })),
      /lint 1\.2 says that it did not end well/,
    ],
  ])("when it %s is named and skipped", async (_, command, summary) => {
    const evidence = await check([scanner(command)]);
    expect(evidence.status).toBe("skipped");
    expect(evidence.summary).toMatch(summary);
  });

  it("shows the end of what it said, and hides nothing that another scanner found", async () => {
    const broken = node(`console.error("::error::no rules"); process.exit(7)`);
    const evidence = await check([scanner(broken, { name: "broken" }), scanner(print(one))]);
    expect(evidence.excerpt).toBe("broken:\n::error::no rules");
    expect(evidence.table?.rows).toHaveLength(1);
    expect(evidence.status).toBe("skipped");
  });
});

it("a report of many results is cut with a count, in the table and for the role", async () => {
  const many = sarif(
    Array.from({ length: 900 }, (_, index) =>
      result("src/a.js", 2, { ruleId: `r${String(index).padStart(3, "0")}`, message: { text: "x".repeat(5_000) } }),
    ),
  );
  writeFileSync(join(dir, "tree/many.json"), many);
  const copy = scanner(node(`require("node:fs").copyFileSync("many.json", "out.sarif")`), { report: "out.sarif" });
  const evidence = await check([copy]);
  expect(evidence.summary).toBe("lint 1.2: 200 medium, 700 more on changed lines.");
  expect(evidence.table).toMatchObject({ more: 860 });
  const [report] = await readScannerReports(await contextOf([copy]));
  expect(Buffer.byteLength(report?.text ?? "")).toBeLessThanOrEqual(8_000);
  expect(report?.text).toMatch(/medium src\/a\.js:2 r000: x+…\n[\s\S]*\nand 88\d more$/);
});

it("the role gets the gravest tool first, one of each place, and those that failed", async () => {
  const twice = sarif([result("src/a.js", 2, { level: "note" }), result("src/a.js", 2, { level: "warning" })]);
  const scanners = [
    scanner(print(sarif([])), { name: "silent" }),
    scanner(["no-such-scanner"], { name: "missing" }),
    scanner(print(twice), { name: "mild" }),
    scanner(print(one.replace('"lint"', '"grave"')), { name: "grave" }),
  ];
  expect(await readScannerReports(await contextOf(scanners))).toEqual([
    {
      tool: "grave 1.2",
      text: "1 high on changed lines, 1 elsewhere.\nhigh src/a.js:2 rule: it is wrong",
    },
    { tool: "lint 1.2", text: "1 medium on changed lines.\nmedium src/a.js:2 rule: it is wrong" },
    {
      tool: "missing",
      text: "did not run: no-such-scanner could not be started, is it installed?; nothing on changed lines.",
    },
  ]);
});

describe("code scanning", () => {
  const alert = { rule: "js/sql", severity: "high", path: "src/a.js", line: 2, endLine: 2, message: "bad" } as const;
  const read = (more: Partial<CodeScanning> = {}): CodeScanning => ({
    sha: "a".repeat(40),
    scans: [{ tool: "CodeQL 2.20", results: [alert, { ...alert, line: 1, endLine: 1 }], more: 0 }],
    reason: "",
    ...more,
  });

  it("is limited to changed lines as well, and needs no sandbox", async () => {
    expect(await check([], read())).toMatchObject({
      status: "passed",
      isolation: null,
      summary: "CodeQL 2.20: 1 high on changed lines, 1 elsewhere.",
      table: { rows: [["CodeQL 2.20", "high", "js/sql", "src/a.js:2", "bad"]] },
    });
  });

  it("is shown where commands cannot run", async () => {
    const context = await contextOf([scanner(print(one))], read());
    const refused = { kind: "refused", by: "sandbox", message: "no sandbox can be had", hint: "Choose one." } as const;
    context.sandbox = () => Promise.reject(new FailureError(refused));
    expect(await checkScanners(context)).toMatchObject({
      status: "skipped",
      isolation: null,
      summary:
        "lint did not run: no sandbox can be had. Choose one; CodeQL 2.20: 1 high on changed lines, 1 elsewhere.",
      table: { rows: [expect.arrayContaining(["js/sql"])] },
    });
    expect((await readScannerReports(context)).map(({ tool }) => tool)).toEqual(["CodeQL 2.20", "lint"]);
  });

  it("says what is missing", async () => {
    expect(await check([], null)).toMatchObject({
      status: "unknown",
      summary: "code scanning is read when the head is published.",
    });
    expect(await check([], read({ scans: [], reason: "no tool has looked at this commit yet" }))).toMatchObject({
      status: "unknown",
      summary: "code scanning: no tool has looked at this commit yet.",
    });
  });
});
