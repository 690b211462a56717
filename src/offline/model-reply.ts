/** Bodies of a Chat Completions endpoint: completions and errors in OpenAI's form. */
import type { Entry } from "../domain/recording.ts";

export type ModelReply = Entry["reply"] & { usage: Entry["usage"] | null; refusal?: string };

export const renderCompletion = (id: number, model: string, reply: ModelReply): Record<string, unknown> => ({
  id: `chatcmpl-${id}`,
  object: "chat.completion",
  created: 0,
  model,
  choices: [
    {
      index: 0,
      finish_reason: reply.finishReason,
      message: {
        role: "assistant",
        content: reply.content === "" ? null : reply.content,
        refusal: reply.refusal ?? null,
        ...(reply.toolCalls.length === 0
          ? {}
          : {
              tool_calls: reply.toolCalls.map((call, index) => ({
                id: `call_${id}_${index}`,
                type: "function",
                function: call,
              })),
            }),
      },
    },
  ],
  ...(reply.usage
    ? {
        usage: {
          prompt_tokens: reply.usage.inputTokens,
          completion_tokens: reply.usage.outputTokens,
          total_tokens: reply.usage.inputTokens + reply.usage.outputTokens,
        },
      }
    : {}),
});

export type ModelErrorReply = {
  status: number;
  message: string;
  code?: string;
  param?: string;
  headers?: Record<string, string>;
};

export const renderModelError = ({ status, message, code, param, headers }: ModelErrorReply): Response =>
  Response.json(
    { error: { message, type: "invalid_request_error", code: code ?? null, param: param ?? null } },
    { status, headers: headers ?? {} },
  );
