/** One request to a model and its reply, free of any wire format; the seam between endpoint and replay. */
import type { Failure } from "../domain/failure.ts";
import type { PromptPart } from "../domain/prompt-hash.ts";
import type { Entry, TurnKey } from "../domain/recording.ts";
import type { Result } from "../domain/result.ts";
import type { Tool } from "../domain/tool.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import type { Message } from "./model.ts";

/** `arguments` is JSON text as the model wrote it. */
export type ToolCall = { id: string; name: string; arguments: string };

export type TurnMessage =
  | Message
  | { role: "assistant"; content: string; toolCalls: ToolCall[] }
  | { role: "tool"; callId: string; content: string };

export type TurnRequest = {
  key: TurnKey;
  model: string;
  messages: TurnMessage[];
  promptHash: string;
  output: { name: string; schema: Record<string, unknown> };
  tools: Tool[];
  /** False in the last turn: the tools stay described, but the output is demanded. */
  mayCallTools: boolean;
  maxOutputTokens: number;
};

export type Turn = {
  content: Untrusted;
  toolCalls: ToolCall[];
  finishReason: string;
  /** What the model said instead of an answer, where the endpoint marks it as a refusal. */
  refusal: Untrusted | null;
  model: string;
  parameters: Entry["parameters"];
  /** Null when the endpoint does not tell. */
  usage: { inputTokens: number; outputTokens: number } | null;
  /** Known only to a replay; otherwise priced from the tokens. */
  usd: number | null;
};

export type TurnError = {
  failure: Failure;
  isTransient: boolean;
  /** How long the endpoint asks to wait. */
  retryAfterMs: number | null;
  /** The model may have worked for a reply that was lost, so the call counts at its worst case. */
  mayHaveCost: boolean;
};

export type Transport = { send: (request: TurnRequest) => Promise<Result<Turn, TurnError>> };

/** The messages as `hashPrompt` takes them. */
export const promptParts = (messages: TurnMessage[]): PromptPart[] =>
  messages.map((message) => ({
    role: message.role,
    content: message.content,
    ...("toolCalls" in message ? { toolCalls: message.toolCalls } : {}),
  }));
