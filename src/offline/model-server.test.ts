import { afterEach, describe, expect, it } from "vitest";
import { hashPrompt } from "../domain/prompt-hash.ts";
import type { Entry } from "../domain/recording.ts";
import { createOfflineModel, type OfflineModel, type OfflineModelOptions } from "./model-server.ts";

const open: OfflineModel[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const messages = [{ role: "user", content: "Hello" }];

const entry = async (change: Partial<Entry> = {}): Promise<Entry> => ({
  key: { role: "planner", stage: "plan", attempt: 1, round: 1, turn: 0 },
  promptHash: await hashPrompt(messages),
  model: "recorded-model",
  parameters: {},
  reply: { content: "Hi", toolCalls: [], finishReason: "stop" },
  usage: { inputTokens: 3, outputTokens: 1 },
  usd: 0,
  milliseconds: 0,
  ...change,
});

const start = async (entries: Entry[], options: Partial<OfflineModelOptions> = {}) => {
  const server = await createOfflineModel({ recording: { version: 1, case: "c", entries }, ...options });
  open.push(server);
  const post = async (body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return { server, post };
};

const call = (key: string) => ({ "x-draftsmith-call": key });

describe("the offline model", () => {
  it("answers by the name of the call, in OpenAI's form", async () => {
    const { post } = await start([await entry()]);
    const { status, body } = await post({ model: "m", messages }, call("7/planner/plan/1/1/0"));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      object: "chat.completion",
      model: "recorded-model",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Hi" } }],
      usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
    });
  });

  it("answers by the prompt when the call has no name", async () => {
    const { server, post } = await start([await entry()]);
    expect((await post({ model: "m", messages })).status).toBe(200);
    expect((await post({ model: "m", messages: [{ role: "user", content: "Other" }] })).status).toBe(404);
    expect(server.misses).toHaveLength(1);
  });

  it("reports a call that no reply fits", async () => {
    const { server, post } = await start([await entry()]);
    const { status, body } = await post({ model: "m", messages }, call("7/planner/plan/2/1/0"));
    expect(status).toBe(404);
    expect(body).toMatchObject({
      error: { code: "recording_miss", message: "No recorded reply fits the call 7/planner/plan/2/1/0." },
    });
    expect(server.misses).toEqual(["7/planner/plan/2/1/0"]);
  });

  it("reports a changed prompt and answers", async () => {
    const { server, post } = await start([await entry()]);
    const changed = [{ role: "user", content: "Hello!" }];
    expect((await post({ model: "m", messages: changed }, call("7/planner/plan/1/1/0"))).status).toBe(200);
    expect(server.promptChanges).toEqual(["7/planner/plan/1/1/0"]);
  });

  it("lists its models", async () => {
    const { server } = await start([await entry(), await entry()]);
    const response = await fetch(`${server.url}/models`);
    expect(await response.json()).toMatchObject({ object: "list", data: [{ id: "recorded-model" }] });
  });

  it("refuses a document that is no recording", async () => {
    await expect(createOfflineModel({ recording: { version: 3 } })).rejects.toThrow(/not a recording/);
  });

  it("takes faults while it runs", async () => {
    const { server, post } = await start([await entry()]);
    server.faults.set(1, { kind: "error", status: 429, message: "slow down", headers: { "retry-after": "3" } });
    server.refuse.add("seed");
    expect((await post({ model: "m", messages })).status).toBe(200);
    const limited = await post({ model: "m", messages });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "3"]);
    expect((await post({ model: "m", messages, seed: 1 })).body).toMatchObject({ error: { param: "seed" } });
  });
});

describe("requests that OpenAI would refuse", () => {
  const toolCall = { id: "c1", type: "function", function: { name: "read", arguments: "{}" } };
  const strict = (schema: object) => ({
    response_format: { type: "json_schema", json_schema: { name: "out", strict: true, schema } },
  });

  it.each<[string, object]>([
    ["no messages", { messages: [] }],
    ["an unknown argument", { max_output: 3 }],
    ["a tool call without a result", { messages: [...messages, { role: "assistant", tool_calls: [toolCall] }] }],
    ["a result without a call", { messages: [...messages, { role: "tool", tool_call_id: "c1", content: "" }] }],
    ["tool_choice without tools", { tool_choice: "none" }],
    ["an object output without the word", { response_format: { type: "json_object" } }],
    ["an open object", strict({ type: "object", properties: {}, required: [] })],
    [
      "an optional property",
      strict({ type: "object", properties: { a: { type: "string" } }, required: [], additionalProperties: false }),
    ],
    [
      "a keyword",
      strict({
        type: "object",
        properties: { a: { type: "string", minLength: 1 } },
        required: ["a"],
        additionalProperties: false,
      }),
    ],
    ["a root that is no object", strict({ anyOf: [{ type: "string" }] })],
    ["a bad name", { response_format: { type: "json_schema", json_schema: { name: "a b", schema: {} } } }],
  ])("%s", async (_, change) => {
    const { post } = await start([await entry()]);
    const { status, body } = await post({ model: "m", messages, ...change });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { message: expect.any(String) } });
  });

  it("and one that it takes", async () => {
    const { post } = await start([await entry()]);
    const conversation = [
      ...messages,
      { role: "assistant", content: null, tool_calls: [toolCall] },
      { role: "tool", tool_call_id: "c1", content: "file" },
    ];
    expect((await post({ model: "m", messages: conversation }, call("7/planner/plan/1/1/0"))).status).toBe(200);
  });
});
