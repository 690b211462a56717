import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { createOfflineModel, type OfflineModel } from "../offline/model-server.ts";
import type { Row } from "./doctor/row.ts";
import { type Shop, startShop } from "./start-shop.fixture.ts";
import { atlasPath, renderAtlasWorkflow } from "./templates/atlas-workflow.ts";
import { renderConfigFile } from "./templates/config-file.ts";
import { renderRunWorkflow, runPath } from "./templates/run-workflow.ts";
import { renderSupervisorWorkflow, supervisorPath } from "./templates/supervisor-workflow.ts";

let shop: Shop;
let model: OfflineModel | undefined;
afterEach(async () => {
  await model?.close();
  model = undefined;
  await shop.stop();
});

const actionRef = `acme/draftsmith@${"ab".repeat(20)}`;
const files = {
  [supervisorPath]: renderSupervisorWorkflow({ actionRef, cron: "7 * * * *", ciWorkflows: [] }),
  [runPath]: renderRunWorkflow(actionRef),
  [atlasPath]: renderAtlasWorkflow(actionRef),
  ".github/draftsmith.yml": renderConfigFile(),
  ".github/workflows/ci.yml": "on: push\npermissions: {}\njobs: { test: { runs-on: x, steps: [{ run: npm test }] } }\n",
};
const labels = ["agent:ready", "needs-human-review", "red-mode", "needs-clarification"];
const named = { DRAFTSMITH_MODEL_STRONG: "big", DRAFTSMITH_MODEL_FAST: "small" };

const report = async (env: Record<string, string> = {}, args: string[] = []) => {
  const { exit, out } = await shop.run(["doctor", "--json", ...args], env);
  const { ok, rows } = JSON.parse(out) as { ok: boolean; rows: Row[] };
  return { exit, ok, rows, at: (check: string) => rows.find((row) => row.check === check) };
};

it("a repository that init set up has nothing failing", async () => {
  shop = await startShop({ files, labels });
  const { exit, ok, rows, at } = await report(named);
  expect(rows.filter(({ state }) => state === "failing")).toEqual([]);
  // What the machine can do is its own: where it makes no namespaces, that is the one thing that fails.
  const isolates = at("sandbox")?.state === "ok";
  expect({ exit, ok }).toEqual({ exit: isolates ? 0 : 3, ok: isolates });
  expect(at("token")).toMatchObject({ state: "ok", found: "works for acme/shop, which is public" });
  expect(at(runPath)?.state).toBe("ok");
  expect(at(".github/workflows/ci.yml")).toMatchObject({
    state: "ok",
    found:
      "starts on bot branches (push), with nothing to lose; with GITHUB_TOKEN push starts nothing; not to be started by hand: it lacks the trigger workflow_dispatch",
  });
  expect(at("Actions may open pull requests")).toMatchObject({
    state: "unknown",
    todo: expect.stringContaining("Allow GitHub Actions to create and approve pull requests"),
  });
  expect(at("sandbox")?.found).toMatch(isolates ? /^level namespace: / : /^level none: /);
  expect(shop.github.requests.every(({ method }) => method === "GET")).toBe(true);
});

it("names everything that is missing, each with what to do", async () => {
  shop = await startShop({
    files: {
      ".github/draftsmith.yml": "limits:\n  openRuns: 0\nlables: {}\n",
      ".github/ISSUE_TEMPLATE/bug.yml": "labels: [agent:ready]\n",
    },
    isPrivate: true,
  });
  const { exit, ok, rows, at } = await report();
  expect({ exit, ok }).toEqual({ exit: 3, ok: false });
  const failing = rows.filter(({ state }) => state === "failing");
  for (const { todo } of failing) expect(todo).not.toBe("");
  const faults = rows.filter(({ check }) => check === "configuration").map(({ found }) => found);
  expect(faults).toEqual([expect.stringMatching(/line 2.*openRuns/), expect.stringMatching(/line 3.*lables/)]);
  expect(at("label agent:ready")?.state).toBe("failing");
  expect(at(supervisorPath)).toMatchObject({ state: "failing", found: "missing" });
  expect(at("issue templates")?.state).toBe("failing");
  expect(at("draft pull requests")?.state).toBe("unknown");
  expect(at("ci")?.state).toBe("warning");
});

it("says which permission the token lacks", async () => {
  shop = await startShop({ files, labels, grants: { contents: "read", issues: "read", pull_requests: "read" } });
  const { exit, at } = await report(named);
  expect(exit).toBe(3);
  expect(at("contents: read")?.state).toBe("ok");
  expect(at("checks: read")).toMatchObject({ state: "failing", todo: "Give the token checks: read." });
});

it("a token that GitHub refuses, and none at all", async () => {
  shop = await startShop({ files, labels });
  expect((await report({ ...named, GITHUB_TOKEN: "wrong" })).at("token")).toMatchObject({
    state: "failing",
    todo: expect.stringContaining("GITHUB_TOKEN"),
  });
  const without = await report({ ...named, GITHUB_TOKEN: "" });
  expect(without.at("token")).toMatchObject({ state: "failing", found: "GITHUB_TOKEN is not set" });
});

