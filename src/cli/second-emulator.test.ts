/** The product against a GitHub emulator of other people, which knows nothing of it: the package `emulate`, over HTTP alone. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Octokit } from "@octokit/rest";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseTrailers } from "../flow/trailers.ts";
import { git } from "../git/run-git.ts";
import { createOfflineModel, type OfflineModel } from "../offline/model-server.ts";
import { parseIssueFile } from "./read-issue-file.ts";
import { jsonOf, runProduct } from "./run-product.fixture.ts";
import { exampleDir, writer } from "./start-case.fixture.ts";

const bot = "draftsmith-bot";
const at = { owner: writer, repo: "greeter" };
const example = exampleDir("greeter");

let emulator: Emulator;
let model: OfflineModel;
let dir: string;
const silence = () => {};
const as = (token: string) =>
  new Octokit({
    baseUrl: emulator.url,
    auth: token,
    log: { debug: silence, info: silence, warn: silence, error: silence },
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/** The example's files as one commit on the default branch, by way of the API. */
const pushExample = async (person: Octokit): Promise<void> => {
  const { data: main } = await person.git.getRef({ ...at, ref: "heads/main" });
  const files = readdirSync(join(example, "repo"), { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const entries = files.map((file) => {
    const full = join(file.parentPath, file.name);
    return {
      path: full.slice(join(example, "repo/").length),
      mode: "100644" as const,
      type: "blob" as const,
      content: readFileSync(full, "utf8"),
    };
  });
  const { data: tree } = await person.git.createTree({ ...at, tree: entries });
  const { data: commit } = await person.git.createCommit({
    ...at,
    message: "Greeter 1.0",
    tree: tree.sha,
    parents: [main.object.sha],
  });
  await person.git.updateRef({ ...at, ref: "heads/main", sha: commit.sha });
};

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "draftsmith-emulate-"));
  await git(["init", "--quiet", "--bare", "--template="], { gitDir: join(dir, "checkout.git") });
  model = await createOfflineModel({ recording: join(example, "recording.json") });
  emulator = await createEmulator({
    service: "github",
    port: await freePort(),
    seed: {
      tokens: { "writer-token": { login: writer, scopes: ["repo"] }, "bot-token": { login: bot, scopes: ["repo"] } },
      github: { users: [{ login: writer }, { login: bot }], repos: [{ owner: writer, name: "greeter" }] },
    },
  });
  const person = as("writer-token");
  await pushExample(person);
  await person.repos.addCollaborator({ ...at, username: bot, permission: "push" });
  const issue = parseIssueFile(readFileSync(join(example, "issue.md"), "utf8"), "issue.md");
  await person.issues.createLabel({ ...at, name: "agent:ready", color: "0e8a16" });
  await person.issues.create({ ...at, title: issue.title, body: issue.body });
  await person.issues.addLabels({ ...at, issue_number: 1, labels: ["agent:ready"] });
});

afterAll(async () => {
  await emulator.close();
  await model.close();
  rmSync(dir, { recursive: true, force: true });
});

test("one label becomes a draft pull request with plan comment and commits", async () => {
  const { data: self } = await as("bot-token").users.getAuthenticated();
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    RUNNER_TEMP: join(dir, "scratch"),
    GITHUB_API_URL: emulator.url,
    GITHUB_REPOSITORY: `${at.owner}/${at.repo}`,
    GITHUB_TOKEN: "bot-token",
    DRAFTSMITH_BOT_ID: String(self.id),
    OPENAI_BASE_URL: model.url,
    DRAFTSMITH_MODEL_STRONG: "gpt-5.2",
    DRAFTSMITH_MODEL_FAST: "gpt-5.4-mini",
  };
  const ended = await runProduct(["run", "1", "--workspace", join(dir, "checkout.git"), "--json"], { env, cwd: dir });
  expect(ended.exit, ended.stderr).toBe(0);
  const report = jsonOf(ended);
  expect(report).toMatchObject({ state: "ready", tests: { red: true, green: true } });

  const person = as("writer-token");
  const { number } = report.pullRequest;
  const { data: pull } = await person.pulls.get({ ...at, pull_number: number });
  expect(pull).toMatchObject({ draft: true, state: "open", title: "Greet several people at once" });
  const { data: comments } = await person.issues.listComments({ ...at, issue_number: number });
  expect(comments.map(({ body }) => body?.split("\n")[0])).toEqual([
    "<!-- draftsmith:plan -->",
    "<!-- draftsmith:review -->",
    "<!-- draftsmith:security -->",
  ]);
  // Its pull requests keep the commits they were opened with, so the branch is asked, newest first.
  const { data: commits } = await person.repos.listCommits({ ...at, sha: report.pullRequest.branch });
  expect(commits.flatMap(({ commit }) => parseTrailers(commit.message)?.stage ?? [])).toEqual([
    "document",
    "implement",
    "tests",
    "start",
  ]);
  const { data: labels } = await person.issues.listLabelsOnIssue({ ...at, issue_number: number });
  expect(labels.map(({ name }) => name).sort()).toEqual(["agent:ready-for-review", "agent:run"]);
}, 240_000);
