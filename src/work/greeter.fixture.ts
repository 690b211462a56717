/** A tiny repository with real tests, a work item on it, and a model that answers from a list, for runs of the pipeline. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Bundle } from "../domain/bundle.ts";
import type { Failure } from "../domain/failure.ts";
import { silentLog } from "../domain/log.ts";
import type { RunRecord } from "../domain/record.ts";
import { settingsSchema } from "../domain/settings.ts";
import type { Role } from "../domain/stage.ts";
import type { WorkItem } from "../domain/work-item.ts";
import { samplePlan, sampleRecord } from "../flow/samples.fixture.ts";
import type { Model, ModelRequest } from "../model/model.ts";
import { createSecretScanner } from "../outgoing/secrets.ts";
import { renderPatch } from "../patch/render.ts";
import { loadPrompts } from "../roles/prompt-library.ts";
import { createWaitMeter } from "../telemetry/create-wait-meter.ts";
import { runWork } from "./pipeline.ts";

const greet = 'export const greet = (name) => "hello " + name;\n';
const head = 'import assert from "node:assert";\nimport { test } from "node:test";\n';

export const files: Record<string, string> = {
  "README.md": "# Greeter\n",
  "package.json": '{ "type": "module" }\n',
  "src/greet.js": greet,
  "test/greet.test.js": `${head}import { greet } from "../src/greet.js";\ntest("greets", () => assert.equal(greet("a"), "hello a"));\n`,
};

const politeTest = `${head}import { polite } from "../src/greet.js";\ntest("is polite", () => assert.equal(polite("a"), "dear a"));\n`;
const diff = (path: string, before: string | null, after: string): string => renderPatch([{ path, before, after }]);

export const diffs = {
  test: diff("test/polite.test.js", null, politeTest),
  /** Passes on the base already. */
  greenTest: diff("test/polite.test.js", null, `${head}test("is polite", () => assert.ok(true));\n`),
  right: diff("src/greet.js", greet, `${greet}export const polite = (name) => "dear " + name;\n`),
  wrong: diff("src/greet.js", greet, `${greet}export const polite = (name) => "oh " + name;\n`),
  otherWrong: diff("src/greet.js", greet, `${greet}export const polite = () => "nobody";\n`),
  refactor: diff("src/greet.js", greet, `// Greets.\n${greet}`),
  docs: diff("README.md", "# Greeter\n", "# Greeter\n\nIt can be polite.\n"),
  remedy: diff(
    "src/greet.js",
    `${greet}export const polite = (name) => "dear " + name;\n`,
    `${greet}export const polite = (name) => "dear " + String(name);\n`,
  ),
  repaired: diff(
    "src/greet.js",
    `${greet}export const polite = (name) => "dear " + name;\n`,
    `${greet}/** Formal. */\nexport const polite = (name) => "dear " + name;\n`,
  ),
};

const rubric = { correctness: 4, tests: 4, style: 4, performance: 4, security: 4, docs: 4 };

/** Good answers of every role; a test replaces those that it is about. Each role gives its answers in order, the last one again and again. */
export const goodAnswers = {
  triage: [{ kind: "behaviour", ready: true, questions: [], reason: "Clear." }],
  planner: [samplePlan()],
  test_author: [{ summary: "One test.", diff: diffs.test }],
  implementer: [{ summary: "One function.", diff: diffs.right }],
  reviewer: [{ rubric, findings: [], settled: [], unproven: [], summary: "Good." }],
  security: [{ findings: [], settled: [], diff: null, summary: "Nothing." }],
  scribe: [{ summary: "Said so.", diff: diffs.docs }],
} satisfies Record<Role, unknown[]>;

export const review = (change: Record<string, unknown>) => ({ ...goodAnswers.reviewer[0], ...change });
export const blocker = { file: "src/greet.js", line: 1, severity: "blocking", reason: "No comment." };

export type Answers = Partial<Record<Role, unknown[]>>;

const usage = { calls: 1, inputTokens: 10, outputTokens: 5, usd: 0.01 };

/** An answer that is a `Failure` is one of the endpoint. */
export const outage: Failure = {
  kind: "unavailable",
  neighbour: "model",
  message: "It is down.",
  hint: "Later.",
  retryAfterSeconds: null,
};

const isFailure = (answer: unknown): answer is Failure =>
  typeof answer === "object" &&
  answer !== null &&
  ("neighbour" in answer || ("kind" in answer && answer.kind === "budget"));

