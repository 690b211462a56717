import { describe, expect, it } from "vitest";
import { evidenceSchema } from "../domain/evidence.ts";
import { FailureError } from "../domain/failure.ts";
import { silentLog } from "../domain/log.ts";
import { defaultSettings } from "../domain/settings.ts";
import type { CheckContext } from "./check.ts";
import { checkNames, gatherEvidence, runCheck } from "./checks.ts";

const nothing = { list: () => [], read: () => null };

const contextOf = (more: Partial<CheckContext> = {}): CheckContext => ({
  subject: "a".repeat(40),
  settings: defaultSettings(),
  projects: [],
  labels: [],
  base: nothing,
  head: nothing,
  changes: [],
  sandbox: async () => {
    throw new Error("nothing here needs a sandbox");
  },
  baseSandbox: async () => {
    throw new Error("nothing here needs a sandbox");
  },
  env: {},
  artifacts: { dir: "/nonexistent", link: null },
  report: null,
  baseline: null,
  withBaseTests: null,
  green: null,
  ci: null,
  codeScanning: null,
  log: silentLog,
  ...more,
});

describe("the table of checks", () => {
  it("gives one piece of evidence for each, under its own name and about the subject", async () => {
    const evidence = await gatherEvidence(contextOf());
    expect(evidence.map(({ check }) => check)).toEqual(checkNames);
    for (const one of evidence) {
      expect(evidenceSchema.parse(one)).toEqual(one);
      expect(one).toMatchObject({ subject: "a".repeat(40), isolation: null, excerpt: "", table: null });
      expect(one.status).toBe(one.check === "ci" ? "unknown" : "not-configured");
      expect(one.summary).not.toBe("");
    }
  });

  it("says in the evidence what stopped a check and what to do", async () => {
    const settings = defaultSettings();
    settings.checks.scanners = [{ name: "semgrep", command: ["semgrep", "scan", "--sarif"], report: null }];
    const refused = new FailureError({
      kind: "refused",
      by: "sandbox",
      message: "no sandbox can be had here",
      hint: "Run it on a hosted runner.",
    });
    const change = { path: "a.js", before: null, after: "a\n" };
    const context = contextOf({ settings, changes: [change], sandbox: () => Promise.reject(refused) });
    expect(await runCheck("scanners", context)).toMatchObject({
      check: "scanners",
      status: "skipped",
      summary: expect.stringContaining("no sandbox can be had here. Run it on a hosted runner."),
    });
  });

  it("does not hide a bug", async () => {
    const context = contextOf();
    Object.defineProperty(context, "settings", {
      get: () => {
        throw new TypeError("a bug");
      },
    });
    await expect(runCheck("sbom", context)).rejects.toThrow("a bug");
  });
});
