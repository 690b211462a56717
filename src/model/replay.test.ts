import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LogFields, silentLog } from "../domain/log.ts";
import { createOfflineModel } from "../offline/model-server.ts";
import { createModel, createReplay } from "./create-model.ts";
import { readRecording } from "./read-recording.ts";
import { createRecorder } from "./recorder.ts";
import { readTool, recordingOf, sampleEntry, sampleRequest } from "./sample-calls.fixture.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "draftsmith-recording-"));
});
afterEach(() => rm(directory, { recursive: true }));

const withTools = () => sampleRequest({ tools: [readTool(() => "the file")], maxToolRounds: 2 });

/** A recording made by running a call with one tool round against a server that answers from hand-written entries. */
const recordOnce = async (path: string) => {
  const ask = { content: "", toolCalls: [{ name: "read", arguments: "{}" }], finishReason: "tool_calls" };
  const second = await sampleEntry();
  const server = await createOfflineModel({
    recording: recordingOf(await sampleEntry({ reply: ask }), { ...second, key: { ...second.key, turn: 1 } }),
  });
  const recorder = createRecorder({ path, case: "add a flag" });
  const models = { strong: "gpt-4o", fast: "gpt-4o-mini" };
  const model = createModel({ baseURL: server.url, apiKey: "", models, log: silentLog, recorder });
  const reply = await model.complete(withTools());
  await server.close();
  return { reply, model };
};

describe("record and replay", () => {
  it("gives the same reply, usage and limits without a network", async () => {
    const path = join(directory, "case.json");
    const live = await recordOnce(path);
    const recording = await readRecording(path);
    expect(recording.ok).toBe(true);
    if (!recording.ok) return;
    const warnings: string[] = [];
    const replay = createReplay({
      recording: recording.value,
      log: { ...silentLog, warn: (event) => warnings.push(event) },
    });
    expect(await replay.complete(withTools())).toEqual(live.reply);
    expect(replay.contextTokens("strong")).toBe(live.model.contextTokens("strong"));
    expect(warnings).toEqual([]);
  });

  it("serves the same recording over HTTP with the same result", async () => {
    const path = join(directory, "case.json");
    const live = await recordOnce(path);
    const server = await createOfflineModel({ recording: path });
    const models = { strong: "gpt-4o", fast: "gpt-4o-mini" };
    const model = createModel({ baseURL: server.url, apiKey: "", models, log: silentLog });
    expect(await model.complete(withTools())).toEqual(live.reply);
    expect([server.misses, server.promptChanges]).toEqual([[], []]);
    await server.close();
  });

  it("saves after every call, whole and without leftovers", async () => {
    await recordOnce(join(directory, "case.json"));
    expect(await readdir(directory)).toEqual(["case.json"]);
    const document = JSON.parse(await readFile(join(directory, "case.json"), "utf8"));
    expect(document).toMatchObject({ version: 1, case: "add a flag", models: { strong: { name: "gpt-4o" } } });
    expect(document.entries.map((entry: { key: { turn: number } }) => entry.key.turn)).toEqual([0, 1]);
  });

  it("keeps the last reply of a repeated turn and goes on with an earlier recording", async () => {
    const path = join(directory, "case.json");
    const start = recordingOf(
      await sampleEntry(),
      await sampleEntry({ key: { ...(await sampleEntry()).key, round: 2 } }),
    );
    const recorder = createRecorder({ path, case: "sample", start });
    await Promise.all([recorder.add(await sampleEntry({ usd: 1 })), recorder.add(await sampleEntry({ usd: 2 }))]);
    const saved = await readRecording(path);
    expect(saved.ok && saved.value).toEqual(recorder.recording());
    expect(recorder.recording().entries.map(({ key, usd }) => [key.round, usd])).toEqual([
      [2, 0.00045],
      [1, 2],
    ]);
  });
});

describe("a replay that does not fit", () => {
  it("names the call that no recorded reply fits", async () => {
    const replay = createReplay({ recording: recordingOf(await sampleEntry()), log: silentLog });
    const reply = await replay.complete(sampleRequest({ key: { ...sampleRequest().key, attempt: 2 } }));
    expect(!reply.ok && reply.error.failure.kind).toBe("usage");
    expect(JSON.stringify(reply)).toContain("7/planner/plan/2/1/0");
  });

  it("answers another issue of the same case", async () => {
    const replay = createReplay({ recording: recordingOf(await sampleEntry()), log: silentLog });
    expect((await replay.complete(sampleRequest({ key: { ...sampleRequest().key, issue: 99 } }))).ok).toBe(true);
  });

  it("warns when the prompt has changed, and answers", async () => {
    const warnings: [string, LogFields | undefined][] = [];
    const warn = (event: string, fields?: LogFields) => warnings.push([event, fields]);
    const replay = createReplay({ recording: recordingOf(await sampleEntry()), log: { ...silentLog, warn } });
    const changed = sampleRequest({ messages: [{ role: "user", content: "Another prompt." }] });
    expect((await replay.complete(changed)).ok).toBe(true);
    expect(warnings).toEqual([
      [expect.stringContaining("prompt changed"), expect.objectContaining({ call: "7/planner/plan/1/1/0" })],
    ]);
  });
});

describe("a recording file", () => {
  it.each([
    ["no JSON", "{"],
    ["another version", JSON.stringify({ version: 2, case: "x", entries: [] })],
    ["an unknown role", JSON.stringify({ ...recordingOf(), entries: [{ key: { role: "boss" } }] })],
  ])("is refused with %s", async (_, text) => {
    const path = join(directory, "bad.json");
    await writeFile(path, text);
    const recording = await readRecording(path);
    expect(!recording.ok && recording.error.kind).toBe("usage");
  });

  it("is refused when it is not there", async () => {
    const recording = await readRecording(join(directory, "none.json"));
    expect(!recording.ok && recording.error.kind).toBe("usage");
  });
});
