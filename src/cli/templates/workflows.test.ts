/** The workflow texts, both as `init` writes them and as they stand in this repository, held against DESIGN's table. */
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../../config/load-config.ts";
import { decodeOperatorPolicy } from "../../config/operator-policy.ts";
import { defaultSettings } from "../../domain/settings.ts";
import { localAction } from "./action-steps.ts";
import { renderAtlasWorkflow } from "./atlas-workflow.ts";
import { renderConfigFile } from "./config-file.ts";
import { decideCron } from "./decide-cron.ts";
import { type OptionalName, optionalWorkflows } from "./optional-workflows.ts";
import { renderRunWorkflow } from "./run-workflow.ts";
import { renderSupervisorWorkflow } from "./supervisor-workflow.ts";
import { validateWorkflow } from "./validate-workflow.ts";

const root = new URL("../../../", import.meta.url);
const own = (name: string) => readFileSync(new URL(`.github/workflows/${name}`, root), "utf8");

type Step = { uses?: string; run?: string; if?: string; with?: Record<string, unknown> };
type Job = Record<string, unknown> & { steps?: Step[]; permissions: Record<string, string>; uses?: string };
type Workflow = Record<string, unknown> & { on: Record<string, unknown>; jobs: Record<string, Job> };

const read = (text: string): Workflow => parse(text) as Workflow;
const stepsOf = (workflow: Workflow): Step[] => Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);

const actionRef = `acme/draftsmith@${"ab".repeat(20)}`;
const judges = ["ui smoke", "api perf", "sbom", "openapi diff"];
const supervisorOptions = { cron: decideCron(15).line, ciWorkflows: ["ci", ...judges] };
const read3 = { checks: "read", statuses: "read", actions: "read" };
const write3 = { contents: "write", issues: "write", "pull-requests": "write" };

const variants = [
  {
    name: "for users",
    ref: actionRef,
    supervisor: renderSupervisorWorkflow({ actionRef, ...supervisorOptions }),
    run: renderRunWorkflow(actionRef),
    atlas: renderAtlasWorkflow(actionRef),
  },
  {
    name: "of this repository",
    ref: localAction,
    supervisor: own("agent_supervisor.yml"),
    run: own("agent_run.yml"),
    atlas: own("repo_atlas.yml"),
  },
];

it("this repository's workflows are what init writes", () => {
  expect(own("agent_supervisor.yml")).toBe(renderSupervisorWorkflow({ actionRef: localAction, ...supervisorOptions }));
  expect(own("agent_run.yml")).toBe(renderRunWorkflow(localAction));
  expect(own("repo_atlas.yml")).toBe(renderAtlasWorkflow(localAction));
  for (const { path, render } of Object.values(optionalWorkflows))
    expect(own(basename(path))).toBe(render(localAction));
  expect(readFileSync(new URL(".github/draftsmith.yml", root), "utf8")).toBe(renderConfigFile());
});

