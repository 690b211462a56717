/** What a Chat Completions endpoint takes: the shape of a request, and the faults that OpenAI would refuse it for. */
import { z } from "zod";
import type { PromptPart } from "../domain/prompt-hash.ts";

const name = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const jsonSchema = z.record(z.string(), z.unknown());

const toolCall = z.strictObject({
  id: z.string().min(1),
  type: z.literal("function"),
  function: z.strictObject({ name, arguments: z.string() }),
});

const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: z.string() }),
  z.strictObject({ role: z.literal("user"), content: z.string() }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.string().nullish(),
    tool_calls: z.array(toolCall).min(1).optional(),
  }),
  z.strictObject({ role: z.literal("tool"), tool_call_id: z.string().min(1), content: z.string() }),
]);

const responseFormat = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text") }),
  z.strictObject({ type: z.literal("json_object") }),
  z.strictObject({
    type: z.literal("json_schema"),
    json_schema: z.strictObject({ name, schema: jsonSchema, strict: z.boolean().optional() }),
  }),
]);

export const modelRequestSchema = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  max_tokens: z.number().int().positive().optional(),
  max_completion_tokens: z.number().int().positive().optional(),
  temperature: z.number().min(0).max(2).optional(),
  seed: z.number().int().optional(),
  response_format: responseFormat.optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal("function"),
        function: z.strictObject({ name, description: z.string().optional(), parameters: jsonSchema.optional() }),
      }),
    )
    .min(1)
    .optional(),
  tool_choice: z.enum(["auto", "none", "required"]).optional(),
});

export type ChatRequest = z.infer<typeof modelRequestSchema>;

const strictKeywords = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "enum",
  "anyOf",
  "description",
  "$ref",
  "$defs",
]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const validateStrictSchema = (schema: Record<string, unknown>, at: string): string[] => {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const isOpen = schema.type === "object" && schema.additionalProperties !== false;
  const union = Array.isArray(schema.anyOf) ? schema.anyOf : [];
  const inner = [...Object.entries(properties), ...Object.entries(schema.$defs ?? {}), ["items", schema.items]];
  return [
    ...Object.keys(schema)
      .filter((keyword) => !strictKeywords.has(keyword))
      .map((keyword) => `${at}: '${keyword}' is not permitted`),
    ...(isOpen ? [`${at}: 'additionalProperties' is required to be supplied and to be false`] : []),
    ...Object.keys(properties)
      .filter((key) => !required.has(key))
      .map((key) => `${at}: 'required' has to include every key in properties, missing '${key}'`),
    ...[...inner, ...union.entries()].flatMap(([key, value]) =>
      isObject(value) ? validateStrictSchema(value, `${at}/${key}`) : [],
    ),
  ];
};

const validateToolMessages = (messages: ChatRequest["messages"]): string[] => {
  let open = new Set<string>();
  const faults: string[] = [];
  for (const [index, one] of messages.entries()) {
    if (one.role === "tool" ? !open.delete(one.tool_call_id) : open.size > 0)
      faults.push(`messages[${index}]: tool calls and tool messages do not belong to each other`);
    if (one.role === "assistant") open = new Set((one.tool_calls ?? []).map((call) => call.id));
  }
  return open.size > 0 ? [...faults, "an assistant message with tool_calls must be followed by tool messages"] : faults;
};

/** Every fault of a well-formed request that OpenAI answers with status 400. */
export const validateModelRequest = (request: ChatRequest): string[] => {
  const format = request.response_format;
  const schema = format?.type === "json_schema" ? format.json_schema : null;
  const isJsonMentioned = request.messages.some((one) => /json/i.test(one.content ?? ""));
  return [
    ...validateToolMessages(request.messages),
    ...(schema?.strict ? validateStrictSchema(schema.schema, "response_format") : []),
    ...(schema?.strict && schema.schema.type !== "object" ? ["response_format: the root must be an object"] : []),
    ...(format?.type === "json_object" && !isJsonMentioned
      ? ["response_format: messages must contain the word json"]
      : []),
    ...(request.tool_choice && !request.tools ? ["tool_choice is only allowed when tools are specified"] : []),
  ];
};

/** The messages as `hashPrompt` takes them. */
export const requestParts = (request: ChatRequest): PromptPart[] =>
  request.messages.map((one) => ({
    role: one.role,
    content: one.content ?? "",
    toolCalls: one.role === "assistant" ? (one.tool_calls ?? []).map((call) => call.function) : [],
  }));