export const createScriptedModel = (answers: Answers): Model & { requests: ModelRequest[] } => {
  const requests: ModelRequest[] = [];
  const given = new Map<Role, number>();
  return {
    requests,
    contextTokens: () => 100_000,
    complete: async (request) => {
      requests.push(request);
      const { role } = request.key;
      const count = given.get(role) ?? 0;
      given.set(role, count + 1);
      const list: unknown[] = answers[role] ?? goodAnswers[role];
      const answer = list[Math.min(count, list.length - 1)];
      if (isFailure(answer)) return { ok: false, error: { failure: answer, usage } };
      const text = typeof answer === "string" ? answer : JSON.stringify(answer);
      return { ok: true, value: { text, model: "scripted", usage, toolCalls: 0 } };
    },
  };
};

export type Greeter = { dir: string; sha: string; remove: () => void };

export const createGreeter = (extra: Record<string, string> = {}): Greeter => {
  const dir = mkdtempSync(join(tmpdir(), "greeter-"));
  const repo = join(dir, "repo");
  for (const [path, text] of Object.entries({ ...files, ...extra })) {
    mkdirSync(dirname(join(repo, path)), { recursive: true });
    writeFileSync(join(repo, path), text);
  }
  const identity = ["-c", "user.name=a", "-c", "user.email=a@localhost", "-c", "commit.gpgsign=false"];
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", repo, ...identity, ...args], { encoding: "utf8", stdio: "pipe" });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "base");
  return { dir, sha: git("rev-parse", "HEAD").trim(), remove: () => rmSync(dir, { recursive: true, force: true }) };
};

const prompts = () => {
  const root = new URL("../../prompts/", import.meta.url);
  const loaded = loadPrompts((name) => readFileSync(new URL(name, root), "utf8"));
  if (!loaded.ok) throw new Error("the prompts cannot be loaded");
  return loaded.value;
};

export const settings = settingsSchema.parse({
  projects: [{ dir: ".", test: ["node", "--test", "test/*.test.js"], tests: ["test/**"], timeoutSeconds: 30 }],
});

export type WorkCase = {
  answers?: Answers;
  item?: Partial<WorkItem>;
  record?: Partial<RunRecord>;
  /** Monotonic milliseconds, one step a call. */
  step?: number;
  onOutcome?: (bundle: Bundle, record: RunRecord) => RunRecord;
};

const person = { id: 3, login: "maria", type: "User" };

export const work = async (
  greeter: Greeter,
  { answers = {}, item = {}, record = {}, step = 0, onOutcome }: WorkCase = {},
) => {
  const model = createScriptedModel(answers);
  let milliseconds = 0;
  const now = () => {
    milliseconds += step;
    return milliseconds;
  };
  const base = { branch: "main", sha: greeter.sha };
  const end = await runWork({
    item: {
      version: 1,
      brief: {
        repository: { id: 1001, owner: "acme", name: "greeter", defaultBranch: "main", isPrivate: false },
        issue: { id: 5, number: 1, title: "Greet politely", body: "Please.", author: person, labels: [] },
        comments: [],
        labelEvent: { id: 77, actor: person, at: "2026-03-01T09:00:00Z" },
        baseSha: greeter.sha,
        hash: "f".repeat(64),
      },
      record: sampleRecord({ base, ...record }),
      settings,
      start: { sha: greeter.sha, overlay: [] },
      changes: [],
      head: record.head ?? "a".repeat(40),
      ci: null,
      consented: null,
      codeScanning: null,
      ciIsOverdue: false,
      budgetUsd: 1,
      deadlineSeconds: 60,
      ...item,
    },
    checkout: join(greeter.dir, "repo"),
    scratchRoot: join(greeter.dir, "scratch"),
    path: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    sandbox: { choice: "auto", allowNone: true, installCache: null },
    artifacts: { dir: join(greeter.dir, "artifacts"), link: null },
    model,
    prompts: prompts(),
    scanner: createSecretScanner([]),
    log: silentLog,
    clock: () => new Date("2026-03-01T10:00:00Z"),
    now,
    waits: createWaitMeter(now),
    onOutcome: async (bundle, folded) => onOutcome?.(bundle, folded) ?? folded,
  });
  const asked = (role: Role) => model.requests.filter((request) => request.key.role === role);
  const told = (role: Role, nth: number) =>
    asked(role)
      [nth]?.messages.map((message) => message.content)
      .join("\n") ?? "";
  return { ...end, trail: end.bundle.outcomes.map(({ stage, status }) => `${stage} ${status}`), asked, told };
};
