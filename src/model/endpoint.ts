/** The transport to a real endpoint: any server that speaks Chat Completions. */
import OpenAI from "openai";
import type { Log } from "../domain/log.ts";
import { promptHashHeader, renderTurnKey, turnKeyHeader } from "../domain/recording.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { createBoundedFetch } from "./bounded-fetch.ts";
import { allCapabilities, type Capabilities, decideFallback } from "./capabilities.ts";
import { decodeCompletion } from "./decode-completion.ts";
import { complaintOf, decodeError, isTooLarge, outage } from "./decode-error.ts";
import type { Transport, Turn, TurnError, TurnRequest } from "./turn.ts";
import { recordedParameters, renderWireRequest } from "./wire-request.ts";

export type EndpointOptions = {
  baseURL: string;
  /** Empty for endpoints that ask for none. */
  apiKey: string;
  log: Log;
  fetch: typeof fetch;
  clock: () => number;
  /** For one request, headers and body. */
  timeoutMs: number;
};

const largestReply = 4 * 1024 * 1024;

/**
 * The client's own retries are off: it waits as long as `retry-after` says, without a bound, and budget is reserved per
 * request. Identity from the environment is off too.
 */
const createClient = (options: EndpointOptions): OpenAI =>
  new OpenAI({
    baseURL: options.baseURL,
    apiKey: options.apiKey || "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: options.timeoutMs,
    logLevel: "off",
    fetch: createBoundedFetch({
      fetch: options.fetch,
      timeoutMs: options.timeoutMs,
      maxBytes: largestReply,
      secret: options.apiKey,
    }),
  });

/** Sends single requests; remembers per model which parameters were refused. The caller does retries and budget. */
export const createEndpoint = (options: EndpointOptions): Transport => {
  const client = createClient(options);
  const remembered = new Map<string, Capabilities>();

  const post = async (request: TurnRequest, capabilities: Capabilities): Promise<Result<Turn, TurnError>> => {
    const headers = { [turnKeyHeader]: renderTurnKey(request.key), [promptHashHeader]: request.promptHash };
    const body: unknown = await client.chat.completions.create(renderWireRequest(request, capabilities), { headers });
    const completion = decodeCompletion(body);
    if (completion === null) return failure(outage("The model endpoint's reply holds no completion.", null, true));
    return success({
      ...completion,
      model: completion.model ?? request.model,
      parameters: recordedParameters(request, capabilities),
      usd: null,
    });
  };

  const sendWith = async (capabilities: Capabilities, request: TurnRequest): Promise<Result<Turn, TurnError>> => {
    try {
      return await post(request, capabilities);
    } catch (error) {
      const complaint = complaintOf(error);
      const fallback = complaint && !isTooLarge(complaint) ? decideFallback(capabilities, complaint) : null;
      if (fallback === null) return failure(decodeError(error, request.model, options.clock()));
      remembered.set(request.model, fallback);
      options.log.info("model parameter refused", { model: request.model, ...fallback });
      return sendWith(fallback, request);
    }
  };

  return { send: (request) => sendWith(remembered.get(request.model) ?? allCapabilities, request) };
};
