/** Foreign → domain: an error of the endpoint as the failure that a caller can act on. */
import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import type { Failure } from "../domain/failure.ts";
import type { EndpointComplaint } from "./capabilities.ts";
import { parseRetryAfter } from "./retry-after.ts";
import type { TurnError } from "./turn.ts";

const longestQuote = 300;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, longestQuote);

/** What the endpoint complained about; null for faults of the connection. */
export const complaintOf = (error: unknown): EndpointComplaint | null =>
  error instanceof APIError && typeof error.status === "number"
    ? { status: error.status, param: error.param ?? null, message: `${error.code ?? ""} ${error.message}` }
    : null;

/** The prompt, or prompt and output together, are more than the model takes. */
export const isTooLarge = ({ status, message }: EndpointComplaint): boolean =>
  status === 413 ||
  ((status === 400 || status === 422) &&
    /context_length|context length|context window|tokens_limit_reached|prompt is too long|too many tokens|max_(completion_)?tokens is too large|reduce the length/i.test(
      message,
    ));

/** The failure that tells callers to send less, once. */
export const endpointLimitFailure = (model: string, detail: string): Failure => ({
  kind: "refused",
  by: "endpoint-limit",
  message: `The request is too large for the model ${model}: ${detail}`,
  hint: "Send a smaller slice, or choose a model with a larger context in DRAFTSMITH_MODEL_STRONG or DRAFTSMITH_MODEL_FAST.",
});

const lasting = (failure: Failure): TurnError => ({
  failure,
  isTransient: false,
  retryAfterMs: null,
  mayHaveCost: false,
});

const denied = (status: number, message: string, hint: string): TurnError =>
  lasting({ kind: "denied", neighbour: "model", status, message, hint });

/** An outage: worth another try, later or now. */
export const outage = (message: string, retryAfterMs: number | null, mayHaveCost: boolean): TurnError => ({
  failure: {
    kind: "unavailable",
    neighbour: "model",
    message,
    hint: "The next run tries again by itself; when it lasts, look at the status page of the model's provider and at OPENAI_BASE_URL.",
    retryAfterSeconds: retryAfterMs === null ? null : Math.ceil(retryAfterMs / 1_000),
  },
  isTransient: true,
  retryAfterMs,
  mayHaveCost,
});

const unreached = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

const causes = (error: unknown): unknown[] => (error instanceof Error ? [error, ...causes(error.cause)] : []);

const decodeConnectionError = (error: APIConnectionError): TurnError => {
  const chain = causes(error);
  const code = chain.map((cause) => (cause as { code?: unknown }).code).find((found) => typeof found === "string");
  const isTimeout =
    error instanceof APIConnectionTimeoutError || chain.some((cause) => (cause as Error).name === "TimeoutError");
  const detail = isTimeout ? "no reply in time" : oneLine(chain.map((cause) => (cause as Error).message).join(": "));
  return outage(`The model endpoint gave no reply: ${detail}`, null, !unreached.has(String(code)));
};

const decodeComplaint = (
  complaint: EndpointComplaint,
  headers: Headers | undefined,
  model: string,
  now: number,
): TurnError => {
  const { status } = complaint;
  const said = oneLine(complaint.message);
  if (isTooLarge(complaint)) return lasting(endpointLimitFailure(model, said));
  if (status === 401 || status === 403)
    return denied(
      status,
      `The model endpoint refused the key (${status}).`,
      "Check OPENAI_API_KEY, that it belongs to OPENAI_BASE_URL, and that it may use the model.",
    );
  if (status === 402 || (status === 429 && /insufficient_quota|billing/i.test(complaint.message)))
    return denied(
      status,
      `The account of the model key has no credit left: ${said}`,
      "Check plan and billing of the account that OPENAI_API_KEY belongs to.",
    );
  if (status === 404)
    return /model/i.test(complaint.message)
      ? denied(
          status,
          `The endpoint does not offer the model ${model}: ${said}`,
          "Set DRAFTSMITH_MODEL_STRONG and DRAFTSMITH_MODEL_FAST to models of this endpoint.",
        )
      : denied(
          status,
          `The model endpoint has no Chat Completions here: ${said}`,
          "Check OPENAI_BASE_URL; it usually ends in /v1.",
        );
  if (status === 408 || status === 409 || status === 429 || status >= 500)
    return outage(`The model endpoint answered ${said}`, headers ? parseRetryAfter(headers, now) : null, false);
  return lasting({
    kind: "refused",
    by: "model-endpoint",
    message: `The model endpoint refused the request: ${said}`,
    hint: "Check that OPENAI_BASE_URL speaks the Chat Completions protocol and that the model suits it.",
  });
};

/** Decodes what the client threw; anything that is not a neighbour's fault is thrown on. */
export const decodeError = (error: unknown, model: string, now: number): TurnError => {
  if (error instanceof APIConnectionError) return decodeConnectionError(error);
  if (error instanceof SyntaxError) return outage("The model endpoint's reply is not JSON.", null, true);
  const complaint = complaintOf(error);
  if (complaint === null) throw error;
  return decodeComplaint(complaint, (error as APIError).headers, model, now);
};
