/** The transport that answers from a recording: no network, no key, no cost but the recorded one. */
import type { Log } from "../domain/log.ts";
import { findEntry, type Recording, renderTurnKey } from "../domain/recording.ts";
import { failure, success } from "../domain/result.ts";
import type { Transport, TurnError } from "./turn.ts";

const missing = (recording: Recording, call: string): TurnError => ({
  failure: {
    kind: "usage",
    message: `The recording "${recording.case}" holds no reply for the call ${call} (issue/role/stage/attempt/round/turn).`,
    hint: "Replay the case that the recording was made for, or record it again: the flow asks for calls that it did not make then.",
  },
  isTransient: false,
  retryAfterMs: null,
  mayHaveCost: false,
});

/** Warns when a prompt is no longer the recorded one, and answers all the same. */
export const createReplayTransport = (recording: Recording, log: Log): Transport => ({
  send: async (request) => {
    const call = renderTurnKey(request.key);
    const entry = findEntry(recording, request.key);
    if (entry === null) return failure(missing(recording, call));
    if (entry.promptHash !== request.promptHash)
      log.warn("prompt changed since it was recorded; the reply may not fit, record the case again", {
        case: recording.case,
        call,
        recorded: entry.promptHash,
        now: request.promptHash,
      });
    return success({
      content: entry.reply.content,
      toolCalls: entry.reply.toolCalls.map((tool, index) => ({ id: `call_${request.key.turn}_${index}`, ...tool })),
      finishReason: entry.reply.finishReason,
      refusal: null,
      model: entry.model,
      parameters: entry.parameters,
      usage: entry.usage,
      usd: entry.usd,
    });
  },
});
