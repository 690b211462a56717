/** actionlint over every workflow of this repository and every text that `init` can write. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { localAction } from "./action-steps.ts";
import { atlasPath, renderAtlasWorkflow } from "./atlas-workflow.ts";
import { decideCron } from "./decide-cron.ts";
import { lintWorkflow } from "./lint-workflow.fixture.ts";
import { optionalWorkflows } from "./optional-workflows.ts";
import { renderRunWorkflow, runPath } from "./run-workflow.ts";
import { renderSupervisorWorkflow, supervisorPath } from "./supervisor-workflow.ts";

const folder = new URL("../../../.github/workflows/", import.meta.url);

const own = readdirSync(folder).map((name) => ({
  name: `this repository's ${name}`,
  path: `.github/workflows/${name}`,
  text: readFileSync(new URL(name, folder), "utf8"),
}));

const written = [`acme/draftsmith@${"ab".repeat(20)}`, "acme/draftsmith/sub@v1", localAction].flatMap((actionRef) => [
  ...[5, 60, 1_440].flatMap((every) =>
    [[], ["ci"], ['it\'s "quoted": #1', "two"]].map((ciWorkflows) => ({
      path: supervisorPath,
      text: renderSupervisorWorkflow({ actionRef, cron: decideCron(every).line, ciWorkflows }),
    })),
  ),
  { path: runPath, text: renderRunWorkflow(actionRef) },
  { path: atlasPath, text: renderAtlasWorkflow(actionRef) },
  ...Object.values(optionalWorkflows).map(({ path, render }) => ({ path, text: render(actionRef) })),
]);

it.each(own)("finds nothing in $name", async ({ path, text }) => {
  expect(await lintWorkflow(path, text)).toEqual([]);
});

it("finds nothing in what init writes", async () => {
  const faults = await Promise.all(
    written.map(async ({ path, text }) => (await lintWorkflow(path, text)).map((fault) => `${path}:${fault}`)),
  );
  expect(faults.flat()).toEqual([]);
});

describe("the linter finds", () => {
  const text = renderRunWorkflow(localAction);

  it.each<[string, string | RegExp, string, RegExp]>([
    ["an unknown key", "    runs-on:", "    runs-at: x\n    runs-on:", /unexpected key "runs-at"/],
    ["an unknown permission", "contents: read", "content: read", /unknown permission scope "content"/],
    ["an unknown level", "contents: read", "contents: readd", /"readd" is invalid for permission/],
    ["an unknown job", "needs: claim", "needs: claims", /needs job "claims" which does not exist/],
    ["an unknown step", "steps.work.outputs", "steps.wrok.outputs", /property "wrok" is not defined/],
    ["an unknown input", "inputs.issue", "inputs.isue", /property "isue" is not defined/],
    ["an unknown context", "runner.temp", "runer.temp", /undefined variable "runer"/],
    ["a broken expression", "always()", "always(", /unexpected end of input|unexpected/],
    [
      "a stranger's text in a script",
      "npm ci --ignore-scripts",
      "echo $" + "{{ github.event.issue.title }}",
      /untrusted/,
    ],
    ["another runner", "ubuntu-24.04", "ubuntu-24.05", /label "ubuntu-24\.05" is unknown/],
    ["an unknown trigger", "workflow_dispatch:", "workflow_despatch:", /unknown Webhook event "workflow_despatch"/],
    ["no jobs", /jobs:[\s\S]*/, "", /"jobs" section is missing/],
    ["broken YAML", "jobs:", "jobs: [", /flow sequence|Flow sequence/],
  ])("%s", async (_, from, to, message) => {
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    expect((await lintWorkflow(runPath, broken)).join("\n")).toMatch(message);
  });
});
