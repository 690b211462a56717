/** The hash that a yes is bound to, and what yes and no make of a record. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommitDraft } from "../domain/outcome.ts";
import { recordSchema } from "../domain/record.ts";
import { allowHeld, hashPatch, holdForConsent, isAllowed, refuseHeld } from "./consent.ts";
import { foldOutcome, nextAttempt } from "./fold-outcome.ts";
import { digestComment, parseHeldCommit, renderHeldCommit } from "./held-comment.ts";
import { firstPosition } from "./machine.ts";
import { sampleOutcome, sampleRecord } from "./samples.fixture.ts";

const commit: CommitDraft = { subject: "build: x", body: "Why.", patch: "diff --git a/x b/x\n" };
const flags = [{ rule: "flagged-paths", path: "package.json", message: "It decides." }];
const options = { maxRepairs: 3, sha: null, now: new Date("2026-03-01T09:00:00Z") };

const atImplement = () => sampleRecord({ position: { ...firstPosition, stage: "implement" } });
const held = () => holdForConsent(sampleOutcome("implement", { commit }), commit, flags);
const waiting = () => foldOutcome(atImplement(), held(), options);
const yes = { by: { id: 3, login: "maria" }, at: "2026-03-01T10:00:00Z" };

describe("a held change", () => {
  it("lets the run wait at its stage with its hash", () =>
    expect(waiting()).toMatchObject({
      state: "waiting",
      waitingFor: "consent",
      reason: "A flagged change waits for a yes: package.json",
      position: { stage: "implement" },
      consent: { hash: hashPatch(commit.patch), stage: "implement", comment: null },
    }));

  it("stays held while its stage only parks, and is done with when the stage ends", () => {
    const open = { ...waiting(), state: "working" as const };
    const late = sampleOutcome("implement", { status: "parked", waitingFor: "time" });
    expect(foldOutcome(open, late, options).consent).toEqual(open.consent);
    expect(foldOutcome(open, sampleOutcome("implement", { commit }), options).consent).toBeNull();
    expect(foldOutcome(open, sampleOutcome("implement", { status: "failed" }), options).consent).toBeNull();
  });

  it.each([
    ["comes with no other status", { ...held(), status: "passed" as const }],
    ["is not left out", { ...held(), consent: null }],
    ["is not waited for otherwise", { ...held(), waitingFor: "time" as const }],
    ["comes with no commit", { ...held(), commit }],
  ])("%s", (_, outcome) => expect(() => foldOutcome(atImplement(), outcome, options)).toThrow("does not fit the run"));

  it("comes from no stage that writes nothing", () =>
    expect(() =>
      foldOutcome(
        sampleRecord({ position: { ...firstPosition, stage: "review" } }),
        { ...held(), stage: "review" },
        options,
      ),
    ).toThrow("review that parked waits for no consent"));
});

describe("yes and no", () => {
  it("a yes allows the one hash, once", () => {
    const allowed = allowHeld(allowHeld(waiting(), yes), yes);
    expect(allowed.allowed).toEqual([{ hash: hashPatch(commit.patch), ...yes }]);
    expect(isAllowed(allowed, hashPatch(commit.patch))).toBe(true);
    expect(isAllowed(allowed, hashPatch(`${commit.patch} `))).toBe(false);
  });

  it("keeps the newest yeses first, and no more than the record may hold", () => {
    let many = waiting();
    for (let i = 0; i < 25; i += 1) {
      const { consent } = many;
      many = allowHeld({ ...many, consent: consent && { ...consent, hash: hashPatch(`${i}`) } }, yes);
    }
    expect(many.allowed).toHaveLength(20);
    expect(many.allowed[0]?.hash).toBe(hashPatch("24"));
    expect(recordSchema.safeParse(many).success).toBe(true);
  });

  it("a no uses up the attempt and tells the next one what was not allowed", () => {
    const refused = refuseHeld(waiting());
    expect(refused).toMatchObject({ consent: null, allowed: [] });
    expect(refused.feedback).toContain("- package.json (flagged-paths)");
    expect(nextAttempt(waiting().stages, "implement")).toBe(1);
    expect(nextAttempt(refused.stages, "implement")).toBe(2);
  });
});

describe("a record from before", () => {
  it("is valid and allows nothing", () => {
    const { consent: _, allowed: __, ...old } = sampleRecord();
    expect(recordSchema.parse(old)).toMatchObject({ consent: null, allowed: [] });
  });
});

describe("the commit in a comment", () => {
  it("comes back as it went in, whatever is in it", () =>
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400 }),
        fc.string({ minLength: 1, maxLength: 4_000, unit: "grapheme" }),
        (body, patch) => {
          const hidden = renderHeldCommit({ ...commit, body, patch });
          expect(hidden.slice(4, -3)).not.toMatch(/[<>@#]/);
          expect(parseHeldCommit(`Text.\n${hidden}`)).toEqual({ ok: true, value: { ...commit, body, patch } });
        },
      ),
    ));

  it.each([
    ["nothing is there", "Text."],
    ["two are there", renderHeldCommit(commit).repeat(2)],
    ["it is none", '<!-- draftsmith:held-commit {"patch":""} -->'],
  ])("is none where %s", (_, comment) => expect(parseHeldCommit(comment).ok).toBe(false));

  it("any edit but of line ends shows", () => {
    expect(digestComment("a\r\nb\n")).toBe(digestComment("a\nb"));
    expect(digestComment("a\nb")).not.toBe(digestComment("a\n b"));
  });
});
