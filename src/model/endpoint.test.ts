import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createOfflineModel, type OfflineModel, type OfflineModelOptions } from "../offline/model-server.ts";
import { modelAt, readTool, recordingOf, sampleEntry, sampleRequest } from "./sample-calls.fixture.ts";

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

describe("parameters that the endpoint refuses", () => {
  it("falls back from schema to object to text, and remembers it", async () => {
    const server = await start({ refuse: ["json_schema"] });
    const { model } = modelAt(server);
    expect((await model.complete(sampleRequest())).ok).toBe(true);
    expect(bodyOf(server, 1).response_format).toEqual({ type: "json_object" });

    server.refuse.add("response_format");
    expect((await model.complete(sampleRequest())).ok).toBe(true);
    expect((await model.complete(sampleRequest())).ok).toBe(true);
    expect(server.requests).toHaveLength(5);
    expect(bodyOf(server, 4).response_format).toBeUndefined();
    const messages = bodyOf(server, 4).messages as { role: string; content: string }[];
    expect(messages.at(-1)?.content).toMatch(
      /^Add a flag\.\n\nGive the final answer as one JSON document.*"minLength": 3/s,
    );
    expect(server.promptChanges).toEqual([]);
  });

  it("remembers for one model only", async () => {
    const server = await start({ refuse: ["seed"] });
    const { model } = modelAt(server);
    await model.complete(sampleRequest());
    await model.complete(sampleRequest({ tier: "fast" }));
    expect(server.requests.map(({ body }) => [(body as { model: string }).model, "seed" in (body as object)])).toEqual([
      ["gpt-4o", true],
      ["gpt-4o", false],
      ["gpt-4o-mini", true],
      ["gpt-4o-mini", false],
    ]);
  });

  it("drops whatever is refused, one after another", async () => {
    const server = await start({
      refuse: ["temperature", "seed", "response_format", "max_completion_tokens", "tools"],
    });
    const reply = await modelAt(server).model.complete(
      sampleRequest({ tools: [readTool(() => "")], maxToolRounds: 1 }),
    );
    expect(reply.ok).toBe(true);
    expect(Object.keys(bodyOf(server, server.requests.length - 1)).sort()).toEqual(["max_tokens", "messages", "model"]);
  });

  it("gives up when nothing is left to drop", async () => {
    const server = await start({ refuse: ["max_tokens", "max_completion_tokens"] });
    const reply = await modelAt(server).model.complete(sampleRequest());
    expect(!reply.ok && reply.error.failure).toMatchObject({ kind: "refused", by: "model-endpoint" });
  });

  it("understands complaints that are not in OpenAI's form", async () => {
    const server = await start();
    const strange: typeof fetch = async (input, init) =>
      String(init?.body).includes('"seed"')
        ? Response.json({ detail: [{ loc: ["body", "seed"], msg: "Extra inputs are not permitted" }] }, { status: 422 })
        : fetch(input, init);
    expect((await modelAt(server, { fetch: strange }).model.complete(sampleRequest())).ok).toBe(true);
  });
});

