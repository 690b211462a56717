/** A record survives its way through a pull request body, whatever strings are in it and however large it is. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noUsage } from "../domain/budget.ts";
import { type RunRecord, recordSchema } from "../domain/record.ts";
import { maxRecordBytes, parseRecord, renderCompactRecord, renderRecord } from "./record-text.ts";
import { samplePlan, sampleRecord } from "./samples.fixture.ts";
import { noSeal } from "./state-seal.ts";

const nasty = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom("-->", "<!-- draftsmith:record {} -->", "\\u003e", " --> @maria closes #3", "\u2028\u0000", '"}]'),
);

const records: fc.Arbitrary<RunRecord> = fc
  .record({ text: nasty, list: fc.array(nasty, { maxLength: 10 }), reason: nasty })
  .map(({ text, list, reason }) =>
    sampleRecord({
      reason,
      feedback: text,
      plan: samplePlan({ summary: `.${text}`, criteria: ["x", ...list.map((one) => `.${one}`)].slice(0, 15) }),
      stages: [
        { name: "plan", status: "passed", attempts: 1, summary: text, commit: null, slice: null, usage: noUsage },
      ],
      red: { proof: "assertion", tests: list },
      findings: list.map((one, index) => ({
        file: one,
        line: 0,
        severity: "note",
        reason: `.${one}`,
        id: `R${index}`,
        source: "review",
        settled: false,
      })),
    }),
  );

describe("renderRecord", () => {
  it("is one comment that parses back to the record, with foreign text around it", () => {
    fc.assert(
      fc.property(records, fc.constantFrom("", "people's words\r\n", "--> "), (record, around) => {
        const text = renderRecord(record, noSeal);
        expect(text.indexOf("-->")).toBe(text.length - 3);
        expect(text).not.toMatch(/[@#]/);
        expect(parseRecord(`${around}${text}${around}`, noSeal)).toEqual({ ok: true, value: record });
      }),
    );
  });

  const large = (text: string): RunRecord => {
    const cut = (length: number) => text.repeat(length).slice(0, length);
    const list = (count: number, length: number) => Array.from({ length: count }, () => cut(length));
    return sampleRecord({
      reason: cut(2_000),
      feedback: cut(4_000),
      stages: (["triage", "plan", "tests", "implement", "check", "review", "secure", "document"] as const).map(
        (name) => ({
          name,
          status: "passed",
          attempts: 3,
          summary: cut(1_000),
          commit: "a".repeat(40),
          slice: { tokens: 1e9, excerpts: list(20, 600), more: 9_999 },
          usage: { calls: 9, inputTokens: 9_999_999, outputTokens: 999_999, usd: 12.345678 },
        }),
      ),
      plan: samplePlan({
        summary: cut(4_000),
        steps: list(20, 1_000),
        criteria: list(15, 500),
        files: list(40, 500),
        newSymbols: list(40, 200),
        risks: list(10, 500),
      }),
      findings: list(50, 500).map((file, index) => ({
        file,
        line: 1,
        severity: index > 30 ? "blocking" : "note",
        reason: cut(2_000),
        id: `R${index}`,
        source: "review",
        settled: index === 31,
      })),
      red: { proof: "assertion", tests: list(200, 500) },
      green: { tests: list(200, 500), passed: 200 },
      evidence: list(20, 60).map((check) => ({
        check,
        ran: cut(300),
        table: { columns: list(6, 60), rows: list(40, 1).map(() => list(6, 300)), more: 3 },
        subject: "a".repeat(40),
        status: "passed",
        summary: cut(2_000),
        excerpt: cut(8_000),
        isolation: "none",
        link: cut(1_000),
      })),
      fingerprints: Array.from({ length: 20 }, (_, index) => `${index}`.padStart(16, "0")),
    });
  };

  it.each(["x", ">", "ü", "\u0001", "😀", "@#"])(
    "cuts the longest record made of %j to what a body may hold, and it stays valid",
    (text) => {
      const record = large(text);
      const rendered = renderRecord(record, noSeal);
      expect(Buffer.byteLength(rendered)).toBeLessThanOrEqual(maxRecordBytes + 40);
      const parsed = parseRecord(rendered, noSeal);
      if (!parsed.ok) throw new Error(parsed.error);
      expect(recordSchema.safeParse(parsed.value).success).toBe(true);
      const { stages, plan, findings, red, green, evidence, reason, feedback, ...rest } = parsed.value;
      const {
        stages: _s,
        plan: _p,
        findings: _f,
        red: _r,
        green: _g,
        evidence: _e,
        reason: _w,
        feedback: _b,
        ...kept
      } = record;
      expect(rest).toEqual(kept);
      expect(stages.map(({ name, commit }) => [name, commit])).toEqual(
        record.stages.map(({ name, commit }) => [name, commit]),
      );
      expect(plan?.kind).toBe("behaviour");
      expect(findings[0]).toMatchObject({ severity: "blocking", settled: false });
    },
  );

  it("says how many rows of a table it left out", () => {
    const row = ["name", "x".repeat(280)];
    const rendered = renderRecord(
      sampleRecord({
        evidence: Array.from({ length: 3 }, (_, index) => ({
          check: `check ${index}`,
          ran: "",
          table: { columns: ["test", "was"], rows: Array.from({ length: 40 }, () => row), more: 5 },
          subject: "a".repeat(40),
          status: "passed" as const,
          summary: "Fine.",
          excerpt: "",
          isolation: null,
          link: null,
        })),
      }),
      noSeal,
    );
    const parsed = parseRecord(rendered, noSeal);
    if (!parsed.ok) throw new Error(parsed.error);
    for (const { table } of parsed.value.evidence) {
      expect(table?.rows.length).toBeLessThan(40);
      expect((table?.rows.length ?? 0) + (table?.more ?? 0)).toBe(45);
    }
  });
});

describe("parseRecord", () => {
  const text = renderRecord(sampleRecord(), noSeal);
  it.each([
    ["no record", "Closes #1"],
    ["two records", `${text}\n${text}`],
    ["no end", text.slice(0, -4)],
    ["not JSON", text.replace("{", "{,")],
    ["not valid: state", text.replace('"working"', '"done"')],
  ])("says when there is %s", (message, body) => {
    expect(parseRecord(body, noSeal)).toEqual({ ok: false, error: expect.stringContaining(message) });
  });
});

describe("renderCompactRecord", () => {
  it("is short, and keeps what tells whose run it was and what it cost today", () => {
    const record = sampleRecord({
      state: "ready",
      plan: samplePlan(),
      spent: { day: "2026-03-01", usd: 1.25 },
      run: 2,
    });
    const text = renderCompactRecord(record, noSeal);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(480);
    const { version, repositoryId, issue, pull, run, branch, base, head, labelEventId, state, sequence, spent } =
      record;
    expect(parseRecord(text, noSeal)).toMatchObject({
      ok: true,
      value: {
        version,
        repositoryId,
        issue,
        pull,
        run,
        branch,
        base,
        head,
        labelEventId,
        state,
        sequence,
        spent,
        plan: null,
        claimedAt: null,
      },
    });
  });
});
