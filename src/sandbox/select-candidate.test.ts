import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { silentLog } from "../domain/log.ts";
import type { Candidate } from "./backends/candidates.ts";
import { createPlainBackend } from "./backends/create-plain-backend.ts";
import { describeSandbox } from "./describe-sandbox.ts";
import type { Layer } from "./layers.ts";
import { describeTried, noteOf } from "./note-of.ts";
import { openSandbox } from "./open-sandbox.ts";
import { selectCandidate } from "./select-candidate.ts";

const scratch = mkdtempSync(join(tmpdir(), "select-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let made = 0;
/** A process group passes exactly when nothing more is promised. */
const candidate = (title: string, layers: Layer[]): Candidate => ({
  backend: "unshare",
  title,
  layers: new Set(layers),
  create: ({ places }) => {
    made += 1;
    return createPlainBackend(places);
  },
});

describe("selectCandidate", () => {
  it("takes the first that passes and tells of those before it", async () => {
    const [bad, good] = [candidate("first", ["network"]), candidate("second", [])];
    const selection = await selectCandidate([bad, good, candidate("third", [])], scratch);
    expect(selection.candidate).toBe(good);
    expect(selection.tried).toMatchObject([
      { title: "first", failed: ["network"] },
      { title: "second", failed: [] },
    ]);
  });

  it("tests again what could not be tested", async () => {
    const shaky = candidate("shaky", []);
    await expect(selectCandidate([shaky], join(scratch, "missing"))).rejects.toThrow("ENOENT");
    expect((await selectCandidate([shaky], scratch)).candidate).toBe(shaky);
  });

  it("takes none when every one fails, and tests each once", async () => {
    const bad = candidate("never", ["processes"]);
    const before = made;
    const selections = [await selectCandidate([bad], scratch), await selectCandidate([bad], scratch)];
    expect(selections.map((selection) => selection.candidate)).toEqual([null, null]);
    expect(made - before).toBe(1);
    expect(describeTried(selections[0]?.tried ?? [])).toContain("never: processes: ");
  });
});

describe("openSandbox where no back end holds", () => {
  const open = (allowNone: boolean) => {
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (event: string) => warnings.push(event) };
    const [tree, at] = [mkdtempSync(join(scratch, "tree-")), mkdtempSync(join(scratch, "scratch-"))];
    const options = { tree, scratch: at, choice: "auto" as const, path: "", toolchains: {}, readOnlyMounts: [], log };
    return openSandbox({ ...options, allowNone }, [candidate("weak", ["network"])]).then((opened) => ({
      opened,
      warnings,
    }));
  };

  it("refuses, and says what was tried and what to do", async () => {
    const { opened } = await open(false);
    expect(opened).toMatchObject({ ok: false, error: { kind: "refused", by: "sandbox" } });
    if (opened.ok || opened.error.kind !== "refused") return;
    expect(opened.error.message).toContain("weak: network: ");
    expect(opened.error.hint).toContain("DRAFTSMITH_SANDBOX=none");
  });

  it("asks for another operating system where no back end can work at all", async () => {
    const [tree, at] = [mkdtempSync(join(scratch, "tree-")), mkdtempSync(join(scratch, "scratch-"))];
    const options = { tree, scratch: at, choice: "auto" as const, path: "", toolchains: {}, readOnlyMounts: [] };
    const opened = await openSandbox({ ...options, allowNone: false, log: silentLog }, []);
    expect(opened).toMatchObject({ ok: false, error: { hint: expect.stringMatching(/^Run this on Linux;/) } });
  });

  it("goes on without isolation where the operator accepts that, and says so everywhere", async () => {
    const { opened, warnings } = await open(true);
    expect(opened).toMatchObject({ ok: true, value: { level: "none", backend: "none" } });
    expect(opened.ok && opened.value.note).toContain("without isolation");
    expect(warnings).toEqual(["sandbox.none"]);
  });
});

describe("describeSandbox", () => {
  it("says what would be used, or that nothing holds", async () => {
    expect(await describeSandbox("none", scratch)).toMatchObject({ level: "none", backend: "none", tried: [] });
    const found = await describeSandbox("auto", scratch);
    expect(found.level === "namespace").toBe(found.tried.at(-1)?.failed.length === 0);
    expect(found.note).not.toBe("");
    // Whether commands run without one is the operator's word, which only the caller knows.
    expect(await describeSandbox("auto", scratch, [candidate("leaky", ["network"])])).toMatchObject({
      level: "none",
      note: "No back end holds.",
      failed: expect.stringContaining("leaky: network"),
    });
  });
});

describe("noteOf", () => {
  it("says what a candidate does not offer", () => {
    expect(noteOf({ title: "x", layers: new Set(["network"]) } as unknown as Candidate)).toContain("another user");
    expect(describeTried([])).toBe("No back end works on this operating system.");
  });
});