describe.each(variants)(
  "the workflows $name",
  ({ ref, supervisor: supervisorText, run: runText, atlas: atlasText }) => {
    const supervisor = read(supervisorText);
    const run = read(runText);
    const atlas = read(atlasText);

    it("give every job the permissions of the table and nothing at the top", () => {
      expect(supervisor.permissions).toEqual({});
      expect(run.permissions).toEqual({});
      expect(supervisor.jobs.supervise?.permissions).toEqual({
        contents: "read",
        issues: "read",
        "pull-requests": "read",
        ...read3,
      });
      expect(supervisor.jobs.run?.permissions).toEqual({ ...write3, ...read3, "security-events": "read" });
      expect(run.jobs.claim?.permissions).toEqual({ ...write3, ...read3, "security-events": "read" });
      expect(run.jobs.work?.permissions).toEqual({ contents: "read" });
      expect(run.jobs.publish?.permissions).toEqual(write3);
    });

    it("start by time, label, comment, the end of CI and by hand, and by nothing that a fork controls", () => {
      expect(Object.keys(supervisor.on).toSorted()).toEqual([
        "issue_comment",
        "issues",
        "schedule",
        "workflow_dispatch",
        "workflow_run",
      ]);
      expect(supervisor.on).toMatchObject({
        schedule: [{ cron: "7,22,37,52 * * * *" }],
        issues: { types: ["labeled"] },
        issue_comment: { types: ["created"] },
        workflow_run: { workflows: ["ci", ...judges], types: ["completed"] },
      });
      expect(Object.keys(run.on).toSorted()).toEqual(["workflow_call", "workflow_dispatch"]);
    });

    it("map the repository at night with no right but to read it, and keep the map where work looks for it", () => {
      expect(atlas.permissions).toEqual({});
      expect(Object.keys(atlas.on).toSorted()).toEqual(["schedule", "workflow_call", "workflow_dispatch"]);
      expect(Object.entries(atlas.jobs).map(([name, job]) => [name, job.permissions])).toEqual([
        ["atlas", { contents: "read" }],
      ]);
      const stepOf = (workflow: Workflow, uses: string) =>
        stepsOf(workflow).find((step) => step.uses?.startsWith(uses));
      const map = stepsOf(atlas).find((step) => step.with?.command === "atlas")?.with?.map;
      const saved = stepOf(atlas, "actions/cache/save@")?.with;
      const places = [
        saved?.path,
        stepOf(atlas, "actions/cache/restore@")?.with?.path,
        stepOf(atlas, "actions/upload-artifact@")?.with?.path,
        stepOf(run, "actions/cache/restore@")?.with?.path,
        stepsOf(run).find((step) => step.with?.command === "work")?.with?.map,
      ];
      expect(places).toEqual(places.map(() => map));
      const prefix = stepOf(run, "actions/cache/restore@")?.with?.["restore-keys"];
      expect(saved?.key).toMatch(new RegExp(`^${prefix}[^-]`));
      expect(stepOf(run, "actions/cache/save@")).toBeUndefined();
      expect(stepOf(atlas, "actions/checkout@")?.with).toEqual({ "persist-credentials": false, "fetch-depth": 0 });
    });

    it("run one claim of an issue at a time and let the others of a pass go on", () => {
      expect(run.concurrency).toEqual({ group: "draftsmith-$" + "{{ inputs.issue }}", "cancel-in-progress": false });
      expect(supervisor.jobs.run?.strategy).toMatchObject({ "fail-fast": false });
      expect(supervisor.jobs.run?.uses).toBe("./.github/workflows/agent_run.yml");
    });

    it("start nothing for the comment of a bot", () => {
      expect(supervisor.jobs.supervise?.if).toBe(
        "github.event_name != 'issue_comment' || github.event.comment.user.type == 'User'",
      );
      expect(supervisor.jobs.run).toMatchObject({
        needs: "supervise",
        if: expect.not.stringMatching(/always|cancelled/),
      });
    });

    it("hand nothing but run numbers from supervise to the matrix", () => {
      expect(Object.keys(supervisor.jobs.supervise?.outputs as object)).toEqual(["runs"]);
      expect(supervisor.jobs.run?.with).toEqual({ issue: "$" + "{{ matrix.issue }}" });
      expect(supervisor.jobs.run?.secrets).toEqual(
        Object.fromEntries(
          ["OPENAI_API_KEY", "DRAFTSMITH_STATE_KEY", "DRAFTSMITH_STATE_KEY_PREVIOUS"].map((name) => [
            name,
            `\${{ secrets.${name} }}`,
          ]),
        ),
      );
    });

    it("name artifacts by issue and sequence, keep what a broken job left, and check digests", () => {
      const names = stepsOf(run).flatMap((step) => (step.uses?.includes("-artifact@") ? [step.with?.name] : []));
      expect(names).toEqual([
        "item-$" + "{{ inputs.issue }}-$" + "{{ steps.claim.outputs.sequence }}",
        "audit-$" + "{{ inputs.issue }}-claim-$" + "{{ github.run_attempt }}",
        "item-$" + "{{ inputs.issue }}-$" + "{{ needs.claim.outputs.sequence }}",
        "evidence-$" + "{{ inputs.issue }}-$" + "{{ needs.claim.outputs.sequence }}",
        "bundle-$" + "{{ inputs.issue }}-$" + "{{ needs.claim.outputs.sequence }}",
        "bundle-$" + "{{ inputs.issue }}-$" + "{{ needs.claim.outputs.sequence }}",
        "audit-$" + "{{ inputs.issue }}-publish-$" + "{{ github.run_attempt }}",
      ]);
      expect(run.jobs.work?.steps?.at(-1)).toMatchObject({ if: "always()", uses: expect.stringContaining("upload") });
      expect(run.jobs.publish?.if).toContain("!cancelled()");
      const digests = stepsOf(run).flatMap((step) => step.with?.digest ?? []);
      expect(digests).toEqual(["$" + "{{ needs.claim.outputs.digest }}", "$" + "{{ needs.work.outputs.digest }}"]);
    });

    it("give the key to work alone and the token to all others", () => {
      const inputs = (name: string) => run.jobs[name]?.steps?.find((step) => step.with?.command === name)?.with ?? {};
      expect(inputs("work")).not.toHaveProperty("github-token");
      expect(inputs("work")).not.toHaveProperty("state-key");
      expect(inputs("work")).toHaveProperty("openai-api-key");
      for (const name of ["claim", "publish"]) {
        expect(inputs(name)).toHaveProperty("github-token");
        expect(inputs(name)).not.toHaveProperty("openai-api-key");
      }
    });

    it("check out without credentials, and the whole history only where the tests run", () => {
      const checkouts = Object.entries(run.jobs).flatMap(([name, job]) =>
        (job.steps ?? []).flatMap((step) =>
          step.uses?.startsWith("actions/checkout@") ? [{ name, with: step.with }] : [],
        ),
      );
      for (const checkout of checkouts) expect(checkout.with).toMatchObject({ "persist-credentials": false });
      expect(checkouts.filter((one) => one.with?.["fetch-depth"] === 0).map(({ name }) => name)).toEqual(["work"]);
      if (ref !== localAction) expect(checkouts.map(({ name }) => name)).toEqual(["work"]);
    });
  },
);

