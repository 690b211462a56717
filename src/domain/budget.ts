/** Money and tokens: what calls used, what was reserved for a claim, and the limits they are held against. */
import { z } from "zod";

export const usageSchema = z.object({
  calls: z.number().int().nonnegative(),
  inputTokens: z.number().int().nonnegative(),
  outputTokens: z.number().int().nonnegative(),
  usd: z.number().nonnegative(),
});

export type Usage = z.infer<typeof usageSchema>;

export const noUsage: Usage = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };

export const addUsage = (a: Usage, b: Usage): Usage => ({
  calls: a.calls + b.calls,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  usd: Math.round((a.usd + b.usd) * 1e6) / 1e6,
});
