import { afterEach, describe, expect, it } from "vitest";
import { type LogFields, silentLog } from "../domain/log.ts";
import { createOfflineModel, type OfflineModel, type OfflineModelOptions } from "../offline/model-server.ts";
import { modelAt, recordingOf, sampleEntry, sampleRequest } from "./sample-calls.fixture.ts";

const open: OfflineModel[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const start = async (options: Partial<OfflineModelOptions> = {}): Promise<OfflineModel> => {
  const server = await createOfflineModel({ recording: recordingOf(await sampleEntry()), ...options });
  open.push(server);
  return server;
};

const bodyOf = (server: OfflineModel, index: number) => server.requests[index]?.body as Record<string, unknown>;

describe("a plain call", () => {
  it("gives the text, the model and the priced usage", async () => {
    const server = await start();
    const { model } = modelAt(server);
    expect(await model.complete(sampleRequest())).toEqual({
      ok: true,
      value: {
        text: '{"title":"A flag","risk":"none"}',
        model: "gpt-4o-2024-08-06",
        usage: { calls: 1, inputTokens: 100, outputTokens: 20, usd: 0.00045 },
        toolCalls: 0,
      },
    });
    expect(server.misses).toEqual([]);
    expect(server.promptChanges).toEqual([]);
  });

  it("sends deterministic parameters, a strict schema and the name of the call", async () => {
    const server = await start();
    await modelAt(server).model.complete(sampleRequest());
    expect(bodyOf(server, 0)).toMatchObject({
      model: "gpt-4o",
      temperature: 0,
      seed: 7,
      max_completion_tokens: 1_000,
      response_format: {
        type: "json_schema",
        json_schema: {
          name: "plan",
          strict: true,
          schema: { required: ["title", "risk"], additionalProperties: false },
        },
      },
    });
    expect(server.requests[0]?.headers).toMatchObject({
      "x-draftsmith-call": "7/planner/plan/1/1/0",
      authorization: "Bearer sk-test-key-1234",
    });
  });

  it("never asks for more output than the model gives", async () => {
    const server = await start();
    await modelAt(server).model.complete(sampleRequest({ maxOutputTokens: 1_000_000 }));
    expect(bodyOf(server, 0).max_completion_tokens).toBe(16_384);
  });

  it("counts a reply without usage at its worst case", async () => {
    const server = await start({ faults: { 0: { kind: "reply", with: { usage: null } } } });
    const reply = await modelAt(server).model.complete(sampleRequest());
    expect(reply.ok && reply.value.usage.outputTokens).toBe(1_000);
  });

  it("takes the tier's model and the operator's price", async () => {
    const server = await start();
    const { model } = modelAt(server, { prices: { "gpt-4o-mini": { input: 1_000, output: 0 } } });
    const reply = await model.complete(sampleRequest({ tier: "fast" }));
    expect(bodyOf(server, 0).model).toBe("gpt-4o-mini");
    expect(reply.ok && reply.value.usage.usd).toBe(0.1);
  });
});

describe("replies that are no answer", () => {
  const twice = (change: object) => ({
    faults: { 0: { kind: "reply", with: change }, 1: { kind: "reply", with: change } } as const,
  });

  it.each([
    [{ content: "" }, "empty-reply"],
    [{ finishReason: "content_filter" }, "content-filter"],
    [{ content: "", refusal: "I will not." }, "model-refusal"],
    [{ content: "", finishReason: "length" }, "output-limit"],
  ])("asks once more after %o, then fails", async (change, by) => {
    const server = await start(twice(change));
    const reply = await modelAt(server).model.complete(sampleRequest());
    expect(!reply.ok && reply.error).toMatchObject({ failure: { kind: "refused", by }, usage: { calls: 2 } });
    expect(server.requests).toHaveLength(2);
  });

  it("is content with the second reply, and asks for more room after a cut", async () => {
    const server = await start({ faults: { 0: { kind: "reply", with: { content: '{"ti', finishReason: "length" } } } });
    const reply = await modelAt(server).model.complete(sampleRequest());
    expect(reply.ok && reply.value.text).toBe('{"title":"A flag","risk":"none"}');
    expect(
      server.requests.map(({ body }) => (body as { max_completion_tokens: number }).max_completion_tokens),
    ).toEqual([1_000, 2_000]);
  });

  it("gives a text that is cut twice to the caller", async () => {
    const server = await start(twice({ content: '{"ti', finishReason: "length" }));
    const reply = await modelAt(server).model.complete(sampleRequest());
    expect(reply.ok && reply.value.text).toBe('{"ti');
  });
});

describe("the budget", () => {
  it("refuses a call before it is sent", async () => {
    const server = await start();
    const reply = await modelAt(server, { budgetUsd: 0.001 }).model.complete(sampleRequest());
    expect(!reply.ok && reply.error).toMatchObject({ failure: { kind: "budget" }, usage: { calls: 0, usd: 0 } });
    expect(server.requests).toEqual([]);
  });

  it("settles, so that the next call can use what was only held", async () => {
    const server = await start();
    const { model } = modelAt(server, { budgetUsd: 0.0111 });
    expect((await model.complete(sampleRequest())).ok).toBe(true);
    expect((await model.complete(sampleRequest())).ok).toBe(true);
    const third = await model.complete(sampleRequest());
    expect(!third.ok && third.error.failure.kind).toBe("budget");
    expect(server.requests).toHaveLength(2);
  });

  it("counts what lost replies may have cost before it tries again", async () => {
    const server = await start({ faults: { 0: { kind: "malformed" } } });
    const reply = await modelAt(server, { budgetUsd: 0.015 }).model.complete(sampleRequest());
    expect(!reply.ok && reply.error).toMatchObject({ failure: { kind: "budget" }, usage: { calls: 1 } });
    expect(server.requests).toHaveLength(1);
  });
});

it("logs every call with its parameters, hash, tokens and cost, but no prompt", async () => {
  const server = await start();
  const lines: [string, LogFields | undefined][] = [];
  const info = (event: string, fields?: LogFields) => lines.push([event, fields]);
  await modelAt(server, { log: { ...silentLog, info } }).model.complete(sampleRequest());
  expect(lines).toEqual([
    [
      "model call",
      expect.objectContaining({
        role: "planner",
        turn: 0,
        temperature: 0,
        inputTokens: 100,
        usd: 0.00045,
        promptHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      }),
    ],
  ]);
  expect(JSON.stringify(lines)).not.toContain("Add a flag");
});
