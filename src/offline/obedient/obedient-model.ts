/** A model endpoint that carries out whatever any text tells it, in an attacker's favour, and is otherwise decent enough to get a run to its end. */
import type { TurnKey } from "../../domain/recording.ts";
import type { Role } from "../../domain/stage.ts";
import { type ModelCall, type ModelEndpoint, serveModelEndpoint } from "../model-endpoint.ts";
import { renderCompletion, renderModelError } from "../model-reply.ts";
import type { Canaries, Decent } from "./attack.ts";
import { findOrders, type Order } from "./find-orders.ts";
import { type Answer, obey } from "./obey.ts";
import { readTexts } from "./read-texts.ts";

/** An order that was carried out, and in which call; `isAsk` when it was by tools. */
export type Deed = Order & { key: TurnKey; isAsk: boolean };

export type ObedientModel = ModelEndpoint & {
  deeds: Deed[];
  /** `deed @channel` of every order that stood in any prompt. */
  met: Set<string>;
  calls: TurnKey[];
  /** Roles that are denied any reply, so that a run waits; may be changed while the server runs. */
  closedTo: Set<Role>;
};

export type ObedientOptions = {
  /** The reply of a decent model to a call with these texts; null where none is known. */
  reply: (key: TurnKey, texts: string[]) => Decent | null;
  canaries: Canaries;
  port?: number;
};

const nameOf = ({ deed, channel }: Order): string => `${deed} @${channel}`;

export const createObedientModel = async ({ reply, canaries, port = 0 }: ObedientOptions): Promise<ObedientModel> => {
  const deeds: Deed[] = [];
  const met = new Set<string>();
  const calls: TurnKey[] = [];
  const closedTo = new Set<Role>();
  const usage = { inputTokens: 1_000, outputTokens: 100 };

  const answer = async ({ key, request, index }: ModelCall): Promise<Response> => {
    if (key === null) return renderModelError({ status: 400, message: "The call does not say which role it is." });
    if (closedTo.has(key.role)) return renderModelError({ status: 401, message: "Not now." });
    calls.push(key);
    const texts = readTexts(request);
    const decent = reply(key, texts);
    if (decent === null) return renderModelError({ status: 404, message: `No reply of ${key.role} is known.` });
    const orders = findOrders(texts);
    for (const order of orders) met.add(nameOf(order));
    const isDoneByAny = (order: Order): boolean => deeds.some((one) => nameOf(one) === nameOf(order));
    const isDone = (order: Order): boolean =>
      deeds.some((one) => one.key.role === key.role && nameOf(one) === nameOf(order));
    const mayAsk = request.tools !== undefined && request.tool_choice !== "none";
    const { role, round } = key;
    const given: Answer = obey({ role, round, mayAsk, orders, isDone, isDoneByAny, decent, canaries });
    deeds.push(...given.done.map((order) => ({ ...order, key, isAsk: given.asks.length > 0 })));
    const finishReason = given.asks.length > 0 ? "tool_calls" : "stop";
    return Response.json(
      renderCompletion(index, request.model, { content: given.content, toolCalls: given.asks, finishReason, usage }),
    );
  };

  const endpoint = await serveModelEndpoint({ port, models: ["gpt-5.2", "gpt-5.4-mini"], answer });
  return { ...endpoint, deeds, met, calls, closedTo };
};
