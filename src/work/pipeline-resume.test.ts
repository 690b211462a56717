/** Later claims: a record that lagged, files that came back, and what CI said about the head. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CiEvidence } from "../domain/evidence.ts";
import type { RunRecord } from "../domain/record.ts";
import { settingsSchema } from "../domain/settings.ts";
import { firstPosition } from "../flow/machine.ts";
import { samplePlan } from "../flow/samples.fixture.ts";
import { applyReply } from "../patch/apply-reply.ts";
import { createGreeter, diffs, files, type Greeter, outage, settings, work } from "./greeter.fixture.ts";

let greeter: Greeter;
beforeAll(() => {
  greeter = createGreeter();
});
afterAll(() => greeter.remove());

const blobsOf = (diff: string): { path: string; mode: "100644"; content: string }[] => {
  const applied = applyReply(diff, { read: (path) => files[path] ?? null });
  if (!applied.ok) throw new Error("patch does not apply");
  return applied.value.changes.map(({ path, after: text }) => ({
    path,
    mode: "100644",
    content: Buffer.from(text ?? "").toString("base64"),
  }));
};

describe("going on in a later claim", () => {
  const failingInstall = settingsSchema.parse({
    projects: [
      { ...settings.projects[0], install: ["node", "-e", "console.error('no such package'); process.exit(3)"] },
    ],
  });

  it("explains a failing install, or a foreign file, on a later claim too", async () => {
    const record: Partial<RunRecord> = { plan: samplePlan(), position: { ...firstPosition, stage: "implement" } };
    const later = await work(greeter, { record, item: { settings: failingInstall, changes: blobsOf(diffs.test) } });
    expect(later.trail).toEqual(["implement gave-up"]);
    const binary = { path: "logo.png", mode: "100644" as const, content: Buffer.from([0xff, 0xfe]).toString("base64") };
    const foreign = await work(greeter, { record, item: { changes: [binary] } });
    expect(foreign.record).toMatchObject({ state: "escalated", reason: expect.stringContaining("logo.png") });
  });

  it("proves red again when the record lagged behind the tests commit", async () => {
    const { record, trail } = await work(greeter, {
      record: { plan: samplePlan(), position: { ...firstPosition, stage: "implement" } },
      item: { changes: blobsOf(diffs.test) },
      answers: { reviewer: [outage] },
    });
    expect(trail).toEqual(["implement passed", "check passed", "review parked"]);
    expect(record.red).toMatchObject({ proof: "missing-symbol" });
  });

  const head = "c".repeat(40);
  const done: Partial<RunRecord> = {
    head,
    plan: samplePlan(),
    red: { proof: "missing-symbol", tests: ["test/polite.test.js"] },
    position: {
      ...firstPosition,
      stage: "check",
      reviewed: true,
      secured: true,
      documented: true,
      reviewRounds: 1,
      secureRounds: 1,
    },
  };
  const changes = [...blobsOf(diffs.test), ...blobsOf(diffs.right)];
  const ci = (state: CiEvidence["state"], sha = head) => ({
    sha,
    state,
    summary: `CI ${state}`,
    failures:
      state === "failed"
        ? [{ name: "build", excerpt: "lint: missing comment", link: null, cause: "branch" as const, reason: "" }]
        : [],
  });
  const workflow = { ".github/workflows/ci.yml": "on: push\n" };

  it("does not wait for CI where the only workflows are the bot's own", async () => {
    const ownOnly = createGreeter({ ".github/workflows/agent_run.yml": "on: workflow_call\n" });
    try {
      expect((await work(ownOnly, { record: done, item: { head, changes } })).record.state).toBe("ready");
    } finally {
      ownOnly.remove();
    }
  });

  it("goes by CI of the final head, and does not hold old CI against a new commit", async () => {
    const withCi = createGreeter(workflow);
    try {
      const parts = { record: done, item: { head, changes } };
      expect((await work(withCi, parts)).record).toMatchObject({ state: "waiting", waitingFor: "ci" });
      expect(
        (await work(withCi, { ...parts, item: { ...parts.item, ci: ci("passed", "d".repeat(40)) } })).record.state,
      ).toBe("waiting");
      expect((await work(withCi, { ...parts, item: { ...parts.item, ci: ci("passed") } })).record.state).toBe("ready");
      for (const state of ["not-triggered", "awaiting-approval"] as const) {
        const item = { ...parts.item, ci: ci(state) };
        expect((await work(withCi, { ...parts, item })).record).toMatchObject({ state: "waiting", waitingFor: "ci" });
        expect((await work(withCi, { ...parts, item: { ...item, ciIsOverdue: true } })).record.state).toBe("ready");
      }
      const failed = await work(withCi, {
        ...parts,
        item: { ...parts.item, ci: ci("failed") },
        answers: { implementer: [{ summary: "B", diff: diffs.repaired }] },
      });
      expect(failed.told("implementer", 0)).toContain("lint: missing comment");
      expect(failed.trail).toEqual(["check failed", "implement passed", "check parked"]);
    } finally {
      withCi.remove();
    }
  });
});
