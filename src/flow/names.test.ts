/** Branch names, trailers, the frozen hash and the globs of tests: what other people's text can and cannot change in them. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Brief } from "../domain/brief.ts";
import { settingsSchema } from "../domain/settings.ts";
import { stages } from "../domain/stage.ts";
import { branchPrefix, parseBranch, renderBranch, renderSlug } from "./branch-name.ts";
import { freezeHash } from "./freeze.ts";
import { testGlobsOf } from "./test-globs.ts";
import { parseTrailers, renderTrailers } from "./trailers.ts";

describe("renderBranch", () => {
  const titles = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ minLength: 50, maxLength: 200 }),
    fc.constantFrom("..", "x.lock", "a/../b", "-", "@{1}", "İstanbul ﬁx", "agent/2-x"),
  );

  it("makes a name of the one grammar from any title", () => {
    fc.assert(
      fc.property(
        titles,
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.integer({ min: 1, max: 99 }),
        (title, issue, run) => {
          const branch = renderBranch(issue, title, run);
          expect(branch).toMatch(/^agent\/[1-9]\d*-[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(renderSlug(title).length).toBeLessThanOrEqual(40);
          expect(branch.length).toBeLessThanOrEqual(64);
          expect(branch.startsWith(branchPrefix(issue))).toBe(true);
          expect(parseBranch(branch)).toBe(issue);
        },
      ),
    );
  });

  it("is a name that git accepts", () => {
    for (const title of fc.sample(titles, { numRuns: 15, seed: 1 }))
      execFileSync("git", ["check-ref-format", "--branch", renderBranch(7, title, 1)], { stdio: "pipe" });
  });

  it.each([
    "main",
    "agent/x",
    "agent/0-x",
    "agent/7",
    "agent/7-",
    "agent/7-A",
    "agents/7-x",
    "agent/7-x/y",
    "agent/07-x",
    "agent/7--x",
    "agent/7-x-",
    `agent/7-${"a".repeat(41)}`,
    `agent/7-${"a".repeat(41)}-2`,
    `agent/7-${"a".repeat(40)}-1000`,
    `agent/7-${"a-".repeat(30_000)}a`,
  ])("reads no issue from %s", (branch) => expect(parseBranch(branch)).toBe(null));
});

describe("trailers", () => {
  const any = fc.record({
    issue: fc.nat(),
    run: fc.nat(),
    stage: fc.constantFrom("start" as const, ...stages),
    sequence: fc.nat(),
    index: fc.nat(),
  });

  it("come back from the end of a message, whatever the text before claims", () => {
    fc.assert(
      fc.property(any, any, fc.string(), (real, forged, words) => {
        const message = `feat: x\n\n${words}\n\n${renderTrailers(forged)}\n\n${renderTrailers(real)}\n`;
        expect(parseTrailers(message)).toEqual(real);
      }),
    );
  });

  it("are not there when the last paragraph lacks one, or names no stage", () => {
    const whole = renderTrailers({ issue: 1, run: 1, stage: "plan", sequence: 1, index: 0 });
    expect(parseTrailers(`${whole}\n\nmore words`)).toBe(null);
    for (const line of whole.split("\n")) expect(parseTrailers(whole.replace(line, ""))).toBe(null);
    expect(parseTrailers(whole.replace("plan", "deploy"))).toBe(null);
  });
});

describe("freezeHash", () => {
  const person = { id: 3, login: "stefan", type: "User" };
  const time = "2026-03-01T09:00:00Z";
  const brief: Omit<Brief, "hash"> = {
    repository: { id: 1, owner: "acme", name: "shop", defaultBranch: "main", isPrivate: false },
    issue: { id: 2, number: 1, title: "T", body: "B", author: person, labels: ["bug"] },
    comments: [{ id: 4, author: person, body: "C", createdAt: time, updatedAt: time }],
    labelEvent: { id: 5, actor: { id: 6, login: "maria", type: "User" }, at: time },
    baseSha: "a".repeat(40),
  };
  const [comment] = brief.comments;
  if (!comment) throw new Error("the brief has a comment");

  it.each<[string, Partial<Omit<Brief, "hash">>]>([
    ["the repository", { repository: { ...brief.repository, id: 9 } }],
    ["the issue", { issue: { ...brief.issue, id: 9 } }],
    ["the title", { issue: { ...brief.issue, title: "U" } }],
    ["the body", { issue: { ...brief.issue, body: "" } }],
    ["text that moved from title to body", { issue: { ...brief.issue, title: "", body: "TB" } }],
    ["a comment's text", { comments: [{ ...comment, body: "D" }] }],
    ["a comment's author", { comments: [{ ...comment, author: { ...person, id: 8 } }] }],
    ["a comment that is gone", { comments: [] }],
    ["a comment more", { comments: [comment, { ...comment, id: 7 }] }],
    ["the label event", { labelEvent: { ...brief.labelEvent, id: 9 } }],
    ["who set the label", { labelEvent: { ...brief.labelEvent, actor: person } }],
    ["the base", { baseSha: "b".repeat(40) }],
  ])("changes with %s", (_, change) => {
    expect(freezeHash({ ...brief, ...change })).not.toBe(freezeHash(brief));
  });

  it("does not change with times and labels", () => {
    const other = {
      ...brief,
      issue: { ...brief.issue, labels: [] },
      comments: [{ ...comment, createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-01T00:00:00Z" }],
      labelEvent: { ...brief.labelEvent, at: "2026-01-01T00:00:00Z" },
    };
    expect(freezeHash(other)).toBe(freezeHash(brief));
    expect(freezeHash(brief)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("testGlobsOf", () => {
  it("starts every glob at the root of the repository", () => {
    const projects = [".", "packages/a", "./packages/b/", "packages/c/"].map((dir) => ({ dir, tests: ["test/**"] }));
    expect(testGlobsOf(settingsSchema.parse({ projects }))).toEqual([
      "test/**",
      "packages/a/test/**",
      "packages/b/test/**",
      "packages/c/test/**",
    ]);
  });

  it("falls back to what is usual", () => {
    expect(testGlobsOf(settingsSchema.parse({}))).toContain("**/*.test.*");
  });
});
