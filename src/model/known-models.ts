/** What is known of models by name: list prices and token limits. */

export type KnownModel = {
  /** USD per million tokens. */
  input: number;
  output: number;
  /** Prompt and output together, in tokens. */
  window: number;
  /** The largest output in tokens. */
  largestOutput: number;
};

const row = (input: number, output: number, window: number, largestOutput: number): KnownModel => ({
  input,
  output,
  window,
  largestOutput,
});

/**
 * Vendors' list prices without caching, batch or tier discounts, and their limits, as of July 2026.
 * Source: the public model table of the LiteLLM project, which follows the vendors' price pages.
 */
const table: Record<string, KnownModel> = {
  "gpt-4o": row(2.5, 10, 128_000, 16_384),
  "gpt-4o-mini": row(0.15, 0.6, 128_000, 16_384),
  "gpt-4.1": row(2, 8, 1_047_576, 32_768),
  "gpt-4.1-mini": row(0.4, 1.6, 1_047_576, 32_768),
  "gpt-4.1-nano": row(0.1, 0.4, 1_047_576, 32_768),
  "gpt-5": row(1.25, 10, 400_000, 128_000),
  "gpt-5-mini": row(0.25, 2, 400_000, 128_000),
  "gpt-5-nano": row(0.05, 0.4, 400_000, 128_000),
  "gpt-5-pro": row(15, 120, 400_000, 128_000),
  "gpt-5.1": row(1.25, 10, 400_000, 128_000),
  "gpt-5.2": row(1.75, 14, 400_000, 128_000),
  "gpt-5.4": row(2.5, 15, 1_050_000, 128_000),
  "gpt-5.4-mini": row(0.75, 4.5, 400_000, 128_000),
  "gpt-5.4-nano": row(0.2, 1.25, 400_000, 128_000),
  "gpt-5.5": row(5, 30, 1_050_000, 128_000),
  o3: row(2, 8, 200_000, 100_000),
  "o4-mini": row(1.1, 4.4, 200_000, 100_000),
  "claude-haiku-4-5": row(1, 5, 200_000, 64_000),
  "claude-sonnet-4-5": row(3, 15, 200_000, 64_000),
  "claude-sonnet-4-6": row(3, 15, 1_000_000, 64_000),
  "claude-opus-4-1": row(15, 75, 200_000, 32_000),
  "claude-opus-4-5": row(5, 25, 200_000, 64_000),
  "claude-opus-4-6": row(5, 25, 1_000_000, 128_000),
  "claude-opus-4-7": row(5, 25, 1_000_000, 128_000),
  "gemini-2.5-flash": row(0.3, 2.5, 1_048_576, 65_535),
  "gemini-2.5-pro": row(2.5, 15, 1_048_576, 65_535),
  "deepseek-chat": row(0.28, 0.42, 131_072, 8_192),
  "deepseek-reasoner": row(0.28, 0.42, 131_072, 65_536),
};

/** Looks a model up without its vendor (`openai/gpt-5`) and its date (`-2025-08-07`); other variants are unknown, not guessed. */
export const findKnownModel = (name: string): KnownModel | null => {
  const bare = name.toLowerCase().split("/").at(-1) ?? "";
  const family = bare.replace(/-(\d{4}-\d{2}-\d{2}|\d{8}|latest)$/, "");
  return Object.hasOwn(table, family) ? (table[family] ?? null) : null;
};
