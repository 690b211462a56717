/** Faults that an offline model endpoint can be told to show. */
import { setTimeout as wait } from "node:timers/promises";
import { type ModelErrorReply, type ModelReply, renderModelError } from "./model-reply.ts";
import type { ChatRequest } from "./model-request.ts";

export type ModelFault =
  /** An error status: 429 with `retry-after`, 5xx, 413 and so on. */
  | ({ kind: "error" } & ModelErrorReply)
  /** The connection ends before the reply, or in its middle. */
  | { kind: "cut"; at: "start" | "body" }
  | { kind: "slow"; milliseconds: number }
  | { kind: "malformed" }
  | { kind: "no-choices" }
  /** Another reply than the recorded one, in part or whole. */
  | { kind: "reply"; with: Partial<ModelReply> };

/** `json_schema` refuses that one output format, `response_format` every one. */
export type RefusableParameter =
  | "response_format"
  | "json_schema"
  | "temperature"
  | "seed"
  | "tools"
  | "tool_choice"
  | "max_tokens"
  | "max_completion_tokens";

/** OpenAI's answer to a request that uses a refused parameter; null when it uses none. */
export const refuseParameter = (request: ChatRequest, refused: Iterable<RefusableParameter>): Response | null => {
  for (const parameter of refused) {
    const isUsed =
      parameter === "json_schema" ? request.response_format?.type === "json_schema" : request[parameter] !== undefined;
    if (isUsed)
      return renderModelError({
        status: 400,
        message: `Unsupported parameter: '${parameter}' is not supported with this model.`,
        code: "unsupported_parameter",
        param: parameter === "json_schema" ? "response_format" : parameter,
      });
  }
  return null;
};

/** A reply that begins and is never finished. */
const halfReply = (cut: () => void): Response => {
  let isBegun = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (isBegun) cut();
      else controller.enqueue(new TextEncoder().encode('{"id": "chatcmpl-'));
      isBegun = true;
    },
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
};

/** Shows the fault in place of a reply; null when the reply is still to come, as after a delay. */
export const runFault = async (fault: ModelFault, cut: () => void, signal: AbortSignal): Promise<Response | null> => {
  switch (fault.kind) {
    case "error":
      return renderModelError(fault);
    case "cut":
      if (fault.at === "body") return halfReply(cut);
      cut();
      return new Response(null);
    case "slow":
      await wait(fault.milliseconds, undefined, { signal, ref: false }).catch(() => {});
      return null;
    case "malformed":
      return new Response('{"id": "chatcmpl-1", "choices": [', { headers: { "content-type": "application/json" } });
    case "no-choices":
      return Response.json({ id: "chatcmpl-1", object: "chat.completion", choices: [] });
    case "reply":
      return null;
  }
};