describe("passing faults", () => {
  it.each([
    ["seconds", { "retry-after": "7" }, 7_000],
    ["milliseconds", { "retry-after-ms": "250", "retry-after": "9" }, 250],
    ["a date", { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT" }, 30_000],
    ["nothing", {}, 1_000],
  ])("waits as long as a 429 asks in %s", async (_, headers, expected) => {
    const server = await start({ faults: { 0: { kind: "error", status: 429, message: "slow down", headers } } });
    const { model, waits } = modelAt(server);
    expect((await model.complete(sampleRequest())).ok).toBe(true);
    expect(waits).toEqual([expected]);
    expect(server.requests).toHaveLength(2);
  });

  it("waits longer each time, then reports the outage", async () => {
    const broken = { kind: "error", status: 503, message: "overloaded" } as const;
    const server = await start({ faults: { 0: broken, 1: broken, 2: broken, 3: broken } });
    const { model, waits } = modelAt(server);
    const reply = await model.complete(sampleRequest());
    expect(!reply.ok && reply.error).toMatchObject({
      failure: { kind: "unavailable", neighbour: "model", retryAfterSeconds: null },
      usage: { calls: 0, usd: 0 },
    });
    expect(waits).toEqual([1_000, 3_000, 9_000]);
    expect(server.requests).toHaveLength(4);
  });

  it("does not wait when the endpoint asks for longer than a run can", async () => {
    const limit = { kind: "error", status: 429, message: "daily limit", headers: { "retry-after": "3600" } } as const;
    const server = await start({ faults: { 0: limit } });
    const { model, waits } = modelAt(server);
    const reply = await model.complete(sampleRequest());
    expect(!reply.ok && reply.error.failure).toMatchObject({ kind: "unavailable", retryAfterSeconds: 3_600 });
    expect(waits).toEqual([]);
  });

  it.each([
    { kind: "cut", at: "start" },
    { kind: "cut", at: "body" },
    { kind: "malformed" },
    { kind: "no-choices" },
  ] as const)("repeats after $kind $at and counts the lost reply at its worst case", async (fault) => {
    const server = await start({ faults: { 0: fault } });
    const { model, waits } = modelAt(server);
    const reply = await model.complete(sampleRequest());
    expect(reply.ok && reply.value.usage).toMatchObject({ calls: 2, outputTokens: 1_020 });
    expect(waits).toEqual([1_000]);
  });

  it("ends a reply that does not come", async () => {
    const server = await start({ faults: { 0: { kind: "slow", milliseconds: 60_000 } } });
    const reply = await modelAt(server, { timeoutMs: 50, maxRetries: 0 }).model.complete(sampleRequest());
    expect(!reply.ok && reply.error.failure).toMatchObject({
      kind: "unavailable",
      message: "The model endpoint gave no reply: no reply in time",
    });
  });

  it("ends a reply that stalls half-way", async () => {
    const stalling: typeof fetch = async (_, init) => {
      const body = new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode("{"));
          init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason));
        },
      });
      return new Response(body, { headers: { "content-type": "application/json" } });
    };
    const { model } = modelAt({ url: "http://stalling.test/v1" }, { fetch: stalling, timeoutMs: 50, maxRetries: 0 });
    const reply = await model.complete(sampleRequest());
    expect(!reply.ok && reply.error.failure).toMatchObject({
      kind: "unavailable",
      message: "The model endpoint gave no reply: no reply in time",
    });
  });

  it("reports an endpoint that is not there as an outage that cost nothing", async () => {
    const server = await start();
    await server.close();
    const reply = await modelAt(server).model.complete(sampleRequest());
    expect(!reply.ok && reply.error).toMatchObject({
      failure: { kind: "unavailable", neighbour: "model" },
      usage: { calls: 0 },
    });
  });

  it("does not follow a redirect, which would carry the prompt to another host", async () => {
    const server = await start();
    const redirector = createServer((_, response) => {
      response.writeHead(307, { location: `${server.url}/chat/completions` }).end();
    });
    redirector.listen(0, "127.0.0.1");
    await once(redirector, "listening");
    const url = `http://127.0.0.1:${(redirector.address() as AddressInfo).port}/v1`;
    const reply = await modelAt({ url }, { maxRetries: 0 }).model.complete(sampleRequest());
    redirector.close();
    expect(!reply.ok && reply.error.failure.kind).toBe("unavailable");
    expect(server.requests).toEqual([]);
  });
});

describe("lasting refusals", () => {
  it.each([
    [401, "bad key sk-test-key-1234", { kind: "denied", status: 401, hint: /OPENAI_API_KEY.*OPENAI_BASE_URL/ }],
    [403, "no access", { kind: "denied", status: 403 }],
    [
      404,
      "The model `gpt-4o` does not exist",
      { kind: "denied", hint: /DRAFTSMITH_MODEL_STRONG.*DRAFTSMITH_MODEL_FAST/ },
    ],
    [404, "page not found", { kind: "denied", hint: /OPENAI_BASE_URL/ }],
    [402, "Insufficient balance", { kind: "denied", hint: /billing/ }],
    [413, "Request body too large for gpt-4o. Max size: 8000 tokens.", { kind: "refused", by: "endpoint-limit" }],
    [
      400,
      "This model's maximum context length is 8192 tokens, 9000 in functions",
      { kind: "refused", by: "endpoint-limit" },
    ],
    [400, "something else, with sk-test-key-1234 in it", { kind: "refused", by: "model-endpoint" }],
  ])("%i %s", async (status, message, expected) => {
    const server = await start({ faults: { 0: { kind: "error", status, message } } });
    const reply = await modelAt(server).model.complete(sampleRequest());
    expect(reply.ok).toBe(false);
    if (reply.ok) return;
    const { hint, ...rest } = expected as { hint?: RegExp };
    expect(reply.error.failure).toMatchObject(rest);
    if (hint) expect((reply.error.failure as { hint: string }).hint).toMatch(hint);
    expect(JSON.stringify(reply.error)).not.toContain("sk-test-key-1234");
    expect(server.requests).toHaveLength(1);
  });
});
