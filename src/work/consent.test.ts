/** Flagged changes in the pipeline: held back once they work, and gone on with, word for word, when a writer allowed them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunRecord } from "../domain/record.ts";
import type { Stage } from "../domain/stage.ts";
import { allowHeld, hashPatch } from "../flow/consent.ts";
import { firstPosition } from "../flow/machine.ts";
import { samplePlan } from "../flow/samples.fixture.ts";
import { renderPatch } from "../patch/render.ts";
import { createGreeter, files, type Greeter, outage, work } from "./greeter.fixture.ts";

let greeter: Greeter;
beforeAll(() => {
  greeter = createGreeter();
});
afterAll(() => greeter.remove());

const manifest = files["package.json"] ?? "";
const change = (after: string): string => renderPatch([{ path: "package.json", before: manifest, after }]);
const flagged = change('{ "type": "module", "private": true }\n');
const broken = change('{ "type": "commonjs" \n');
const yes = { by: { id: 3, login: "maria" }, at: "2026-03-01T10:00:00Z" };

const at = (stage: Stage, more: Partial<RunRecord> = {}): Partial<RunRecord> => ({
  plan: samplePlan({ kind: "build", files: ["package.json"], newSymbols: [] }),
  position: { ...firstPosition, stage },
  ...more,
});

const held = (stage: Stage, patch = flagged): RunRecord["consent"] => ({
  hash: hashPatch(patch),
  stage,
  flags: [],
  comment: null,
});

const allowedAt = (
  stage: Stage,
  patch = flagged,
  position: Partial<RunRecord["position"]> = {},
): Partial<RunRecord> => {
  const record = at(stage, { consent: held(stage, patch) });
  const { allowed } = allowHeld({ consent: held(stage, patch), allowed: [] } as unknown as RunRecord, yes);
  return { ...record, allowed, position: { ...firstPosition, stage, ...position } };
};

const consented = { subject: "build: private", body: "Nobody publishes it.", patch: flagged };
const answers = { implementer: [{ summary: "Private.", diff: flagged }], reviewer: [outage] };

describe("a flagged change", () => {
  it("is held with its hash once it is green, and the pipeline stops", async () => {
    const { trail, record, bundle } = await work(greeter, { record: at("implement"), answers });
    expect(trail).toEqual(["implement parked"]);
    expect(record).toMatchObject({ state: "waiting", waitingFor: "consent", green: null });
    expect(record.consent).toMatchObject({ hash: hashPatch(flagged), stage: "implement" });
    expect(bundle.outcomes[0]).toMatchObject({ commit: null, consent: { commit: { patch: flagged } } });
    expect(bundle.complete).toBe(true);
  });

  it("nobody is asked about one that breaks the tests", async () => {
    const implementer = [{ summary: "Breaks.", diff: broken }, outage];
    const { trail } = await work(greeter, { record: at("implement"), answers: { implementer } });
    expect(trail).toEqual(["implement failed", "implement parked"]);
  });

  it("of the security review comes with its findings, which the record keeps for later", async () => {
    const content = Buffer.from("[]\n").toString("base64");
    const changes = [{ path: "names.json", mode: "100644" as const, content }];
    const finding = { file: "names.json", line: 1, severity: "minor", reason: "Public." };
    const security = [{ findings: [finding], settled: [], diff: flagged, summary: "Private." }];
    const { record } = await work(greeter, { record: at("secure"), item: { changes }, answers: { security } });
    expect(record).toMatchObject({ waitingFor: "consent", findings: [{ id: "S1", reason: "Public." }] });
    const later = await work(greeter, {
      record: { ...allowedAt("secure"), findings: record.findings },
      item: { changes, consented },
      answers: { reviewer: [outage] },
    });
    expect(later.trail.slice(0, 2)).toEqual(["secure passed", "check passed"]);
    expect(later.record.findings).toMatchObject([{ id: "S1", reason: "Public.", settled: false }]);
    expect(later.asked("security")).toEqual([]);
  });
});

describe("an allowed change", () => {
  it("is what the stage goes on with, and the model is not asked", async () => {
    const { trail, bundle, asked, record } = await work(greeter, {
      record: allowedAt("implement"),
      item: { consented },
      answers,
    });
    expect(trail.slice(0, 2)).toEqual(["implement passed", "check passed"]);
    expect(bundle.outcomes[0]?.commit).toMatchObject({ body: consented.body, patch: flagged });
    expect(bundle.outcomes[0]?.usage.calls).toBe(0);
    expect(asked("implementer")).toEqual([]);
    expect(record.consent).toBeNull();
  });

  it("that the model proposes again needs no second yes", async () => {
    const { trail } = await work(greeter, { record: { ...allowedAt("implement"), consent: null }, answers });
    expect(trail[0]).toBe("implement passed");
  });

  it.each<[string, Partial<RunRecord>, typeof consented]>([
    ["the record allows nothing", at("implement", { consent: held("implement") }), consented],
    ["it is another than the record says", allowedAt("implement", broken), consented],
    ["it is of another stage", { ...allowedAt("implement"), consent: held("tests") }, consented],
  ])("is not gone on with where %s", async (_, record, commit) => {
    const { asked } = await work(greeter, { record, item: { consented: commit }, answers });
    expect(asked("implementer")).toHaveLength(1);
  });

  it("that does not apply any more goes to a person", async () => {
    const patch = renderPatch([{ path: "package.json", before: "{}\n", after: "[]\n" }]);
    const { trail, record } = await work(greeter, {
      record: allowedAt("implement", patch),
      item: { consented: { ...consented, patch } },
      answers,
    });
    expect(trail).toEqual(["implement gave-up"]);
    expect(record.reason).toContain("may not be made any more");
  });
});
