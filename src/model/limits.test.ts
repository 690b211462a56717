import { expect, it } from "vitest";
import { limitsOf } from "./limits.ts";

it.each([
  ["gpt-4o", "https://api.openai.com/v1", 111_616, 16_384],
  ["gpt-5-2025-08-07", "https://api.openai.com/v1", 272_000, 128_000],
  ["my-own-model", "http://localhost:8080/v1", 112_000, 16_000],
  ["openai/gpt-4o", "https://models.github.ai/inference", 8_000, 4_000],
  ["openai/o3", "https://models.github.ai/inference", 4_000, 4_000],
  ["openai/gpt-5", "https://models.github.ai/orgs/acme/inference", 4_000, 4_000],
  ["gpt-4o", "https://models.github.ai.example.com/v1", 111_616, 16_384],
  ["gpt-4o", "no url", 111_616, 16_384],
])("knows the limits of %s at %s", (model, baseURL, contextTokens, outputTokens) => {
  expect(limitsOf(model, baseURL)).toEqual({ contextTokens, outputTokens });
});
