import { expect, test } from "vitest";
import type { Failure } from "../domain/failure.ts";
import { silentLog } from "../domain/log.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { type Role, roles } from "../domain/stage.ts";
import type { Model, ModelError, ModelReply, ModelRequest } from "../model/model.ts";
import type { Prompt } from "./prompt-library.ts";
import { reviewer } from "./reviewer.ts";
import { type RoleContext, runRole } from "./run-role.ts";
import { sampleBrief, sampleInputs } from "./sample-inputs.fixture.ts";
import { scribe } from "./scribe.ts";
import { security } from "./security.ts";
import { type ChangeOutput, testAuthor } from "./test-author.ts";
import { triage } from "./triage.ts";

const usage = { calls: 1, inputTokens: 100, outputTokens: 10, usd: 0.01 };
const outputs: Record<Role, string> = {
  triage: "triage",
  planner: "plan",
  test_author: "change",
  implementer: "change",
  reviewer: "review",
  security: "security",
  scribe: "documents",
};
const prompt = (role: Role): Prompt => ({
  tier: "strong",
  output: outputs[role],
  maxOutputTokens: 1_000,
  maxToolRounds: 3,
  tools: ["search"],
  text: `You are ${role}.`,
});
const prompts = Object.fromEntries(roles.map((role) => [role, prompt(role)])) as Record<Role, Prompt>;

/** Gives the replies in order and keeps the requests. */
const createListModel = (replies: (string | Failure)[]): Model & { requests: ModelRequest[] } => {
  const requests: ModelRequest[] = [];
  return {
    requests,
    contextTokens: () => 100_000,
    complete: async (request): Promise<Result<ModelReply, ModelError>> => {
      const reply = replies[requests.length];
      requests.push(request);
      if (reply === undefined) throw new Error("asked more often than expected");
      return typeof reply === "string"
        ? success({ text: reply, model: "list", usage, toolCalls: 0 })
        : failure({ failure: reply, usage });
    },
  };
};

const contextOf = (model: Model, rest: Partial<RoleContext> = {}): RoleContext => ({
  model,
  prompts,
  brief: sampleBrief(),
  stage: "tests",
  attempt: 2,
  tiers: {},
  tools: [],
  log: silentLog,
  ...rest,
});

const accept = <T>(output: T) => success(output);
const input = sampleInputs().testAuthor;
const good = JSON.stringify({ summary: "Tests trimming.", diff: "--- a/x\n+++ b/x\n" });

test("a good reply is one call, and the request says all that recordings and endpoints need", async () => {
  const model = createListModel([good]);
  const tools = ["search", "shell"].map((name) => ({ name, description: "", parameters: {}, run: async () => "" }));
  const result = await runRole(testAuthor, {
    input,
    context: contextOf(model, { tools }),
    validate: ({ diff }) => success(diff.length),
  });
  expect(result).toEqual({ ok: true, value: { value: 16, output: JSON.parse(good), usage } });
  expect(model.requests).toHaveLength(1);
  expect(model.requests[0]).toMatchObject({
    key: { issue: 12, role: "test_author", stage: "tests", attempt: 2, round: 1 },
    tier: "strong",
    maxToolRounds: 3,
    maxOutputTokens: 1_000,
    output: { name: "change", schema: { type: "object", additionalProperties: false, required: ["summary", "diff"] } },
    tools: [{ name: "search" }],
    messages: [{ role: "system", content: expect.stringMatching(/^You are test_author\.\n/) }, { role: "user" }],
  });
});

test("settings choose the tier over the prompt", async () => {
  const model = createListModel([good]);
  await runRole(testAuthor, { input, context: contextOf(model, { tiers: { test_author: "fast" } }), validate: accept });
  expect(model.requests[0]?.tier).toBe("fast");
});

test.each([
  ["what cannot be read", "I am sorry.", "no JSON object"],
  [
    "faults of shape, with path and expectation",
    '{"summary": 5, "diff": "d", "extra": 1}',
    "- summary: Invalid input: expected string",
  ],
])("the repair round is told %s", async (_, bad, complaint) => {
  const model = createListModel([bad, good]);
  const result = await runRole(testAuthor, { input, context: contextOf(model), validate: accept });
  expect(result).toMatchObject({
    ok: true,
    value: { usage: { calls: 2, inputTokens: 200, outputTokens: 20, usd: 0.02 } },
  });
  const [first, second] = model.requests;
  expect(second?.key).toEqual({ ...first?.key, round: 2 });
  expect(second?.messages.slice(0, 2)).toEqual(first?.messages);
  expect(second?.messages[2]).toEqual({ role: "assistant", content: bad });
  expect(second?.messages[3]?.content).toContain(complaint);
});

test("the stage's complaint is handed on, and its verdict on the second reply is final", async () => {
  const model = createListModel([good, good]);
  let asked = 0;
  const validate = async (_: ChangeOutput): Promise<Result<never, string>> =>
    failure(`hunk 1 does not match (${++asked})`);
  const result = await runRole(testAuthor, { input, context: contextOf(model), validate });
  expect(result).toMatchObject({
    ok: false,
    error: { kind: "bad-output", complaint: "hunk 1 does not match (2)", usage: { calls: 2 } },
  });
  expect(model.requests[1]?.messages[3]?.content).toContain("hunk 1 does not match (1)");
});

