/** Requests as letters that a person can read and answer, and their answers as replies. */
import { z } from "zod";
import type { ModelCall } from "./model-endpoint.ts";
import type { ModelReply } from "./model-reply.ts";
import type { ChatRequest } from "./model-request.ts";

/** `001-planner-plan-1-1-0`: the number of the letter and, where the client names it, the call. */
export const letterName = (number: number, { key }: Pick<ModelCall, "key">): string =>
  [
    String(number).padStart(3, "0"),
    ...(key ? [key.role, key.stage, key.attempt, key.round, key.turn] : ["unnamed"]),
  ].join("-");

const fenced = (value: unknown): string => ["```json", JSON.stringify(value, null, 2), "```"].join("\n");

const renderMessage = (message: ChatRequest["messages"][number]): string => {
  const calls = message.role === "assistant" ? (message.tool_calls ?? []) : [];
  return [
    `# ${message.role}${message.role === "tool" ? ` (result of ${message.tool_call_id})` : ""}`,
    ...(message.content ? [message.content] : []),
    ...calls.map((call) => `calls ${call.function.name} as ${call.id}:\n${fenced(call.function.arguments)}`),
  ].join("\n\n");
};

const renderTools = (request: ChatRequest): string[] =>
  request.tools && request.tool_choice !== "none"
    ? [
        "# How to call tools instead of answering",
        `Reply with one JSON document: ${JSON.stringify({ tool_calls: [{ name: "tool", arguments: {} }] })}`,
        ...request.tools.map((tool) =>
          [`## ${tool.function.name}`, tool.function.description ?? "", fenced(tool.function.parameters ?? {})].join(
            "\n\n",
          ),
        ),
      ]
    : [];

const renderFormat = (request: ChatRequest): string[] => {
  const format = request.response_format;
  if (format?.type !== "json_schema") return [];
  return [
    `# The answer: one JSON document, \`${format.json_schema.name}\`, that fits this schema`,
    fenced(format.json_schema.schema),
  ];
};

/** The messages one after another, then tools and schema. */
export const renderLetter = (request: ChatRequest): string =>
  `${[...request.messages.map(renderMessage), ...renderTools(request), ...renderFormat(request)].join("\n\n")}\n`;

const toolCallsSchema = z.strictObject({
  tool_calls: z.array(z.strictObject({ name: z.string().min(1), arguments: z.record(z.string(), z.unknown()) })).min(1),
});

const parseToolCalls = (text: string): ModelReply["toolCalls"] | null => {
  try {
    const document = toolCallsSchema.safeParse(JSON.parse(text));
    if (!document.success) return null;
    return document.data.tool_calls.map((call) => ({ name: call.name, arguments: JSON.stringify(call.arguments) }));
  } catch {
    return null;
  }
};

const bytesPerToken = 3.5;
const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesPerToken);

/** Text is content as it stands, but for the line break at its end; a document of tool calls becomes tool calls. */
export const decodeAnswer = (request: ChatRequest, text: string): ModelReply => {
  const toolCalls = parseToolCalls(text.trim().replace(/^```(?:json)?\n(.*)\n```$/s, "$1"));
  return {
    content: toolCalls ? "" : text.replace(/\r?\n$/, ""),
    toolCalls: toolCalls ?? [],
    finishReason: toolCalls ? "tool_calls" : "stop",
    usage: { inputTokens: tokensOf(JSON.stringify(request)), outputTokens: tokensOf(text) },
  };
};
