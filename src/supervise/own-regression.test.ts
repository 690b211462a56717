/** What the bot writes about a regression is what the gate reads back, for any numbers; through the same door. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { defaultSettings } from "../domain/settings.ts";
import { renderIssueRecord } from "../flow/issue-record.ts";
import { type Regression, regressionMarker, renderRegression } from "../flow/regression.ts";
import { regressionLabel } from "../flow/run-labels.ts";
import { noSeal } from "../flow/state-seal.ts";
import type { Thread } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";
import { renderSafeMarkdown } from "../outgoing/markdown.ts";
import { renderTitle } from "../outgoing/plain-line.ts";
import { createSecretScanner } from "../outgoing/secrets.ts";
import { readOwnRegression } from "./own-regression.ts";

const self = { id: 1, login: "github-actions[bot]", type: "Bot" };
const repository = { id: 9, owner: "acme", name: "shop", defaultBranch: "main", isPrivate: false };
const reader = { repository: async () => repository } as unknown as GithubReader;
const event = { id: 5, actor: self, at: "2026-03-01T09:00:00Z" };

const source = { url: "https://shop.example.com/metrics?x=1&y=_a_", requests: "a_b_total", duration: "a__b_seconds" };
const settings = defaultSettings();
settings.health.metrics = {
  ...source,
  statusLabel: "status",
  windowSeconds: 300,
  p95Ratio: 1.5,
  errorRate: 0.01,
  minRequests: 100,
};

const rate = fc.double({ min: 0, max: 1, noNaN: true });
const p95 = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }));
const regressions: fc.Arbitrary<Regression> = fc.record({
  version: fc.constant(1 as const),
  repositoryId: fc.constant(9),
  issue: fc.constant(7),
  duplicateOf: fc.constant(null),
  source: fc.constant(source),
  windowSeconds: fc.integer({ min: 1, max: 3_600 }),
  requests: fc.nat(),
  baseline: fc.record({ errorRate: rate, p95, measurements: fc.integer({ min: 1, max: 12 }) }),
  now: fc.record({ errorRate: rate, p95 }),
  limits: fc.record({ p95Ratio: fc.double({ min: 1, max: 100, noNaN: true }), errorRate: rate }),
  deployed: fc.option(fc.stringMatching(/^[0-9a-f]{40}$/)),
});

/** As publish leaves it, its own secrets among what the door looks for. */
const issueOf = (regression: Regression, change: Partial<Thread> = {}): Thread => {
  const { title, markdown } = renderRegression(regression, repository);
  const scanner = createSecretScanner(["live-secret-of-the-job-0123456789"]);
  return {
    id: 70,
    number: 7,
    title: renderTitle(scanner.redact(title)),
    body: `${renderSafeMarkdown(markdown, { scanner, repository, ownIssue: null })}\n${renderIssueRecord(regressionMarker, regression, noSeal)}`,
    author: self,
    labels: [regressionLabel, "agent:ready"],
    state: "open",
    comments: 0,
    createdAt: "",
    closedAt: null,
    isPull: false,
    ...change,
  };
};

const read = (issue: Thread, change: Partial<{ isTrusted: boolean; event: typeof event | null }> = {}) =>
  readOwnRegression(issue, change.event === undefined ? event : change.event, {
    self,
    settings,
    reader,
    seal: noSeal,
    isTrusted: change.isTrusted ?? true,
  });

it("is verified for whatever was measured", () =>
  fc.assert(
    fc.asyncProperty(regressions, async (regression) => {
      expect(await read(issueOf(regression))).toEqual({ fault: null });
    }),
    { numRuns: 60 },
  ));

it("shuts for any change of title or text", () =>
  fc.assert(
    fc.asyncProperty(
      regressions,
      fc.string({ minLength: 1 }).filter((text) => text.trim() !== ""),
      async (regression, more) => {
        const issue = issueOf(regression);
        const [title, before, after] = [`${issue.title}${more}`, `${more}${issue.body}`, `${issue.body}${more}`];
        for (const change of [{ title }, { body: before }, { body: after }])
          expect((await read({ ...issue, ...change }))?.fault).not.toBeNull();
      },
    ),
    { numRuns: 40 },
  ));

const [sample] = fc.sample(regressions, { numRuns: 1, seed: 1 }) as [Regression];

it.each([
  ["somebody else's issue", issueOf(sample, { author: { ...self, id: 2 } }), event],
  ["an issue without the bot's label", issueOf(sample, { labels: ["agent:ready"] }), event],
  ["a label that a person set", issueOf(sample), { ...event, actor: { id: 3, login: "maria", type: "User" } }],
  ["a label that no event knows", issueOf(sample), null],
])("does not speak for %s", async (_, issue, by) => {
  expect(await read(issue, { event: by })).toBeNull();
});

it("stays shut without the operator's leave, and takes line ends for what they are", async () => {
  const issue = issueOf(sample);
  expect(await read(issue, { isTrusted: false })).toEqual({ fault: expect.stringContaining("opted in") });
  expect(await read({ ...issue, body: issue.body.replaceAll("\n", "\r\n") })).toEqual({ fault: null });
});
