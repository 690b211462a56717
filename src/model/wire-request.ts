/** Renders a turn as a Chat Completions request, with no more parameters than the endpoint is known to take. */
import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import type { Entry } from "../domain/recording.ts";
import type { Capabilities } from "./capabilities.ts";
import type { TurnMessage, TurnRequest } from "./turn.ts";
import { renderWireSchema } from "./wire-schema.ts";

const seed = 7;

const renderMessage = (message: TurnMessage): ChatCompletionMessageParam => {
  if (message.role === "tool") return { role: "tool", tool_call_id: message.callId, content: message.content };
  if (!("toolCalls" in message)) return { role: message.role, content: message.content };
  return {
    role: "assistant",
    content: message.content || null,
    tool_calls: message.toolCalls.map((call) => ({
      id: call.id,
      type: "function",
      function: { name: call.name, arguments: call.arguments },
    })),
  };
};

/** Tells the wanted output in words, for endpoints that do not enforce a schema. */
const renderFormatInstruction = (request: TurnRequest): string =>
  [
    "Give the final answer as one JSON document that fits the JSON schema below, in one fenced block that starts with ```json, and write nothing else.",
    "```json",
    JSON.stringify(request.output.schema, null, 1),
    "```",
  ].join("\n");

const withFormatInstruction = (request: TurnRequest): TurnMessage[] => {
  const last = request.messages.findLastIndex((message) => message.role === "user");
  const instruction = renderFormatInstruction(request);
  if (last < 0) return [...request.messages, { role: "user", content: instruction }];
  return request.messages.map((message, index) =>
    index === last ? { ...message, content: `${message.content}\n\n${instruction}` } : message,
  );
};

const renderOutput = (
  request: TurnRequest,
  output: Capabilities["output"],
): Pick<ChatCompletionCreateParamsNonStreaming, "response_format"> => {
  if (output === "none") return {};
  if (output === "json_object") return { response_format: { type: "json_object" } };
  return {
    response_format: {
      type: "json_schema",
      json_schema: { name: request.output.name, ...renderWireSchema(request.output.schema) },
    },
  };
};

const renderTools = (request: TurnRequest): Partial<ChatCompletionCreateParamsNonStreaming> => ({
  tools: request.tools.map(({ name, description, parameters }) => ({
    type: "function",
    function: { name, description, parameters },
  })),
  ...(request.mayCallTools ? {} : { tool_choice: "none" }),
});

/** The request body. */
export const renderWireRequest = (
  request: TurnRequest,
  capabilities: Capabilities,
): ChatCompletionCreateParamsNonStreaming => {
  const messages = capabilities.output === "json_schema" ? request.messages : withFormatInstruction(request);
  return {
    model: request.model,
    messages: messages.map(renderMessage),
    [capabilities.limit]: request.maxOutputTokens,
    ...(capabilities.temperature ? { temperature: 0 } : {}),
    ...(capabilities.seed ? { seed } : {}),
    ...renderOutput(request, capabilities.output),
    ...(capabilities.tools && request.tools.length > 0 ? renderTools(request) : {}),
  };
};

/** The parameters of a request as recordings and logs keep them. */
export const recordedParameters = (request: TurnRequest, capabilities: Capabilities): Entry["parameters"] => ({
  temperature: capabilities.temperature ? 0 : null,
  seed: capabilities.seed ? seed : null,
  output: capabilities.output,
  tools: capabilities.tools ? request.tools.length : 0,
  mayCallTools: request.mayCallTools,
  [capabilities.limit]: request.maxOutputTokens,
});
