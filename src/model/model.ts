/** The one interface to a model: messages in, raw text out, with what it cost; implemented by the client and by replay. */
import type { Usage } from "../domain/budget.ts";
import type { Failure } from "../domain/failure.ts";
import type { Result } from "../domain/result.ts";
import type { Role, Stage } from "../domain/stage.ts";
import type { Tool } from "../domain/tool.ts";
import type { Untrusted } from "../domain/untrusted.ts";

export type Tier = "strong" | "fast";

export type Message = { role: "system" | "user" | "assistant"; content: string };

/** Names one call of one run; recordings are keyed by it. `round` counts 1 and, for the repair round, 2. */
export type CallKey = { issue: number; role: Role; stage: Stage; attempt: number; round: number };

export type ModelRequest = {
  key: CallKey;
  tier: Tier;
  messages: Message[];
  /** JSON schema (draft 2020-12, closed objects) of the wanted output; endpoints without support get it as text. */
  output: { name: string; schema: Record<string, unknown> };
  tools: Tool[];
  /** How often the model may answer with tool calls before it must give its output. */
  maxToolRounds: number;
  maxOutputTokens: number;
};

export type ModelReply = { text: Untrusted; model: string; usage: Usage; toolCalls: number };

export type ModelError = { failure: Failure; usage: Usage };

export type Model = {
  /** Never throws for a neighbour's fault; budget, outage and refusal come back as the error, with what was used so far. */
  complete: (request: ModelRequest) => Promise<Result<ModelReply, ModelError>>;
  /** The largest prompt in tokens that the model of this tier takes, for slices. */
  contextTokens: (tier: Tier) => number;
};
