/** The rate limit that is told on every answer, and the operation that tells it for free. */
import { type Handlers, ok, type Rate } from "./call.ts";

export type RateLimit = {
  /** The present window of a token after `requests` more of them; ask with 0 to look only. */
  count: (token: string, now: string, requests: number) => Rate;
};

const limit = 5000;

/** Counts per token and full hour, in memory: a restarted server forgives. */
export const createRateLimit = (): RateLimit => {
  const windows = new Map<string, { reset: number; used: number }>();
  return {
    count: (token, now, requests) => {
      const reset = (Math.floor(Date.parse(now) / 3_600_000) + 1) * 3600;
      const before = windows.get(token);
      const used = (before?.reset === reset ? before.used : 0) + requests;
      windows.set(token, { reset, used });
      return { limit, remaining: Math.max(0, limit - used), reset, used, resource: "core" };
    },
  };
};

export const rateHeaders = (rate: Rate): Record<string, string> =>
  Object.fromEntries(Object.entries(rate).map(([name, value]) => [`x-ratelimit-${name}`, String(value)]));

export const rateLimitHandlers = {
  "rate-limit/get": ({ rate }) => {
    const search = { limit: 30, remaining: 30, reset: rate.reset, used: 0, resource: "search" };
    return ok({ resources: { core: rate, search }, rate });
  },
} satisfies Partial<Handlers>;
