/** Puts the model together: an endpoint or a recording below, budget, retries and the tool loop above. */
import { setTimeout as wait } from "node:timers/promises";
import { addUsage, noUsage, type Usage } from "../domain/budget.ts";
import type { Log } from "../domain/log.ts";
import type { Recording } from "../domain/recording.ts";
import { failure, success } from "../domain/result.ts";
import { createEndpoint } from "./endpoint.ts";
import { type Limits, limitsOf } from "./limits.ts";
import type { Model, Tier } from "./model.ts";
import type { Prices } from "./prices.ts";
import { createPurse } from "./purse.ts";
import type { Recorder } from "./recorder.ts";
import { createReplayTransport } from "./replay-transport.ts";
import { runTools } from "./run-tools.ts";
import { runTurn, type TurnContext } from "./run-turn.ts";

export type ModelOptions = {
  /** Base of the Chat Completions API, such as `https://api.openai.com/v1`. */
  baseURL: string;
  /** Empty for endpoints that ask for none. */
  apiKey: string;
  models: Record<Tier, string>;
  /** By exact model name, in USD per million tokens; for models that the built-in table lacks or has wrong. */
  prices?: Prices;
  /** For all calls of this model together; no limit when absent. */
  budgetUsd?: number;
  log: Log;
  fetch?: typeof fetch;
  /** Milliseconds since the epoch. */
  clock?: () => number;
  sleep?: (milliseconds: number) => Promise<void>;
  /** Requests after the first, for passing faults. Default 3, begun within two minutes of the first. */
  maxRetries?: number;
  /** For one request. Default five minutes. */
  timeoutMs?: number;
  recorder?: Recorder;
};

const retryTotalMs = 120_000;

type TierModel = { name: string; limits: Limits };

const createModelOver = (tiers: Record<Tier, TierModel>, context: TurnContext): Model => ({
  complete: async (request) => {
    const { name, limits } = tiers[request.tier];
    let usage: Usage = noUsage;
    const book = (used: Usage) => {
      usage = addUsage(usage, used);
    };
    const done = await runTools(request, {
      model: name,
      limits,
      runTurn: (turn) => runTurn(turn, context, book, limits.outputTokens),
    });
    if (!done.ok) return failure({ failure: done.error, usage });
    const { turn, toolCalls } = done.value;
    return success({ text: turn.content, model: turn.model, usage, toolCalls });
  },
  contextTokens: (tier) => tiers[tier].limits.contextTokens,
});

/** A model behind any OpenAI-compatible endpoint. */
export const createModel = (options: ModelOptions): Model => {
  const { baseURL, apiKey, models, log, recorder = null } = options;
  const clock = options.clock ?? Date.now;
  const tier = (name: string): TierModel => ({ name, limits: limitsOf(name, baseURL) });
  const tiers = { strong: tier(models.strong), fast: tier(models.fast) };
  const recorded = ({ name, limits }: TierModel) => ({ name, contextTokens: limits.contextTokens });
  recorder?.begin({ strong: recorded(tiers.strong), fast: recorded(tiers.fast) });
  return createModelOver(tiers, {
    transport: createEndpoint({
      baseURL,
      apiKey,
      log,
      clock,
      fetch: options.fetch ?? fetch,
      timeoutMs: options.timeoutMs ?? 300_000,
    }),
    purse: createPurse({ budgetUsd: options.budgetUsd ?? Number.POSITIVE_INFINITY, prices: options.prices ?? {} }),
    retry: {
      maxRetries: options.maxRetries ?? 3,
      totalMs: retryTotalMs,
      clock,
      sleep: options.sleep ?? ((milliseconds) => wait(milliseconds)),
    },
    log,
    recorder,
  });
};

/** A model that answers from a recording, by the same way as a real one: tools run, replies are judged, usage is counted. */
export const createReplay = (options: { recording: Recording; log: Log; clock?: () => number }): Model => {
  const { recording, log } = options;
  const tier = (name: Tier): TierModel => {
    const limits = limitsOf(recording.models?.[name].name ?? "recorded", "");
    const contextTokens = recording.models?.[name].contextTokens ?? limits.contextTokens;
    return { name: recording.models?.[name].name ?? "recorded", limits: { ...limits, contextTokens } };
  };
  return createModelOver(
    { strong: tier("strong"), fast: tier("fast") },
    {
      transport: createReplayTransport(recording, log),
      purse: createPurse({ budgetUsd: Number.POSITIVE_INFINITY, prices: {} }),
      retry: { maxRetries: 0, totalMs: 0, clock: options.clock ?? Date.now, sleep: async () => {} },
      log,
      recorder: null,
    },
  );
};
