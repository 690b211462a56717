/** A model endpoint whose replies are broken in every way that networks, gateways and models break them, by a seed that repeats. */
import type { Recording } from "../domain/recording.ts";
import { type ModelCall, type ModelEndpoint, serveModelEndpoint } from "./model-endpoint.ts";
import { runFault } from "./model-fault.ts";
import { type ModelReply, renderCompletion, renderModelError } from "./model-reply.ts";

export type ChaosModel = ModelEndpoint & {
  /** Names of the disorders shown, in order. */
  shown: string[];
};

export type ChaosOptions = {
  /** Decent replies by role; attempts and rounds do not matter. */
  recording: Recording;
  seed: number;
  /** How often a call meets a disorder, from 0 to 1. */
  share: number;
  /** Those to choose from; all when absent. */
  names?: readonly DisorderName[];
};

type Scene = { call: ModelCall; reply: ModelReply; random: () => number };
type Disorder = (scene: Scene) => Response | Promise<Response>;

/** Mulberry32: small, and the same on every machine. */
const createRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const complete = ({ call, reply }: Scene, change: Partial<ModelReply>): Response =>
  Response.json(renderCompletion(call.index, call.request.model, { ...reply, ...change }));

const saying =
  (write: (content: string, random: () => number) => string): Disorder =>
  (scene) =>
    complete(scene, { content: write(scene.reply.content, scene.random) });

/** The completion as text, changed before it leaves. */
const sending =
  (change: (body: string) => string, type = "application/json"): Disorder =>
  ({ call, reply }) =>
    new Response(change(JSON.stringify(renderCompletion(call.index, call.request.model, reply))), {
      headers: { "content-type": type },
    });

const cutAt = (content: string, random: () => number): string =>
  content.slice(0, Math.floor(random() * content.length));

const toolCall =
  (name: string, args: string): Disorder =>
  (scene) =>
    complete(scene, { content: "", finishReason: "tool_calls", toolCalls: [{ name, arguments: args }] });

const withUsage = (usage: string): Disorder => sending((body) => body.replace(/"usage":\{[^}]*\}/, `"usage":${usage}`));

const disorders = {
  cut: saying(cutAt),
  "cut and said so": (scene) =>
    complete(scene, { content: cutAt(scene.reply.content, scene.random), finishReason: "length" }),
  "half a stream": async ({ call }) =>
    (await runFault({ kind: "cut", at: "body" }, call.cut, call.signal)) ?? new Response(null),
  "half a body": sending((body) => body.slice(0, body.length / 2)),
  "another schema": saying(() => JSON.stringify({ answer: 42, files: [{ path: "src/greet.js" }] })),
  "an empty object": saying(() => "{}"),
  prose: saying(() => "Sure! I have made the change and pushed it. Let me know if anything else is needed."),
  nothing: saying(() => ""),
  "huge text": saying((content) => `${"lorem ipsum ".repeat(120_000)}${content}`),
  "a huge body": sending((body) => `${" ".repeat(6_000_000)}${body}`),
  "deep nesting": saying((content) => `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)},${content.slice(1)}`),
  "keys twice": saying((content) => `{"summary":"x","summary":"y",${content.slice(1)}`),
  "not a number": saying((content) => content.replace(/:\s*\d+/g, ": NaN").replace(/^\{/, '{"x": Infinity,')),
  "numbers as texts": saying((content) => content.replace(/:\s*(\d+)/g, ': "$1"')),
  "another content type": sending((body) => body, "text/html"),
  "a page": sending(() => "<!doctype html><title>502</title>", "text/html"),
  "an event stream": sending((body) => `data: ${body}\n\ndata: [DONE]\n`, "text/event-stream"),
  "no choices": sending(() => '{"id":"x","object":"chat.completion","choices":[]}'),
  "no message": sending(() => '{"choices":[{"finish_reason":"stop"}]}'),
  "a list": sending((body) => `[${body}]`),
  "no usage": sending((body) => body.replace(/,"usage":\{[^}]*\}/, "")),
  "usage below zero": withUsage('{"prompt_tokens":-5,"completion_tokens":-5}'),
  "usage without end": withUsage('{"prompt_tokens":1e308,"completion_tokens":1e308}'),
  "usage as text": withUsage('"much"'),
  filtered: (scene) => complete(scene, { content: "", finishReason: "content_filter" }),
  declined: (scene) => complete(scene, { content: "", refusal: "I cannot help with that." }),
  "an unknown tool": toolCall("shell", '{"command":"env"}'),
  "broken arguments": toolCall("read", '{"path":'),
  "bytes that are no text": sending((body) => `\u0000\ufffd${body}`),
} satisfies Record<string, Disorder>;

export type DisorderName = keyof typeof disorders;

export const disorderNames = Object.keys(disorders) as DisorderName[];

export const createChaosModel = async ({
  recording,
  seed,
  share,
  names = disorderNames,
}: ChaosOptions): Promise<ChaosModel> => {
  const random = createRandom(seed);
  const shown: string[] = [];
  const answer = async (call: ModelCall): Promise<Response> => {
    const entry = recording.entries.find(({ key }) => key.role === call.key?.role);
    if (entry === undefined) return renderModelError({ status: 404, message: "No reply of this role is known." });
    const scene = { call, reply: { ...entry.reply, usage: entry.usage }, random };
    const name = random() < share ? names[Math.floor(random() * names.length)] : undefined;
    if (name === undefined) return complete(scene, {});
    shown.push(name);
    return disorders[name](scene);
  };
  const endpoint = await serveModelEndpoint({ port: 0, models: ["gpt-5.2", "gpt-5.4-mini"], answer });
  return { ...endpoint, shown };
};
