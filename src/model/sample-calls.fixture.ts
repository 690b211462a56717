/** Requests, recordings and a model with a manual clock for the tests of this folder. */

import { silentLog } from "../domain/log.ts";
import { hashPrompt } from "../domain/prompt-hash.ts";
import type { Entry, Recording } from "../domain/recording.ts";
import type { Tool } from "../domain/tool.ts";
import { createModel, type ModelOptions } from "./create-model.ts";
import type { ModelRequest } from "./model.ts";

export const readTool = (read: (args: unknown) => string): Tool => ({
  name: "read",
  description: "Reads a file.",
  parameters: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
  run: async (args) => read(args),
});

export const sampleRequest = (change: Partial<ModelRequest> = {}): ModelRequest => ({
  key: { issue: 7, role: "planner", stage: "plan", attempt: 1, round: 1 },
  tier: "strong",
  messages: [
    { role: "system", content: "You plan." },
    { role: "user", content: "Add a flag." },
  ],
  output: {
    name: "plan",
    schema: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: { title: { type: "string", minLength: 3 }, risk: { type: "string" } },
      required: ["title"],
      additionalProperties: false,
    },
  },
  tools: [],
  maxToolRounds: 0,
  maxOutputTokens: 1_000,
  ...change,
});

export const sampleEntry = async (change: Partial<Entry> = {}): Promise<Entry> => ({
  key: { issue: 7, role: "planner", stage: "plan", attempt: 1, round: 1, turn: 0 },
  promptHash: await hashPrompt(sampleRequest().messages),
  model: "gpt-4o-2024-08-06",
  parameters: { temperature: 0 },
  reply: { content: '{"title":"A flag","risk":"none"}', toolCalls: [], finishReason: "stop" },
  usage: { inputTokens: 100, outputTokens: 20 },
  usd: 0.00045,
  milliseconds: 12,
  ...change,
});

export const recordingOf = (...entries: Entry[]): Recording => ({ version: 1, case: "sample", entries });

/** A clock that only sleep moves, so that waiting costs no time and is seen. */
const manualTime = () => {
  let now = Date.parse("2026-01-01T00:00:00Z");
  const waits: number[] = [];
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds);
    now += milliseconds;
  };
  return { clock: () => now, sleep, waits };
};

export const modelAt = (server: { url: string }, change: Partial<ModelOptions> = {}) => {
  const time = manualTime();
  const model = createModel({
    baseURL: server.url,
    apiKey: "sk-test-key-1234",
    models: { strong: "gpt-4o", fast: "gpt-4o-mini" },
    log: silentLog,
    ...time,
    ...change,
  });
  return { model, waits: time.waits };
};
