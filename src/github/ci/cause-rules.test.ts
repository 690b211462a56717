/** What made a check fail: the table, rule by rule, and what must not talk itself out of being the branch's. */
import { describe, expect, it } from "vitest";
import { decideCause, type FailureFacts } from "./cause-rules.ts";
import { npmInstallOutput } from "./job-log.fixture.ts";
import type { Job } from "./read-jobs.ts";
import type { Signal } from "./signal.ts";

const signal = (change: Partial<Signal> = {}): Signal => ({
  kind: "job",
  id: 1,
  name: "test",
  app: { id: 15_368, slug: "github-actions" },
  state: "failed",
  conclusion: "failure",
  run: null,
  link: null,
  text: "",
  ...change,
});

const status = (name: string, text = "", kind: "status" | "check" = "status") =>
  signal({ kind, name, text, app: { id: 99, slug: "other" } });

const job = (steps: Record<string, string | null>): Job => ({
  id: 1,
  runId: 1,
  name: "test",
  attempt: 1,
  conclusion: "failure",
  steps: Object.entries(steps).map(([name, conclusion]) => ({ name, conclusion })),
});

const facts = (change: Partial<FailureFacts> = {}): FailureFacts => ({
  signal: signal(),
  job: job({ "Set up job": "success", "Run npm test": "failure" }),
  passedIn: null,
  failsOnBase: false,
  changed: ["src/greet.js", "README.md"],
  annotations: [],
  section: null,
  ...change,
});

const lines = (text: string, step: string | null = null) => ({ step, lines: text.split("\n") });

const inStep = (step: string, text: string): Partial<FailureFacts> => ({
  job: job({ [step]: "failure" }),
  section: lines(text),
});

const lost =
  "The hosted runner lost communication with the server. Anything in your workflow that terminates the runner";
const noStepFailed = job({ "Set up job": "success", "Run npm test": null });

describe("the cause", () => {
  it.each<[string, Partial<FailureFacts>, string, string]>([
    ["a failing test", inStep("Run npm test", "AssertionError"), "branch", 'the step "Run npm test" failed'],
    ["a job that passed in an earlier attempt", { passedIn: 1 }, "flaky", "passed in attempt 1"],
    [
      "a workflow that could not start",
      { signal: signal({ kind: "run", conclusion: "startup_failure" }), job: null },
      "infrastructure",
      "startup failure",
    ],
    ["a check that went stale", { signal: signal({ conclusion: "stale" }) }, "infrastructure", "stale"],
    [
      "a cancelled job",
      { signal: signal({ conclusion: "cancelled" }), job: noStepFailed },
      "infrastructure",
      "cancelled",
    ],
    [
      "a job that ran out of time",
      {
        signal: signal({ conclusion: "cancelled" }),
        job: noStepFailed,
        annotations: [
          "The job running on runner GitHub Actions 2 has exceeded the maximum execution time of 10 minutes.",
        ],
      },
      "branch",
      "longer than it may",
    ],
    [
      "a step that ran out of time",
      inStep("Run npm test", "Error: The action 'Run npm test' has timed out after 5 minutes."),
      "branch",
      "longer than it may",
    ],
    ["a runner that failed by itself", { job: job({ "Set up job": "failure" }) }, "infrastructure", '"Set up job"'],
    [
      "containers that did not start",
      { job: job({ "Initialize containers": "failure" }) },
      "infrastructure",
      '"Initialize containers"',
    ],
    [
      "a runner that was lost",
      { job: noStepFailed, annotations: [lost] },
      "infrastructure",
      "the runner was lost: The hosted runner lost",
    ],
    [
      "a runner that was shut down",
      { job: noStepFailed, section: lines("Error: The runner has received a shutdown signal.") },
      "infrastructure",
      "shutdown signal",
    ],
    ["a registry that answers 503", inStep("Run npm ci", npmInstallOutput), "infrastructure", "E503"],
    [
      "a name that is not resolved",
      inStep("Install dependencies", "curl: (6) Could not resolve host: pypi.org"),
      "infrastructure",
      "Could not resolve host",
    ],
    [
      "a checkout that is cut",
      inStep("Run actions/checkout@v6", "fatal: unable to access: Connection reset by peer"),
      "infrastructure",
      "Connection reset",
    ],
    [
      "a rate limit in a setup step",
      inStep("Set up Go", "Error: API rate limit exceeded for installation"),
      "infrastructure",
      "rate limit",
    ],
    [
      "an image that may not be pulled",
      inStep("Run docker pull postgres", "toomanyrequests: You have reached your pull rate limit"),
      "infrastructure",
      "toomanyrequests",
    ],
    [
      "a full disk",
      inStep("Run npm test", "tar: write error: No space left on device"),
      "infrastructure",
      "disk was full",
    ],
    ["what fails on the base too", { failsOnBase: true }, "external", "on the base too"],
    ["a licence that is not signed", { signal: status("license/cla", "src/greet.js") }, "external", "agreement"],
    ["coverage that fell", { signal: status("codecov/patch", "60% of diff hit") }, "external", "coverage"],
    ["a deployment that failed", { signal: status("Vercel – shop", "Deployment failed") }, "external", "deployment"],
    [
      "an app that names no file of the diff",
      { signal: status("ci/circleci: test", "Your tests failed; see src/greet.jsx", "check"), job: null },
      "external",
      "names no file",
    ],
    [
      "an app that names a file of the diff",
      { signal: status("SonarCloud", "src/greet.js:4 bug", "check"), job: null },
      "branch",
      "names src/greet.js",
    ],
  ])("of %s", (_, change, cause, reason) => {
    const decided = decideCause(facts(change));
    expect(decided.cause).toBe(cause);
    expect(decided.reason).toContain(reason);
  });

  it.each<[string, Partial<FailureFacts>]>([
    ["prints that the runner was lost", inStep("Run npm test", lost)],
    ["notes that the runner was lost, after a step failed", { annotations: [lost] }],
    ["prints network errors", inStep("Run npm test", "Error: connect ECONNRESET\n503 Service Unavailable")],
    ["hides its tests behind an install", inStep("Run npm ci && npm test", "Error: connect ECONNRESET")],
    ["names its step like a setup step of nobody", inStep("Run ./set up", "ETIMEDOUT")],
    [
      "printed network errors long ago",
      inStep("Run npm ci", `ETIMEDOUT\n${"added\n".repeat(300)}npm error code ERESOLVE`),
    ],
    [
      "asks for a package that does not exist",
      inStep("Run npm ci", "npm error code E404\nnpm error 404 Not Found - GET https://registry.npmjs.org/nope"),
    ],
    ["prints a count that looks like a status", inStep("Run npm ci", "added 503 packages\nnpm error code ERESOLVE")],
  ])("stays the branch's when a job %s", (_, change) => {
    expect(decideCause(facts(change)).cause).toBe("branch");
  });

  it("is bounded and well formed, whatever stands in the log", () => {
    const text = `ENOSPC ${"\ud800".repeat(400)}${"y".repeat(10_000)}`;
    const { reason } = decideCause(facts(inStep("Run npm test", text)));
    expect(reason.length).toBeLessThanOrEqual(300);
    expect(reason.isWellFormed()).toBe(true);
  });
});
