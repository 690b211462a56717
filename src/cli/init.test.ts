import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { type Shop, startShop } from "./start-shop.fixture.ts";
import { baseWorkflows, ownWorkflows, validateWorkflow } from "./templates/validate-workflow.ts";

let shop: Shop;
afterEach(() => shop.stop());

const action = `acme/draftsmith@${"ab".repeat(20)}`;
const paths = [...baseWorkflows, ".github/draftsmith.yml"];
const textsIn = (dir: string) => paths.map((path) => readFileSync(join(dir, path), "utf8"));

it("writes the files, creates the labels, and does nothing the second time", async () => {
  shop = await startShop({ labels: ["agent:ready"] });
  const checkout = join(shop.dir, "checkout");
  const args = ["init", "--dir", checkout, "--action-ref", action, "--every", "30", "--json"];

  const first = JSON.parse((await shop.run(args)).out);
  expect(first).toMatchObject({ ok: true, every: 30, cron: "7,37 * * * *" });
  expect(first.files.map((file: { kind: string }) => file.kind)).toEqual(paths.map(() => "create"));
  expect(first.labels).toContainEqual({ name: "agent:ready", state: "exists" });
  expect(first.labels).toContainEqual({ name: "needs-human-review", state: "created" });
  for (const path of baseWorkflows)
    expect(validateWorkflow(path, readFileSync(join(checkout, path), "utf8"))).toEqual([]);
  const texts = textsIn(checkout);

  const writes = () => shop.github.requests.filter(({ method }) => method !== "GET").length;
  const before = writes();
  expect(before).toBe(11);
  const second = JSON.parse((await shop.run(args)).out);
  expect(second.files.map((file: { kind: string }) => file.kind)).toEqual(paths.map(() => "same"));
  expect(writes()).toBe(before);
  expect(textsIn(checkout)).toEqual(texts);
});

it("never replaces a file that somebody changed, names the line, and does so with --force", async () => {
  shop = await startShop();
  const checkout = join(shop.dir, "checkout");
  const args = ["init", "--dir", checkout, "--action-ref", action];
  await shop.run(args);
  const path = join(checkout, ".github/workflows/agent_run.yml");
  const written = readFileSync(path, "utf8");
  const changed = written.replace("name: agent run", "name: my run");
  writeFileSync(path, changed);

  const kept = await shop.run(args);
  expect(kept.exit).toBe(3);
  expect(kept.out).toMatch(/kept +\.github\/workflows\/agent_run\.yml\n +line 2 differs: it has "name: my run"/);
  expect(readFileSync(path, "utf8")).toBe(changed);

  expect((await shop.run([...args, "--force"])).exit).toBe(0);
  expect(readFileSync(path, "utf8")).toBe(written);
});

it("--dry-run says what it would do and touches nothing", async () => {
  shop = await startShop();
  const checkout = join(shop.dir, "checkout");
  const { exit, out } = await shop.run(["init", "--dir", checkout, "--dry-run"]);
  expect(exit).toBe(0);
  expect(out).toMatch(/would write +\.github\/draftsmith\.yml/);
  expect(out).toMatch(/would create +label agent:ready/);
  expect(existsSync(checkout)).toBe(false);
  expect(shop.github.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

it("without a token it says which commands make the labels", async () => {
  shop = await startShop();
  const { exit, out } = await shop.run(["init", "--dir", "checkout"], { GITHUB_TOKEN: "" });
  expect(exit).toBe(0);
  expect(out).toContain("gh label create 'agent:ready' --color 0e8a16");
  expect(out).toContain("No release of the action is named yet");
  expect(shop.github.requests).toEqual([]);
});

it("the end of the workflows that test a push rings for the next pass", async () => {
  shop = await startShop();
  const workflows = join(shop.dir, ".github", "workflows");
  mkdirSync(workflows, { recursive: true });
  writeFileSync(join(workflows, "test.yml"), "name: Tests\non: [push]\njobs: {}\n");
  writeFileSync(join(workflows, "nightly.yml"), "name: Nightly\non: { schedule: [] }\njobs: {}\n");
  await shop.run(["init"]);
  const text = readFileSync(join(workflows, "agent_supervisor.yml"), "utf8");
  expect(text).toContain('workflows: ["Tests"]');
  expect(text).not.toContain("Nightly");
});

it("writes further workflows when they are asked for, rings when those of them that judge end, and keeps them up to date", async () => {
  shop = await startShop();
  const args = ["init", "--action-ref", action];
  const list = () => readdirSync(join(shop.dir, ".github/workflows")).toSorted();
  const first = await shop.run([...args, "--with", "openapi, red-mode"]);
  expect(first.exit).toBe(0);
  expect(first.out).toContain("without these keys in .github/draftsmith.yml: checks.openapi, health.probes.");
  expect(list()).toEqual([
    "agent_run.yml",
    "agent_supervisor.yml",
    "openapi_diff.yml",
    "red_mode.yml",
    "repo_atlas.yml",
  ]);
  const supervisor = readFileSync(join(shop.dir, ".github/workflows/agent_supervisor.yml"), "utf8");
  expect(supervisor).toContain('workflows: ["openapi diff"]');
  expect((await shop.run(args)).exit).toBe(0);

  const next = ["init", "--action-ref", action.replaceAll("ab", "cd"), "--force"];
  expect((await shop.run(next)).exit).toBe(0);
  expect(readFileSync(join(shop.dir, ".github/workflows/red_mode.yml"), "utf8")).toContain("@cdcd");

  await shop.run([...next, "--all"]);
  expect(list().map((name) => `.github/workflows/${name}`)).toEqual([...ownWorkflows].toSorted());
  for (const path of ownWorkflows)
    expect(validateWorkflow(path, readFileSync(join(shop.dir, path), "utf8"))).toEqual([]);
});

it("uses the labels of a configuration that is already there", async () => {
  shop = await startShop();
  const folder = join(shop.dir, ".github");
  mkdirSync(folder);
  writeFileSync(join(folder, "draftsmith.yml"), "labels: { ready: go-ahead }\n");
  const { exit, out } = await shop.run(["init"]);
  expect(exit).toBe(3);
  expect(out).toContain("label go-ahead");
  expect(out).not.toContain("label agent:ready\n");
  expect(readFileSync(join(folder, "draftsmith.yml"), "utf8")).toBe("labels: { ready: go-ahead }\n");
});

it.each([
  [["--every", "4"], /--every is "4"/],
  [["--every", "1441"], /--every is "1441"/],
  [["--every", "soon"], /--every is "soon"/],
  [["--with", "ui,teleport"], /--with has "teleport"/],
  [["--action-ref", "draftsmith"], /--action-ref is "draftsmith"/],
  [["--action-ref", "a/b@c\nrun: x"], /--action-ref is/],
])("refuses %j", async (args, message) => {
  shop = await startShop();
  const { exit, err } = await shop.run(["init", ...args]);
  expect(exit).toBe(2);
  expect(err).toMatch(message);
  expect(existsSync(join(shop.dir, ".github"))).toBe(false);
});