const everyWorkflow = [
  ...readdirSync(new URL(".github/workflows/", root)).map((name) => ({ name, text: own(name) })),
  ...variants.flatMap(({ name, supervisor, run, atlas }) => [
    { name: `supervisor ${name}`, text: supervisor },
    { name: `run ${name}`, text: run },
    { name: `atlas ${name}`, text: atlas },
  ]),
  ...Object.entries(optionalWorkflows).map(([name, { render }]) => ({
    name: `${name} for users`,
    text: render(actionRef),
  })),
];

describe.each(everyWorkflow)("$name", ({ name, text }) => {
  const workflow = read(text);

  it("names every foreign action by full commit id and version", () => {
    const foreign = [...text.matchAll(/^ +(?:- )?uses: (\S+)(.*)/gm)].filter(([, uses = ""]) => !uses.startsWith("./"));
    for (const [, uses = "", comment = ""] of foreign) {
      expect(uses).toMatch(/@[0-9a-f]{40}$/);
      if (uses !== actionRef) expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  it("has no expression in a script, no forbidden trigger and no inherited secrets", () => {
    for (const { run } of stepsOf(workflow)) expect(run ?? "").not.toContain("$" + "{{");
    expect(workflow.on).not.toHaveProperty("pull_request_target");
    expect(text).not.toMatch(/secrets:\s*inherit/);
    expect(text).not.toMatch(/write-all|GITHUB_ENV|GITHUB_PATH/);
    // The release alone says who built it, and starts on tags alone.
    if (name === "release.yml") expect(Object.entries(workflow.on)).toEqual([["push", { tags: ["v*"] }]]);
    else expect(text).not.toMatch(/id-token/);
  });

  it("limits the time of every job that has steps", () => {
    for (const job of Object.values(workflow.jobs))
      if (job.steps) expect(job["timeout-minutes"]).toBeLessThanOrEqual(75);
  });
});

describe.each(
  Object.entries(optionalWorkflows).flatMap(([name, { path, render }]) => [
    { name, ref: actionRef, text: render(actionRef) },
    { name, ref: localAction, text: own(basename(path)) },
  ]),
)("the optional workflow $name with $ref", ({ name, ref, text }) => {
  const workflow = read(text);
  const steps = stepsOf(workflow);
  const [step, ...others] = steps.filter((one) => one.uses === ref);
  const checkouts = steps.filter((one) => one.uses?.startsWith("actions/checkout@"));

  it("can be called and started by hand, and calls one command", () => {
    expect(workflow.on).toHaveProperty("workflow_call");
    expect(workflow.on).toHaveProperty("workflow_dispatch");
    expect(others).toEqual([]);
    expect(Object.keys(workflow.jobs)).toHaveLength(1);
    if (ref !== localAction) expect(steps.filter((one) => one.run)).toEqual([]);
  });

  it("holds a token that writes only where no code of a change runs", () => {
    const [job] = Object.values(workflow.jobs);
    const isCheck = step?.with?.command === "check";
    expect(workflow.permissions).toEqual({});
    expect("pull_request" in workflow.on).toBe(isCheck);
    if (isCheck) {
      expect(job?.permissions).toEqual({ contents: "read" });
      expect(step?.with).not.toHaveProperty("github-token");
      expect(checkouts.map((one) => one.with)).toEqual([{ "persist-credentials": false, "fetch-depth": 0 }]);
      return;
    }
    expect(job?.permissions.contents).toBe("read");
    expect(step?.with).toHaveProperty("github-token");
    const trusted = { "persist-credentials": false, ref: "$" + "{{ github.event.repository.default_branch }}" };
    expect(checkouts.map((one) => one.with)).toEqual(ref === localAction ? [trusted] : []);
  });

  it("keeps what the command leaves, in the directory that the command is told", () => {
    const paths = steps.filter((one) => /\/(?:upload-artifact|cache\/\w+)@/.test(one.uses ?? ""));
    const told = step?.with?.artifacts ?? step?.with?.state;
    expect(paths.map((one) => one.with?.path)).toEqual(paths.map(() => told));
    expect(paths.at(-1)?.if).toBe(told === undefined ? undefined : "always()");
  });

  it("runs one at a time, and only checks give way to newer ones", () => {
    expect(workflow.concurrency).toMatchObject({
      group: expect.stringMatching(/^draftsmith-/),
      "cancel-in-progress": "pull_request" in workflow.on,
    });
  });

  it("is held to what it may", () => {
    const { path } = optionalWorkflows[name as OptionalName];
    const faults = validateWorkflow(path, text);
    expect(faults).toEqual([]);
    expect(validateWorkflow(path, text.replace("contents: read", "contents: write")).join()).toMatch(/permissions are/);
    expect(validateWorkflow(path, text.replace(/ +timeout-minutes.*\n/, "")).join()).toMatch(/no timeout-minutes/);
  });
});

describe("the configuration file", () => {
  const policy = decodeOperatorPolicy({});
  if (!policy.ok) throw new Error("the empty policy must be valid");

  it("is valid and means the defaults", () => {
    expect(loadConfig(renderConfigFile(), policy.value)).toEqual({ ok: true, value: defaultSettings() });
  });

  it("is valid with every example in it as well", () => {
    const examples = renderConfigFile().replace(/^# ((?:allow|projects|models|checks|health):| {2})/gm, "$1");
    expect(loadConfig(examples, policy.value)).toMatchObject({
      ok: true,
      value: {
        projects: [{ test: ["npm", "test"] }],
        checks: { sbom: true, codeScanning: true, scanners: [{ name: "semgrep", report: null }] },
        health: { probes: [{ name: "shop" }], metrics: { statusLabel: "status" } },
        models: { roles: { implementer: "fast" } },
      },
    });
  });
});
