import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect, it } from "vitest";
import { createSecretScanner } from "../outgoing/secrets.ts";
import { type JobSummary, renderJobSummary } from "./job-summary.ts";

const secret = "Zq7kd93Xw81pLm4RtB0vYc6Hs2";
const door = { scanner: createSecretScanner([secret]), repository: { owner: "acme", name: "app" } };

const empty: JobSummary = { title: "Draftsmith", pass: null, decisions: [], runs: [], requests: null, nextSteps: [] };

const nodesOf = (markdown: string): Nodes[] => {
  const walk = (node: Nodes): Nodes[] => [node, ...("children" in node ? node.children.flatMap(walk) : [])];
  return walk(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
};

it("shows what was seen, decided, done and spent, and what comes next", () => {
  const summary: JobSummary = {
    title: "Draftsmith: issue 12",
    pass: { readyIssues: 1, openRuns: 2, waitingRuns: 1, lagSeconds: 250 },
    decisions: [{ subject: "issue 12", action: "start", reason: "label agent:ready, set by a writer" }],
    runs: [
      {
        issue: 12,
        pull: 34,
        title: "Limit the reader | writer",
        state: "waiting",
        reason: "CI of the head runs",
        usage: { calls: 3, inputTokens: 12_000, outputTokens: 900, usd: 0.04321 },
        stages: [
          { name: "plan", status: "passed", attempts: 1, seconds: 2.34, summary: "Three steps" },
          { name: "check", status: "parked", attempts: 2, seconds: null, summary: "CI runs" },
        ],
      },
    ],
    requests: { read: 9, write: 1 },
    nextSteps: ["Review the pull request"],
  };
  expect(renderJobSummary(summary, door)).toBe(`## Draftsmith: issue 12

**Seen:** 1 ready issue · 2 open runs · 1 waiting · 4 min after the event

| Subject | Action | Reason |
| --- | --- | --- |
| issue 12 | start | label agent:ready, set by a writer |

### Limit the reader | writer

⏳ **waiting**: CI of the head runs · [issue 12](https://github.com/acme/app/issues/12) · [pull request 34](https://github.com/acme/app/pull/34)

| Stage | Status | Attempts | Time | What happened |
| --- | --- | --- | --- | --- |
| plan | ✅ passed | 1 | 2.3 s | Three steps |
| check | ⏳ parked | 2 | – | CI runs |

**Spent:** 10 GitHub requests (9 reads, 1 writes) · 3 model calls, 12900 tokens, 0.0432 USD

**Next:**

- Review the pull request
`);
});

it("says so when there was nothing to do", () => {
  const pass = { readyIssues: 0, openRuns: 0, waitingRuns: 0, lagSeconds: null };
  expect(renderJobSummary({ ...empty, pass }, door)).toContain("Nothing to do.");
  expect(renderJobSummary(empty, door)).toBe("## Draftsmith\n");
});

it("ends long lists with a count", () => {
  const decisions = Array.from({ length: 130 }, (_, index) => ({
    subject: `issue ${index}`,
    action: "nothing",
    reason: "",
  }));
  expect(renderJobSummary({ ...empty, decisions }, door)).toContain("| … 30 more |  |  |");
});

it("shows foreign text literally, in its place, without secrets", () => {
  const foreign = fc.oneof(
    fc.constantFrom(
      "# a\n- b",
      "<img src=x>",
      "![x](http://x.example)",
      "a | b",
      "a \\| b",
      "| !",
      "\\\\| x",
      "|",
      "`a|b`",
      "@octo #1",
      "[x](http://x.example)",
      "<!-- m -->",
      secret,
    ),
    fc.string(),
    fc
      .array(fc.constantFrom("|", "\\", "`", " ", "!", "[", "<", "a", "@a", "-", ":", "*"))
      .map((signs) => signs.join("")),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(foreign, foreign, (title, reason) => {
      const decisions = [{ subject: title, action: "start", reason }];
      const run = {
        issue: 1,
        pull: null,
        title,
        state: "ready",
        stages: [],
        usage: { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 },
        reason,
      };
      const text = renderJobSummary({ ...empty, title, decisions, runs: [run], nextSteps: [reason] }, door);
      const nodes = nodesOf(text);
      const types = nodes.map(({ type }) => type);
      expect(
        types.filter((type) => ["html", "image", "blockquote", "thematicBreak", "break", "definition"].includes(type)),
      ).toEqual([]);
      expect(types.filter((type) => type === "tableCell")).toHaveLength(6);
      expect(types.filter((type) => type === "listItem")).toHaveLength(1);
      expect(nodes.flatMap((node) => (node.type === "link" ? [node.url] : []))).toEqual([
        "https://github.com/acme/app/issues/1",
      ]);
      expect(text).not.toContain(secret);
    }),
    { numRuns: 300 },
  );
});
