/** One turn: budget, request, retries, and a second try when the reply is cut off, filtered, refused or empty. */
import type { Usage } from "../domain/budget.ts";
import type { Failure } from "../domain/failure.ts";
import type { Log } from "../domain/log.ts";
import { renderTurnKey } from "../domain/recording.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Purse } from "./purse.ts";
import type { Recorder } from "./recorder.ts";
import type { Transport, Turn, TurnError, TurnRequest } from "./turn.ts";
import { type RetryPolicy, withRetries } from "./with-retries.ts";

export type TurnContext = {
  transport: Transport;
  purse: Purse;
  retry: RetryPolicy;
  log: Log;
  recorder: Recorder | null;
};

type Book = (used: Usage) => void;

const logTurn = (log: Log, request: TurnRequest, turn: Turn, used: Usage, milliseconds: number): void =>
  log.info("model call", {
    ...request.key,
    issue: request.key.issue ?? null,
    model: turn.model,
    ...turn.parameters,
    promptHash: request.promptHash,
    finishReason: turn.finishReason,
    toolCalls: turn.toolCalls.length,
    inputTokens: used.inputTokens,
    outputTokens: used.outputTokens,
    usd: used.usd,
    milliseconds,
  });

const recordTurn = (
  recorder: Recorder,
  request: TurnRequest,
  turn: Turn,
  used: Usage,
  milliseconds: number,
): Promise<void> =>
  recorder.add({
    key: request.key,
    promptHash: request.promptHash,
    model: turn.model,
    parameters: turn.parameters,
    reply: {
      content: turn.content,
      toolCalls: turn.toolCalls.map((call) => ({ name: call.name, arguments: call.arguments })),
      finishReason: turn.finishReason,
    },
    usage: { inputTokens: used.inputTokens, outputTokens: used.outputTokens },
    usd: used.usd,
    milliseconds,
  });

const sendOnce = async (request: TurnRequest, context: TurnContext, book: Book): Promise<Result<Turn, TurnError>> => {
  const held = context.purse.hold(request);
  if (!held.ok) return failure({ failure: held.error, isTransient: false, retryAfterMs: null, mayHaveCost: false });
  const start = context.retry.clock();
  const sent = await context.transport.send(request);
  const used = held.value.settle(sent.ok ? sent.value : sent.error.mayHaveCost ? "worst-case" : "nothing");
  book(used);
  if (!sent.ok) return sent;
  const milliseconds = context.retry.clock() - start;
  logTurn(context.log, request, sent.value, used, milliseconds);
  if (context.recorder) await recordTurn(context.recorder, request, sent.value, used, milliseconds);
  return sent;
};

const sendWithRetries = (request: TurnRequest, context: TurnContext, book: Book): Promise<Result<Turn, TurnError>> =>
  withRetries(
    context.retry,
    () => sendOnce(request, context, book),
    (error, waitMs) =>
      context.log.warn("model request repeated", {
        call: renderTurnKey(request.key),
        waitMs,
        because: error.failure.kind === "parked" ? error.failure.reason : error.failure.message,
      }),
  );

type Flaw = "cut" | "filtered" | "refused" | "empty";

const flawOf = (turn: Turn): Flaw | null => {
  if (turn.finishReason === "content_filter") return "filtered";
  if (turn.refusal !== null) return "refused";
  if (turn.finishReason === "length") return "cut";
  return turn.content.trim() === "" && turn.toolCalls.length === 0 ? "empty" : null;
};

const flawFailures: Record<Flaw, Omit<Extract<Failure, { kind: "refused" }>, "kind">> = {
  cut: {
    by: "output-limit",
    message: "The model used up its output limit twice without an answer.",
    hint: "Choose a model with a larger output limit, or make the issue smaller.",
  },
  filtered: {
    by: "content-filter",
    message: "The content filter of the model's provider stopped the reply twice.",
    hint: "A person should read the issue; nothing was changed.",
  },
  refused: {
    by: "model-refusal",
    message: "The model declined the request twice.",
    hint: "A person should read the issue; what the model said is in the log.",
  },
  empty: {
    by: "empty-reply",
    message: "The model gave an empty reply twice.",
    hint: "Try again, or choose another model in DRAFTSMITH_MODEL_STRONG or DRAFTSMITH_MODEL_FAST.",
  },
};

/** A model that goes on calling tools after they were switched off is judged by its text alone. */
const withoutLateCalls = (request: TurnRequest, turn: Turn): Turn =>
  request.mayCallTools ? turn : { ...turn, toolCalls: [] };

/** Gives a reply with text or tool calls in it. A reply that is cut off twice comes back as it is, if it has any text. */
export const runTurn = async (
  request: TurnRequest,
  context: TurnContext,
  book: Book,
  largestOutputTokens: number,
): Promise<Result<Turn, Failure>> => {
  const first = await sendWithRetries(request, context, book);
  if (!first.ok) return failure(first.error.failure);
  const firstTurn = withoutLateCalls(request, first.value);
  const flaw = flawOf(firstTurn);
  if (flaw === null) return success(firstTurn);

  context.log.warn("model reply unusable, asking once more", { call: renderTurnKey(request.key), flaw });
  const maxOutputTokens =
    flaw === "cut" ? Math.min(request.maxOutputTokens * 2, largestOutputTokens) : request.maxOutputTokens;
  const second = await sendWithRetries({ ...request, maxOutputTokens }, context, book);
  if (!second.ok) return failure(second.error.failure);
  const turn = withoutLateCalls(request, second.value);
  const stillFlaw = flawOf(turn);
  if (stillFlaw === null || (stillFlaw === "cut" && turn.content.trim() !== "")) return success(turn);
  if (turn.refusal !== null) context.log.foreign("the model declined", turn.refusal);
  return failure({ kind: "refused", ...flawFailures[stillFlaw] });
};
