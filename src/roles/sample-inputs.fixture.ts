/** One brief and one input of every role, full of every kind of field, for the tests of this folder. */
import type { Brief } from "../domain/brief.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { Plan } from "../domain/plan.ts";
import type { ImplementerInput } from "./implementer.ts";
import type { PlannerInput } from "./planner.ts";
import type { ReviewerInput } from "./reviewer.ts";
import type { ScribeInput } from "./scribe.ts";
import type { SecurityInput } from "./security.ts";
import type { FileSlice, Slice } from "./slice.ts";
import type { TestAuthorInput } from "./test-author.ts";
import type { TriageInput } from "./triage.ts";

const author = { id: 7, login: "ada", type: "User" };
const writer = { id: 8, login: "grace", type: "User" };

/** `mark` stands in every untrusted string of the brief. */
export const sampleBrief = (mark = ""): Brief => ({
  repository: { id: 1, owner: "acme", name: "greeter", defaultBranch: "main", isPrivate: false },
  issue: {
    id: 2,
    number: 12,
    title: `Trim names${mark}`,
    body: `Names keep blanks.${mark}`,
    author,
    labels: ["agent:ready"],
  },
  comments: [
    {
      id: 3,
      author,
      body: `On both sides.${mark}`,
      createdAt: "2026-01-01T00:00:00Z",
      updatedAt: "2026-01-01T00:00:00Z",
    },
    {
      id: 4,
      author: writer,
      body: `Yes.${mark}`,
      createdAt: "2026-01-02T00:00:00Z",
      updatedAt: "2026-01-02T00:00:00Z",
    },
  ],
  labelEvent: { id: 5, actor: writer, at: "2026-01-03T00:00:00Z" },
  baseSha: "0".repeat(40),
  hash: "f".repeat(64),
});

export const samplePlan = (mark = ""): Plan => ({
  kind: "behaviour",
  title: `Trim names${mark}`,
  summary: `Trim before greeting.${mark}`,
  steps: [`Trim in greet${mark}`],
  criteria: [`greet(" a ") is "hello a"${mark}`],
  files: [`src/greet.js${mark}`],
  newSymbols: [`polite${mark}`],
  risks: [`none${mark}`],
});

const sampleFile = (path: string, mark: string): FileSlice => ({
  path: path + mark,
  from: 1,
  to: 1,
  total: 1,
  text: `code${mark}\n`,
});

const sampleSlice = (mark: string): Slice => ({
  files: [sampleFile("src/greet.js", mark), sampleFile("src/words.js", mark)],
  tests: [sampleFile("test/greet.test.js", mark)],
  outlines: [{ path: `src/names.js${mark}`, heads: [`3: export const trim = (name)${mark}`] }],
  tree: [`src/greet.js${mark}`, `README.md${mark}`],
});

const projects = [{ dir: ".", test: ["npm", "test"], tests: ["test/**"] }];
const finding = (mark: string) => ({
  file: `src/greet.js${mark}`,
  line: 1,
  severity: "blocking" as const,
  reason: `Wrong.${mark}`,
});
const checks = (mark: string): Evidence[] => [
  {
    check: "tests",
    subject: "abc",
    status: "passed",
    summary: `12 passed${mark}`,
    ran: "",
    table: null,
    excerpt: `ok${mark}`,
    isolation: "namespace",
    link: null,
  },
];
const diff = (mark: string) => `--- a/src/greet.js\n+++ b/src/greet.js\n@@ -1 +1 @@\n-old${mark}\n+new${mark}\n`;

/** `mark` stands in every untrusted string of the inputs. */
export const sampleInputs = (mark = "") => ({
  triage: { tree: [`src/greet.js${mark}`, "README.md"], readme: `# Greeter${mark}` } satisfies TriageInput,
  planner: {
    triage: { kind: "behaviour", reason: `A bug.${mark}` },
    slice: sampleSlice(mark),
    projects,
  } satisfies PlannerInput,
  testAuthor: {
    plan: samplePlan(mark),
    slice: sampleSlice(mark),
    projects,
    feedback: `passed on the base${mark}`,
  } satisfies TestAuthorInput,
  implementer: {
    plan: samplePlan(mark),
    tests: { diff: diff(mark), files: [sampleFile("test/greet.test.js", mark)] },
    slice: sampleSlice(mark),
    projects,
    allow: ["src/**"],
    limits: { patchLines: 800, patchFiles: 20 },
    feedback: {
      failure: `1 failed${mark}`,
      previousDiff: diff(mark),
      findings: [finding(mark)],
      ci: [{ name: `build${mark}`, excerpt: `error${mark}`, link: null, cause: "branch" as const, reason: "" }],
    },
  } satisfies ImplementerInput,
  reviewer: {
    plan: samplePlan(mark),
    diff: diff(mark),
    evidence: {
      red: { proof: "assertion", tests: [`trims${mark}`] },
      green: { tests: [`trims${mark}`], passed: 12 },
      checks: checks(mark),
    },
    slice: sampleSlice(mark),
    round: 2,
    frozen: [{ ...finding(mark), id: "R1", source: "review", settled: false }],
  } satisfies ReviewerInput,
  security: {
    diff: diff(mark),
    reports: [{ tool: "semgrep", text: `rule 1${mark}` }],
    evidence: checks(mark),
    round: 2,
    frozen: [{ ...finding(mark), id: "S1", source: "secure", settled: false }],
  } satisfies SecurityInput,
  scribe: { plan: samplePlan(mark), diff: diff(mark), docs: [sampleFile("README.md", mark)] } satisfies ScribeInput,
});
