/** Repeats a request that met a passing fault: exponential waits, the endpoint's own wish first, bounded in number and time. */
import type { Result } from "../domain/result.ts";
import type { TurnError } from "./turn.ts";

export type RetryPolicy = {
  /** Requests after the first. */
  maxRetries: number;
  /** No try begins later than this after the first one began. */
  totalMs: number;
  clock: () => number;
  sleep: (milliseconds: number) => Promise<void>;
};

const firstWaitMs = 1_000;
const growth = 3;

/** The last error when every try failed, or when the endpoint asks for a longer wait than the policy allows. */
export const withRetries = async <T>(
  policy: RetryPolicy,
  attempt: () => Promise<Result<T, TurnError>>,
  onWait: (error: TurnError, waitMs: number) => void,
): Promise<Result<T, TurnError>> => {
  const start = policy.clock();
  for (let tries = 0; ; tries += 1) {
    const result = await attempt();
    if (result.ok || !result.error.isTransient || tries >= policy.maxRetries) return result;
    const waitMs = result.error.retryAfterMs ?? firstWaitMs * growth ** tries;
    if (policy.clock() - start + waitMs > policy.totalMs) return result;
    onWait(result.error, waitMs);
    await policy.sleep(waitMs);
  }
};