it("--dir judges a checkout in place of the default branch", async () => {
  shop = await startShop({ labels });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(shop.dir, "checkout", path)), { recursive: true });
    writeFileSync(
      join(shop.dir, "checkout", path),
      text.replace("persist-credentials: false", "persist-credentials: true"),
    );
  }
  const { at } = await report(named, ["--dir", "checkout"]);
  expect(at(supervisorPath)?.state).toBe("ok");
  expect(at(runPath)).toMatchObject({ state: "failing", found: expect.stringContaining("leaves a token on disk") });
});

it("refuses a --dir that is not there", async () => {
  shop = await startShop({ labels });
  const { exit, err } = await shop.run(["doctor", "--dir", "nowhere"], named);
  expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining("nowhere is no directory") });
});

it("asks the model endpoint for its list and compares the names", async () => {
  shop = await startShop({ files, labels });
  model = await createOfflineModel({ recording: { version: 1, case: "none", entries: [] } });
  const env = { ...named, OPENAI_BASE_URL: model.url, OPENAI_API_KEY: "key" };
  const listed = await report(env);
  expect(listed.at("model endpoint")).toMatchObject({ state: "ok", found: `${model.url}/models` });
  expect(listed.at("models")).toMatchObject({
    state: "failing",
    found: expect.stringContaining("does not list big, small"),
  });
  const elsewhere = await report({ ...env, OPENAI_BASE_URL: `${shop.github.url}/v1` });
  expect(elsewhere.at("model endpoint")?.state).not.toBe("ok");
  await model.close();
  const gone = await report(env);
  expect(gone.at("model endpoint")).toMatchObject({
    state: "failing",
    found: expect.stringContaining("cannot be reached"),
  });
  model = undefined;
  expect((await report({})).at("model endpoint")).toMatchObject({
    state: "unknown",
    found: "OPENAI_API_KEY is not set here",
  });
});

it("prints a table with what fails first", async () => {
  shop = await startShop({ files, labels: [] });
  const { out } = await shop.run(["doctor"], named);
  const states = out.split("\n").flatMap((line) => /^(failing|warning|unknown|ok) /.exec(line)?.[1] ?? []);
  expect(states[0]).toBe("failing");
  expect(states).toEqual(
    states.toSorted(
      (a, b) => ["failing", "warning", "unknown", "ok"].indexOf(a) - ["failing", "warning", "unknown", "ok"].indexOf(b),
    ),
  );
  expect(out).toMatch(/→ Run `draftsmith init`/);
});

const ciWorkflow = (step: string) =>
  `on: [pull_request, workflow_dispatch]\npermissions: {}\njobs: { test: { runs-on: x, steps: [${step}] } }\n`;

it("judges the workflow that may be started by hand, and says what the jobs need for it", async () => {
  const dispatching = {
    ...files,
    ".github/draftsmith.yml": "checks: { ci: { dispatch: ci.yml } }\n",
    ".github/workflows/ci.yml": ciWorkflow("{ run: npm test }"),
  };
  shop = await startShop({ files: dispatching, labels });
  const { at } = await report({ ...named, DRAFTSMITH_DISPATCH_WORKFLOWS: "ci.yml" });
  expect(at("start CI by hand")).toMatchObject({ state: "ok", found: expect.stringContaining("once per head") });
  expect(at(runPath)).toMatchObject({
    state: "failing",
    found: expect.stringMatching(/job claim: permissions are .*must be actions: write/),
    todo: expect.stringContaining("checks.ci.dispatch lets this job start a workflow"),
  });
  expect((await report(named)).at("configuration")).toMatchObject({
    state: "failing",
    found: expect.stringContaining("DRAFTSMITH_DISPATCH_WORKFLOWS"),
  });
});

it("refuses to start a workflow that uses secrets, and lists the workflows in JSON", async () => {
  const secret = ciWorkflow(`{ run: npm test, env: { T: "$${"{{ secrets.KEY }}"}" } }`);
  shop = await startShop({
    files: {
      ...files,
      ".github/draftsmith.yml": "checks: { ci: { dispatch: ci.yml } }\n",
      ".github/workflows/ci.yml": secret,
    },
    labels,
  });
  const env = { ...named, DRAFTSMITH_DISPATCH_WORKFLOWS: "ci.yml" };
  expect((await report(env)).at("start CI by hand")).toMatchObject({
    state: "failing",
    found: "ci.yml is not started: it uses the secret KEY",
  });
  const { out } = await shop.run(["doctor", "--json"], env);
  expect((JSON.parse(out) as { workflows: unknown }).workflows).toEqual([
    {
      path: ".github/workflows/ci.yml",
      fault: null,
      triggers: ["pull_request"],
      approval: ["pull_request"],
      secrets: ["KEY"],
      environments: [],
      dispatchFaults: ["it uses the secret KEY"],
    },
  ]);
});
