import { afterEach, describe, expect, it } from "vitest";
import { silentLog } from "../domain/log.ts";
import { hashPrompt } from "../domain/prompt-hash.ts";
import type { Entry } from "../domain/recording.ts";
import { createOfflineModel, type OfflineModel } from "../offline/model-server.ts";
import { createModel } from "./create-model.ts";
import { readTool, recordingOf, sampleEntry, sampleRequest } from "./sample-calls.fixture.ts";

const open: OfflineModel[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const callsTool = (turn: number, calls: [name: string, args: string][]): Promise<Entry> =>
  sampleEntry({
    key: { role: "planner", stage: "plan", attempt: 1, round: 1, turn },
    reply: {
      content: "",
      toolCalls: calls.map(([name, args]) => ({ name, arguments: args })),
      finishReason: "tool_calls",
    },
  });

const answers = (turn: number): Promise<Entry> =>
  sampleEntry({ key: { role: "planner", stage: "plan", attempt: 1, round: 1, turn } });

const start = async (entries: Promise<Entry>[], models = { strong: "gpt-4o", fast: "gpt-4o" }) => {
  const server = await createOfflineModel({ recording: recordingOf(...(await Promise.all(entries))) });
  open.push(server);
  return { server, model: createModel({ baseURL: server.url, apiKey: "", models, log: silentLog }) };
};

type Sent = {
  messages: { role: string; content: string; tool_call_id?: string }[];
  tools?: unknown[];
  tool_choice?: string;
};
const sent = (server: OfflineModel, index: number) => server.requests[index]?.body as Sent;
const results = (server: OfflineModel, index: number) =>
  sent(server, index)
    .messages.filter(({ role }) => role === "tool")
    .map(({ content }) => content);

describe("the tool loop", () => {
  it("runs the calls of a round in order and gives the results back", async () => {
    const { server, model } = await start([
      callsTool(0, [
        ["read", '{"path":"a"}'],
        ["read", '{"path":"b"}'],
      ]),
      answers(1),
    ]);
    const asked: unknown[] = [];
    const tools = [readTool((args) => `seen ${asked.push(args)}`)];
    const reply = await model.complete(sampleRequest({ tools, maxToolRounds: 3 }));
    expect(reply.ok && reply.value).toMatchObject({ toolCalls: 2, usage: { calls: 2, inputTokens: 200 } });
    expect(asked).toEqual([{ path: "a" }, { path: "b" }]);
    expect(results(server, 1)).toEqual(["seen 1", "seen 2"]);
    expect(server.requests.map(({ headers }) => headers["x-draftsmith-call"])).toEqual([
      "7/planner/plan/1/1/0",
      "7/planner/plan/1/1/1",
    ]);
  });

  it("demands the output when the rounds are used up, whatever the model still wants", async () => {
    const { server, model } = await start([callsTool(0, [["read", "{}"]]), callsTool(1, [["read", "{}"]])]);
    let runs = 0;
    const tools = [readTool(() => `run ${++runs}`)];
    const reply = await model.complete(sampleRequest({ tools, maxToolRounds: 1 }));
    expect(!reply.ok && reply.error.failure).toMatchObject({ kind: "refused", by: "empty-reply" });
    expect(runs).toBe(1);
    expect(sent(server, 0).tool_choice).toBeUndefined();
    expect(sent(server, 1).tool_choice).toBe("none");
    expect(sent(server, 1).tools).toHaveLength(1);
  });

  it("describes no tools when no round is allowed", async () => {
    const { server, model } = await start([answers(0)]);
    await model.complete(sampleRequest({ tools: [], maxToolRounds: 0 }));
    expect(sent(server, 0).tools).toBeUndefined();
  });

  it("answers unknown tools and malformed arguments with what to do instead", async () => {
    const { server, model } = await start([
      callsTool(0, [
        ["shell", "{}"],
        ["read", "{path"],
      ]),
      answers(1),
    ]);
    await model.complete(sampleRequest({ tools: [readTool(() => "never")], maxToolRounds: 1 }));
    expect(results(server, 1)).toEqual([
      'There is no tool "shell". The tools are: read.',
      "The arguments of read are not valid JSON. Call it again with one JSON object that fits its parameters.",
    ]);
  });

  it("cuts long results and says so", async () => {
    const { server, model } = await start([callsTool(0, [["read", "{}"]]), answers(1)]);
    await model.complete(sampleRequest({ tools: [readTool(() => "x".repeat(50_000))], maxToolRounds: 1 }));
    expect(results(server, 1)[0]).toBe(
      `${"x".repeat(12_000)}\n[cut: the first 12000 of 50000 characters; ask for a smaller part]`,
    );
  });

  it("cuts results to what the prompt still has room for", async () => {
    const { server, model } = await start(
      [
        callsTool(0, [
          ["read", "{}"],
          ["read", "{}"],
        ]),
        answers(1),
      ],
      {
        strong: "deepseek-chat",
        fast: "deepseek-chat",
      },
    );
    const messages = [{ role: "user" as const, content: "x".repeat(3.5 * 120_000) }];
    await model.complete(sampleRequest({ messages, tools: [readTool(() => "y".repeat(50_000))], maxToolRounds: 1 }));
    const lengths = results(server, 1).map((text) => text.length);
    expect(lengths[0]).toBe(lengths[1]);
    expect(lengths[0]).toBeGreaterThan(1_000);
    expect(lengths[0]).toBeLessThan(5_000);
  });

  it("runs at most eight calls of one round", async () => {
    const { server, model } = await start([
      callsTool(
        0,
        Array.from({ length: 10 }, () => ["read", "{}"]),
      ),
      answers(1),
    ]);
    let runs = 0;
    await model.complete(sampleRequest({ tools: [readTool(() => `run ${++runs}`)], maxToolRounds: 1 }));
    expect(runs).toBe(8);
    expect(results(server, 1).slice(8)).toEqual(Array(2).fill(expect.stringMatching(/^Not run: at most 8 calls/)));
  });

  it("hashes tool calls and results into the prompt of the next turn, and no call ids", async () => {
    const promptHash = await hashPrompt([
      ...sampleRequest().messages,
      { role: "assistant", content: "", toolCalls: [{ name: "read", arguments: "{}" }] },
      { role: "tool", content: "the file" },
    ]);
    const { server, model } = await start([
      callsTool(0, [["read", "{}"]]),
      answers(1).then((e) => ({ ...e, promptHash })),
    ]);
    await model.complete(sampleRequest({ tools: [readTool(() => "the file")], maxToolRounds: 1 }));
    expect(server.promptChanges).toEqual([]);
  });
});
