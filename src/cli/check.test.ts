/** `check` as a person or a workflow starts it: a process of its own on a checkout with history. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Ended, jsonOf, runProduct } from "./run-product.fixture.ts";

const person = ["-c", "user.name=Mira", "-c", "user.email=mira@example.org", "-c", "init.defaultBranch=main"];

let dir: string;
let repo: string;

const git = (...args: string[]): string =>
  execFileSync("git", [...person, ...args], {
    cwd: repo,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();

const commit = (files: Record<string, string>): string => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repo, path)), { recursive: true });
    writeFileSync(join(repo, path), text);
  }
  git("add", "-A");
  git("commit", "-qm", "change");
  return git("rev-parse", "HEAD");
};

const check = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  runProduct(["check", ...args], {
    cwd: repo,
    env: {
      PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      TMPDIR: dir,
      DRAFTSMITH_SANDBOX: "optional",
      ...env,
    },
  });

const test = (name: string, body: string) =>
  `import { test } from "node:test";\nimport assert from "node:assert/strict";\ntest(${JSON.stringify(name)}, () => {\n  ${body}\n});\n`;

const config = `projects:
  - dir: .
    test: [node, --test]
    tests: ["test/**"]
`;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "check-case-"));
  repo = join(dir, "shop");
  mkdirSync(repo);
  git("init", "-q");
  commit({
    ".github/draftsmith.yml": config,
    "package.json": '{"type":"module"}\n',
    "test/sum.test.js": test("adds", "assert.equal(1 + 1, 2);"),
  });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe("check", () => {
  it("names the tests that the head broke, ends with 3, and leaves its evidence", async () => {
    const base = git("rev-parse", "HEAD");
    const head = commit({ "test/sum.test.js": test("adds", "assert.equal(1 + 1, 3);") });
    const ended = await check(["tests", "--json"]);
    expect(ended.exit, ended.stderr).toBe(3);
    const evidence = jsonOf(ended);
    expect(evidence).toMatchObject({ check: "tests", base, head, subject: head, status: "failed" });
    expect(evidence.summary).toContain("adds");
    expect(["namespace", "none"]).toContain(evidence.isolation);
    expect(JSON.parse(readFileSync(join(repo, "artifacts/evidence-tests.json"), "utf8"))).toMatchObject({
      status: "failed",
    });
  });

  it("passes a head that kept every test, and says so in the job summary", async () => {
    commit({ "README.md": "# Shop\n" });
    const summary = join(dir, "summary.md");
    const ended = await check(["tests"], { GITHUB_STEP_SUMMARY: summary });
    expect(ended.exit, ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(/^tests +passed +[0-9a-f]{12} +1 passed/);
    expect(readFileSync(summary, "utf8")).toContain("| tests | passed |");
  });

  it("goes by the configuration of the base: a change does not switch off what looks at it", async () => {
    commit({
      ".github/draftsmith.yml": "projects: []\n",
      "test/sum.test.js": test("adds", "assert.equal(1 + 1, 3);"),
      "package.json": '{"type":"module","scripts":{"test":"true"}}\n',
    });
    expect((await check(["tests"])).exit).toBe(3);
  });

  it("holds the head against where it left the branch that the event names, with the labels of the pull request", async () => {
    commit({ ".github/draftsmith.yml": `${config}checks: { openapi: api.yaml }\n`, "api.yaml": "openapi: 3.0.3\n" });
    const base = git("rev-parse", "HEAD");
    git("checkout", "-q", "-b", "feature");
    commit({ "a.md": "one\n" });
    const head = commit({ "b.md": "two\n" });
    git("checkout", "-q", "main");
    git("update-ref", "refs/remotes/origin/main", commit({ "c.md": "meanwhile\n" }));
    git("checkout", "-q", "feature");
    const event = join(dir, "event.json");
    writeFileSync(
      event,
      JSON.stringify({ pull_request: { labels: [{ name: "api:breaking" }], base: { ref: "main" } } }),
    );
    const ended = await check(["openapi", "--json"], { GITHUB_EVENT_PATH: event });
    expect(ended.exit, ended.stderr).toBe(0);
    expect(jsonOf(ended)).toMatchObject({ base, head, summary: expect.stringContaining("unchanged") });
  });

  it("goes by the base's present configuration for a head that parted from it earlier", async () => {
    const early = git("rev-parse", "HEAD");
    git(
      "update-ref",
      "refs/remotes/origin/main",
      commit({ ".github/draftsmith.yml": `${config}checks: { openapi: api.yaml }\n` }),
    );
    git("checkout", "-q", "-b", "feature", early);
    commit({ "api.yaml": "openapi: 3.0.3\n" });
    const ended = await check(["openapi", "--base", "origin/main", "--json"]);
    expect(jsonOf(ended)).toMatchObject({ base: early });
    expect(jsonOf(ended).status).not.toBe("not-configured");
  });

  it("holds the tip of the default branch against the commit before", async () => {
    const base = git("rev-parse", "HEAD");
    const head = commit({ "a.md": "one\n" });
    git("update-ref", "refs/remotes/origin/main", head);
    const event = join(dir, "event.json");
    writeFileSync(event, JSON.stringify({ repository: { default_branch: "main" } }));
    expect(jsonOf(await check(["openapi", "--json"], { GITHUB_EVENT_PATH: event }))).toMatchObject({ base, head });
  });

  it.each([
    ["a check that there is not", ["speed"], 'there is no check "speed"', "Use one of tests, ui"],
    ["ci, which no checkout holds", ["ci"], 'there is no check "ci"', "Use one of tests, ui"],
    ["a commit that there is not", ["tests", "--head", "gone"], "no commit gone", ""],
    ["an option for git in place of a commit", ["tests", "--base=--exec=x"], "no commit --exec=x", ""],
    ["no repository", ["tests", "--repo", ".."], "not the top of a git repository", ""],
  ])("refuses %s with 2 and leaves nothing", async (_, args, message, hint) => {
    const ended = await check(args);
    expect(ended.exit).toBe(2);
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).toContain(hint);
    expect(ended.stderr).not.toMatch(/^ +at /m);
    expect(existsSync(join(repo, "artifacts"))).toBe(false);
  });

  it("refuses histories that never met", async () => {
    git("checkout", "-q", "--orphan", "other");
    commit({ "x.md": "x\n" });
    const ended = await check(["tests", "--base", "main"]);
    expect(ended.exit).toBe(2);
    expect(ended.stderr).toContain("have no common history here");
    expect(ended.stderr).toContain("fetch-depth: 0");
  });
});
