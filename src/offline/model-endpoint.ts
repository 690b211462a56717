/** Serves the Chat Completions protocol on loopback; who answers is up to the caller. */
import type { AddressInfo } from "node:net";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { hashPrompt } from "../domain/prompt-hash.ts";
import { parseTurnKey, promptHashHeader, type TurnKey, turnKeyHeader } from "../domain/recording.ts";
import { renderModelError } from "./model-reply.ts";
import { type ChatRequest, modelRequestSchema, requestParts, validateModelRequest } from "./model-request.ts";

export type ModelCall = {
  /** Counts the requests of this endpoint from 0. */
  index: number;
  /** Null when the client does not name its call. */
  key: TurnKey | null;
  promptHash: string;
  request: ChatRequest;
  /** Ends the connection without a reply. */
  cut: () => void;
  /** Aborted when the client goes away or the endpoint closes. */
  signal: AbortSignal;
};

export type ModelEndpoint = {
  /** Base URL of the API, as `OPENAI_BASE_URL` takes it. */
  url: string;
  /** Every request so far, the refused ones included. */
  requests: { headers: Record<string, string>; body: unknown }[];
  close: () => Promise<void>;
};

export type EndpointAnswer = (call: ModelCall) => Promise<Response>;

const createRoutes = (
  options: { models: string[]; answer: EndpointAnswer },
  requests: ModelEndpoint["requests"],
  closing: AbortSignal,
) => {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/v1/models", (context) =>
    context.json({ object: "list", data: options.models.map((id) => ({ id, object: "model", owned_by: "offline" })) }),
  );
  app.post("/v1/chat/completions", async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const headers = context.req.header();
    const index = requests.push({ headers, body }) - 1;
    const request = modelRequestSchema.safeParse(body);
    if (!request.success) return renderModelError({ status: 400, message: z.prettifyError(request.error) });
    const faults = validateModelRequest(request.data);
    if (faults.length > 0) return renderModelError({ status: 400, message: faults.join("; ") });
    return options.answer({
      index,
      key: parseTurnKey(headers[turnKeyHeader] ?? ""),
      promptHash: headers[promptHashHeader] ?? (await hashPrompt(requestParts(request.data))),
      request: request.data,
      cut: () => context.env.incoming.socket.destroy(),
      signal: AbortSignal.any([closing, context.req.raw.signal]),
    });
  });
  app.notFound((context) => renderModelError({ status: 404, message: `No route for ${context.req.path}.` }));
  return app;
};

/** Port 0 takes a free one. */
export const serveModelEndpoint = async (options: {
  port: number;
  models: string[];
  answer: EndpointAnswer;
}): Promise<ModelEndpoint> => {
  const requests: ModelEndpoint["requests"] = [];
  const closing = new AbortController();
  const app = createRoutes(options, requests, closing.signal);
  const { server, address } = await new Promise<{ server: ReturnType<typeof serve>; address: AddressInfo }>(
    (resolve, reject) => {
      const server = serve({ fetch: app.fetch, port: options.port, hostname: "127.0.0.1" }, (address) =>
        resolve({ server, address }),
      );
      server.on("error", reject);
    },
  );
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
};