test("a diff without JSON fills the other fields", async () => {
  const model = createListModel(["Trims names.\n\n--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-a\n+b\n"]);
  const result = await runRole(scribe, { input: sampleInputs().scribe, context: contextOf(model), validate: accept });
  expect(result).toMatchObject({
    ok: true,
    value: { output: { summary: "Trims names.", diff: expect.stringContaining("+++ b/README.md") } },
  });
});

test("a blank diff where none is needed counts as none", async () => {
  const model = createListModel(['{"summary": "Nothing to say.", "diff": "\\n"}']);
  const result = await runRole(scribe, { input: sampleInputs().scribe, context: contextOf(model), validate: accept });
  expect(result).toMatchObject({ ok: true, value: { output: { diff: null } } });
});

test("readiness and questions must agree", async () => {
  const reply = (ready: boolean, questions: string[]) =>
    JSON.stringify({ kind: "docs", ready, questions, reason: "r" });
  const model = createListModel([reply(false, []), reply(false, ["Which?"])]);
  const result = await runRole(triage, { input: sampleInputs().triage, context: contextOf(model), validate: accept });
  expect(result).toMatchObject({ ok: true, value: { output: { questions: ["Which?"] }, usage: { calls: 2 } } });
});

test("a later review settles known findings and brings no new ones", async () => {
  const rubric = { correctness: 5, tests: 5, style: 5, performance: 5, security: 5, docs: 5 };
  const review = (findings: unknown[], settled: string[]) =>
    JSON.stringify({ rubric, findings, settled, unproven: [], summary: "s" });
  const model = createListModel([
    review([{ file: "a", line: 1, severity: "note", reason: "r" }], ["R9"]),
    review([], ["R1"]),
  ]);
  const result = await runRole(reviewer, {
    input: sampleInputs().reviewer,
    context: contextOf(model),
    validate: accept,
  });
  expect(result).toMatchObject({ ok: true, value: { output: { settled: ["R1"] } } });
  const complaint = model.requests[1]?.messages[3]?.content;
  expect(complaint).toContain("findings: must be empty");
  expect(complaint).toContain("R9 is not among the ids of frozenFindings (R1)");
});

test("security settles its own findings the same way", async () => {
  const reply = (settled: string[]) => JSON.stringify({ findings: [], settled, diff: null, summary: "s" });
  const model = createListModel([reply(["R1"]), reply(["S1"])]);
  const result = await runRole(security, {
    input: sampleInputs().security,
    context: contextOf(model),
    validate: accept,
  });
  expect(result).toMatchObject({ ok: true, value: { output: { settled: ["S1"] }, usage: { calls: 2 } } });
});

const outage: Failure = { kind: "unavailable", neighbour: "model", message: "m", hint: "h", retryAfterSeconds: null };
const tooLarge: Failure = { kind: "refused", by: "endpoint-limit", message: "m", hint: "h" };

test("a failure of the model passes through with everything that was spent", async () => {
  const model = createListModel(["nonsense", outage]);
  const result = await runRole(testAuthor, { input, context: contextOf(model), validate: accept });
  expect(result).toMatchObject({
    ok: false,
    error: { kind: "failure", failure: outage, usage: { calls: 2, usd: 0.02 } },
  });
});

test("a prompt that is too large is shrunk once, and stays small in the repair round", async () => {
  const model = createListModel([tooLarge, "nonsense", good]);
  const result = await runRole(testAuthor, { input, context: contextOf(model), validate: accept });
  expect(result).toMatchObject({ ok: true, value: { usage: { calls: 3 } } });
  expect(model.requests.map(({ key }) => key.round)).toEqual([1, 1, 2]);
  expect(model.requests.map(({ messages }) => messages[1]?.content.includes("src/words.js"))).toEqual([
    true,
    false,
    false,
  ]);
});

test("a prompt is not shrunk again in the repair round", async () => {
  const model = createListModel([tooLarge, "nonsense", tooLarge]);
  const large = { ...input, slice: { ...input.slice, tree: Array.from({ length: 64 }, (_, i) => `src/${i}.js`) } };
  const result = await runRole(testAuthor, { input: large, context: contextOf(model), validate: accept });
  expect(result).toMatchObject({ ok: false, error: { kind: "failure", failure: tooLarge, usage: { calls: 3 } } });
});

test("a second refusal for size, or nothing to leave out, is final", async () => {
  const twice = createListModel([tooLarge, tooLarge]);
  expect(await runRole(testAuthor, { input, context: contextOf(twice), validate: accept })).toMatchObject({
    ok: false,
    error: { kind: "failure", failure: tooLarge, usage: { calls: 2 } },
  });
  const once = createListModel([tooLarge]);
  const small = { ...sampleInputs().scribe, docs: [] };
  expect(await runRole(scribe, { input: small, context: contextOf(once), validate: accept })).toMatchObject({
    ok: false,
    error: { kind: "failure", failure: tooLarge, usage: { calls: 1 } },
  });
});

test("a prompt that promises another output is a bug", async () => {
  const context = contextOf(createListModel([]), {
    prompts: { ...prompts, triage: { ...prompts.triage, output: "plan" } },
  });
  await expect(runRole(triage, { input: sampleInputs().triage, context, validate: accept })).rejects.toThrow(
    "prompts/triage.md",
  );
});
