/** One request from arrival to answer: logged, held against the description, hit by faults, served, counted. */
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { OpenapiValidator } from "../validate-openapi.ts";
import { type Admin, runAdminCall } from "./admin.ts";
import { applyFaults } from "./apply-faults.ts";
import type { Faults } from "./faults.ts";
import type { OperationId } from "./operations.ts";
import { createRateLimit } from "./rate-limit.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { RequestLog } from "./request-log.ts";
import { type Reply, respond } from "./respond.ts";
import { serveOperation } from "./serve-operation.ts";
import type { World } from "./world.ts";

export type Env = { Bindings: HttpBindings };

export type ServerParts = {
  world: World;
  admin: Admin;
  faults: Faults;
  requests: RequestLog[];
  violations: string[];
  validator: OpenapiValidator | null;
  onRequest: (request: RequestLog) => void;
};

/** `fixed` are path parameters that the route itself leaves out; `id` is null where GitHub has nothing. */
export type AnswerRequest = (
  context: Context<Env>,
  id: OperationId | null,
  fixed?: Record<string, string>,
) => Promise<Response>;

const unreadable = Symbol("unreadable");

const readBody = async (context: Context<Env>): Promise<unknown> => {
  const text = await context.req.text();
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return unreadable;
  }
};

const loginOf = (world: World, secret: string): string | null => {
  const token = world.state.tokens.find(({ value }) => value === secret);
  return world.state.users.find(({ id }) => id === token?.userId)?.login ?? null;
};

/** Ends the connection; what is returned here is never sent. */
const cutConnection = (context: Context<Env>): Response => {
  context.env.incoming.socket.destroy();
  return new Response(null, { status: 500 });
};

const refused = async (outcome: () => Promise<Reply | "cut">): Promise<Reply | "cut"> => {
  try {
    return await outcome();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, headers: error.headers, body: error.body };
  }
};

export const createAnswerRequest = (parts: ServerParts): AnswerRequest => {
  const { world, admin, faults, requests, violations, validator } = parts;
  const limits = createRateLimit();
  return async (context, id, fixed = {}) => {
    const url = new URL(context.req.url);
    const { method } = context.req;
    const authorization = context.req.header("authorization") ?? null;
    // Without its scheme: `Bearer x` and `token x` are the same client.
    const secret = authorization?.split(" ").at(-1) ?? "";
    const query = Object.fromEntries(url.searchParams);
    const params: Record<string, string> = { ...fixed, ...context.req.param() };
    const body = await readBody(context);
    const now = world.now();
    const rate = limits.count(secret, now, id === "rate-limit/get" ? 0 : 1);
    const hits = faults.next({ method, path: url.pathname, operation: id });
    const index = requests.length;
    const seen = { method, path: url.pathname, query, operation: id, body: body === unreadable ? undefined : body };
    const login = loginOf(world, secret);
    const entry: RequestLog = { index, ...seen, login, status: null, faults: hits.map(({ kind }) => kind) };
    requests.push(entry);
    parts.onRequest(entry);
    if (id !== null && validator !== null && body !== unreadable) {
      violations.push(...validator.request(id, { params, query, body }));
    }

    const serve = async (isStale: boolean): Promise<Reply> => {
      if (id === null) throw notFound();
      if (body === unreadable) throw new Refusal(400, "Problems parsing JSON");
      return serveOperation(world, { id, url, params, query, body, authorization, now, rate, isStale });
    };
    const reply = await refused(() =>
      applyFaults(hits, { serve, runAdmin: (call) => runAdminCall(admin, call), reset: rate.reset }),
    );
    if (reply === "cut") return cutConnection(context);
    if (id !== null && validator !== null) violations.push(...validator.response(id, reply.status, reply.body));
    const response = respond(reply, {
      requestId: `0FF1:${index.toString(16).toUpperCase().padStart(6, "0")}`,
      now,
      rate,
      token: secret,
      ifNoneMatch: context.req.header("if-none-match") ?? null,
      isGet: method === "GET",
    });
    // What was not modified is not counted.
    if (response.status === 304) limits.count(secret, now, -1);
    entry.status = response.status;
    return response;
  };
};
