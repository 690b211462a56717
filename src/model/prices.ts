/** What a call costs, from tokens and the price of its model. */
import { findKnownModel } from "./known-models.ts";

/** USD per million tokens. */
export type Price = { input: number; output: number };

/** Prices by the exact model name that is sent; they win over the table of known models. */
export type Prices = Record<string, Price>;

/** For models that nobody priced: dearer than nearly all, so that a budget errs on the safe side. */
export const unknownPrice: Price = { input: 5, output: 30 };

export const priceOf = (model: string, prices: Prices): Price =>
  (Object.hasOwn(prices, model) ? prices[model] : undefined) ?? findKnownModel(model) ?? unknownPrice;

/** USD, rounded up to a millionth. */
export const costOf = (price: Price, inputTokens: number, outputTokens: number): number =>
  Math.ceil(Math.round((inputTokens * price.input + outputTokens * price.output) * 1e3) / 1e3) / 1e6;

const bytesPerToken = 3.5;

/** Tokens of a text that no tokenizer has seen: code and prose have about 3.5 bytes a token. */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesPerToken);
