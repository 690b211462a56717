/** How much a model takes and gives at an endpoint, so that slices and requests fit before they are sent. */
import { findKnownModel } from "./known-models.ts";

/** In tokens: the largest prompt, and the largest output beside it. */
export type Limits = { contextTokens: number; outputTokens: number };

const defaultWindow = 128_000;
const defaultOutput = 16_000;

const gitHubModelsHosts = new Set(["models.github.ai", "models.inference.ai.azure.com"]);
const gitHubReasoningModel = /^(o\d|gpt-5|deepseek-r1|grok|mai-ds)/;

/**
 * Limits of a model behind a base URL. GitHub Models allows far less than the vendors do; source: its table of rate
 * limits, "tokens per request" (8000 in and 4000 out, for reasoning models 4000 in).
 */
export const limitsOf = (model: string, baseURL: string): Limits => {
  const host = URL.canParse(baseURL) ? new URL(baseURL).hostname : "";
  if (gitHubModelsHosts.has(host)) {
    const isReasoning = gitHubReasoningModel.test(model.toLowerCase().split("/").at(-1) ?? "");
    return { contextTokens: isReasoning ? 4_000 : 8_000, outputTokens: 4_000 };
  }
  const known = findKnownModel(model);
  const window = known?.window ?? defaultWindow;
  const outputTokens = known?.largestOutput ?? defaultOutput;
  return { contextTokens: window - outputTokens, outputTokens };
};
