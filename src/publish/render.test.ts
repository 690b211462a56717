/** What people read stays in its form, whatever a model wrote into it, and keeps what people wrote around it. */
import fc from "fast-check";
import type { Nodes, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { noUsage } from "../domain/budget.ts";
import type { RunRecord } from "../domain/record.ts";
import { parseRecord } from "../flow/record-text.ts";
import { sampleOutcome, samplePlan, sampleRecord } from "../flow/samples.fixture.ts";
import { noSeal } from "../flow/state-seal.ts";
import { renderSafeMarkdown } from "../outgoing/markdown.ts";
import { createSecretScanner } from "../outgoing/secrets.ts";
import { renderBody, renderDocument } from "./render-body.ts";
import { code, fence, inline, quote } from "./render-foreign.ts";
import { renderEscalation, renderQuestions } from "./render-handover.ts";
import { renderPlan } from "./render-plan.ts";
import { renderReview, renderSecurity } from "./render-review.ts";

const screen = (markdown: string): string =>
  renderSafeMarkdown(markdown, {
    scanner: createSecretScanner([]),
    repository: { owner: "acme", name: "shop" },
    ownIssue: 1,
  });

const parse = (markdown: string): Nodes =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

const nodesOf = (node: Nodes): Nodes[] => [node, ...("children" in node ? node.children.flatMap(nodesOf) : [])];

const tablesIn = (nodes: Nodes[]): Table[] => nodes.filter((node) => node.type === "table");

/** Outside of code, where GitHub acts on words. */
const wordsIn = (nodes: Nodes[]): string => nodes.map((node) => (node.type === "text" ? node.value : "")).join("\n");

const text = fc
  .array(
    fc.constantFrom(
      "word",
      "|",
      "\\",
      "`",
      "``",
      "\n",
      "\n\n",
      "# x",
      "- [x] y",
      "> ",
      "<b>",
      "<!-- draftsmith:end -->",
      "-->",
      "@maria",
      "#3",
      "closes #4",
      "![i](http://evil.test/x)",
      "[a](http://evil.test)",
      "*",
      "_",
      "1. ",
      "| a | b |",
      "\u202e",
      "~~",
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => `w${parts.join("")}`);

const full = (one: string): RunRecord =>
  sampleRecord({
    state: "escalated",
    reason: one,
    plan: samplePlan({ title: one, summary: one, steps: [one], criteria: [one], files: [one], risks: [one] }),
    stages: [
      { name: "triage", status: "passed", attempts: 1, summary: one, commit: null, slice: null, usage: noUsage },
      {
        name: "plan",
        status: "failed",
        attempts: 2,
        summary: one,
        commit: "a".repeat(40),
        slice: { tokens: 9, excerpts: [one], more: 1 },
        usage: noUsage,
      },
    ],
    findings: [
      { file: one, line: 3, severity: "blocking", reason: one, id: "R1", source: "review", settled: false },
      { file: one, line: 0, severity: "note", reason: one, id: "S1", source: "secure", settled: true },
    ],
    rubric: { correctness: 1, tests: 2, style: 3, performance: 4, security: 5, docs: 0 },
    red: { proof: "assertion", tests: [one] },
    evidence: [
      {
        check: "tests",
        subject: "head",
        status: "passed",
        summary: one,
        excerpt: one,
        ran: one,
        table: { columns: [one, one], rows: [[one, one]], more: 1 },
        isolation: null,
        link: null,
      },
    ],
  });

const shapes = (tables: Table[]): number[][] => tables.map((table) => table.children.map((row) => row.children.length));

describe("what a model wrote", () => {
  it("neither breaks a table nor adds one, and mentions, images and closing words do not leave", () => {
    fc.assert(
      fc.property(text, (one) => {
        const record = full(one);
        const pages: [string, number[][]][] = [
          [
            renderDocument(record),
            [
              [5, 5, 5],
              [3, 3],
              [6, 6],
              [2, 2],
              [4, 4],
            ],
          ],
          [
            renderReview(record, one),
            [
              [6, 6],
              [5, 5],
            ],
          ],
          [renderSecurity(record, one), [[5, 5]]],
          [renderPlan(record.plan ?? samplePlan()), []],
          [
            renderEscalation(
              record,
              sampleOutcome("plan", { status: "failed", feedback: one, plan: null }),
              "agent:ready",
            ),
            [],
          ],
          [renderQuestions(sampleOutcome("triage", { status: "asked", questions: [one] }), "agent:ready"), []],
        ];
        for (const [page, expected] of pages) {
          const nodes = nodesOf(parse(screen(page)));
          expect(shapes(tablesIn(nodes)), page).toEqual(expected);
          expect(wordsIn(nodes)).not.toMatch(/@maria|closes #4/i);
          expect(nodes.filter(({ type }) => type === "image" || type === "html" || type === "link")).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ["a|b\\|c", "a\\|b\\\\\\|c"],
    ["# title\n\nmore", "\\# title more"],
    ["1. one", "\\1. one"],
    ["", ""],
  ])("puts %j on one line", (given, expected) => expect(inline(given, 100)).toBe(expected));

  it("cuts what is too long", () => expect(inline("x".repeat(50), 10)).toBe(`${"x".repeat(9)}…`));

  it("puts names into code that nothing in them ends", () => {
    expect(code("a`b\\|c", 50)).toBe("`a'b\\|c`");
    expect(code("  ", 50)).toBe("");
  });

  it("puts output into a fence that nothing in it closes, and prose into a quote", () => {
    expect(fence("a\n````\nb\n")).toBe("`````text\na\n````\nb\n`````");
    expect(quote("a\n\n# b")).toBe("> a\n> \n> # b");
  });
});

describe("renderBody", () => {
  const record = sampleRecord({ plan: samplePlan(), reason: "-->" });

  it("keeps what people wrote around the block, however often it is written", () => {
    const body = renderBody("", record, noSeal, screen);
    const around = `Before.\r\n\r\n${body}\r\n\r\nAfter.`;
    const next = { ...record, state: "waiting" as const, reason: "CI" };
    const written = renderBody(around, next, noSeal, screen);
    expect(written.startsWith("Before.\r\n\r\n<!-- draftsmith:begin -->")).toBe(true);
    expect(written.endsWith("<!-- draftsmith:end -->\r\n\r\nAfter.")).toBe(true);
    expect(renderBody(written, next, noSeal, screen)).toBe(written);
    expect(parseRecord(written, noSeal)).toEqual({ ok: true, value: next });
  });

  it("keeps people's words when they took the marks of the block away", () => {
    const bare = `Mine.\n${renderBody("", record, noSeal, screen).replace(/<!-- draftsmith:(begin|end) -->/g, "")}`;
    const written = renderBody(bare, { ...record, sequence: 2 }, noSeal, screen);
    expect(written).toContain("Mine.");
    expect(parseRecord(written, noSeal)).toMatchObject({ ok: true, value: { sequence: 2 } });
  });

  it("ticks the criteria only when review and tests say so and no blocker is open", () => {
    const green = full("x").evidence;
    const position = { ...record.position, reviewed: true };
    const tick = (change: Partial<RunRecord>) =>
      renderDocument({ ...record, position, evidence: green, ...change }).includes("- [x]");
    expect(tick({})).toBe(true);
    expect(tick({ findings: full("x").findings })).toBe(false);
    expect(tick({ evidence: [] })).toBe(false);
    expect(tick({ position: record.position })).toBe(false);
  });

  it("leaves a short record behind when the run has ended", () => {
    const body = renderBody(renderBody("", record, noSeal, screen), { ...record, state: "ready" }, noSeal, screen);
    expect(parseRecord(body, noSeal)).toMatchObject({ ok: true, value: { state: "ready", plan: null, issue: 1 } });
  });
});
