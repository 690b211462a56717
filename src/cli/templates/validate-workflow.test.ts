import { expect, it } from "vitest";
import { unnamedAction } from "./action-steps.ts";
import { renderRunWorkflow, runPath } from "./run-workflow.ts";
import { renderSupervisorWorkflow, supervisorPath } from "./supervisor-workflow.ts";
import { validateWorkflow } from "./validate-workflow.ts";

const actionRef = `acme/draftsmith@${"ab".repeat(20)}`;
const run = renderRunWorkflow(actionRef);
const supervisor = renderSupervisorWorkflow({ actionRef, cron: "7 * * * *", ciWorkflows: [] });

it("finds nothing in what init writes", () => {
  expect(validateWorkflow(runPath, run)).toEqual([]);
  expect(validateWorkflow(supervisorPath, supervisor)).toEqual([]);
  expect(validateWorkflow(runPath, renderRunWorkflow("./"))).toEqual([]);
});

it.each<[string, string, RegExp | string, string, RegExp]>([
  [
    "a wider work job",
    runPath,
    "    permissions:\n      contents: read\n",
    "    permissions:\n      contents: write\n",
    /job work: permissions are contents: write/,
  ],
  [
    "a job without permissions",
    runPath,
    "    permissions:\n      contents: read\n",
    "",
    /job work: permissions are not set/,
  ],
  ["permissions at the top", runPath, "permissions: {}", "permissions: write-all", /top-level permissions/],
  [
    "a tag in place of a commit",
    runPath,
    /actions\/checkout@[0-9a-f]{40}/,
    "actions/checkout@v7",
    /checkout@v7 is not pinned/,
  ],
  ["cancelled runs", runPath, "cancel-in-progress: false", "cancel-in-progress: true", /concurrency/],
  ["a credential on disk", runPath, "persist-credentials: false", "persist-credentials: true", /token on disk/],
  [
    "a token for work",
    runPath,
    "          command: work\n",
    "          command: work\n          github-token: x\n",
    /must not be given a github-token/,
  ],
  [
    "the key for publish",
    runPath,
    "          command: publish\n",
    "          command: publish\n          openai-api-key: x\n",
    /model's key/,
  ],
  [
    "an expression in a script",
    runPath,
    "    steps:\n",
    "    steps:\n      - run: echo $" + "{{ github.actor }}\n",
    /expression/,
  ],
  ["a trigger for forks", supervisorPath, "  workflow_dispatch:", "  pull_request_target:", /pull_request_target/],
  ["inherited secrets", supervisorPath, /secrets:\n(?: {6}.*\n)+/, "secrets: inherit\n", /inherit/],
  ["a missing job", supervisorPath, "\n  run:\n", "\n  walk:\n", /the job run is missing/],
  ["broken YAML", supervisorPath, "jobs:", "jobs: [", /not valid YAML/],
  ["no jobs", supervisorPath, /jobs:[\s\S]*/, "", /jobs/],
])("sees %s", (_, path, from, to, fault) => {
  const text = path === runPath ? run : supervisor;
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  expect(validateWorkflow(path, changed).join("\n")).toMatch(fault);
});

it("says when no release of the action is named", () => {
  expect(validateWorkflow(runPath, renderRunWorkflow(unnamedAction))).toEqual([
    "no release of the action is named yet",
  ]);
});

it("lets the jobs that start CI by hand do so where the configuration asks for it, and only there", () => {
  const starting = run.replace("actions: read", "actions: write");
  expect(validateWorkflow(runPath, starting, { startsCi: true })).toEqual([]);
  expect(validateWorkflow(runPath, starting).join()).toMatch(/job claim: permissions/);
  expect(validateWorkflow(runPath, run, { startsCi: true }).join()).toMatch(/job claim: .*must be actions: write/);
  const calling = supervisor.replaceAll("actions: read", "actions: write");
  expect(validateWorkflow(supervisorPath, calling, { startsCi: true }).join()).toMatch(/job supervise/);
});
