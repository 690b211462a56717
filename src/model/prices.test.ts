import fc from "fast-check";
import { expect, it } from "vitest";
import { costOf, estimateTokens, priceOf, unknownPrice } from "./prices.ts";

it.each([
  ["gpt-4o", { input: 2.5, output: 10 }],
  ["openai/gpt-4o", { input: 2.5, output: 10 }],
  ["gpt-4o-2024-08-06", { input: 2.5, output: 10 }],
  ["gpt-4o-mini", { input: 0.15, output: 0.6 }],
  ["anthropic/claude-sonnet-4-5-20250929", { input: 3, output: 15 }],
  ["gpt-4o-something-new", unknownPrice],
  ["constructor", unknownPrice],
  ["", unknownPrice],
])("prices %s", (model, expected) => {
  expect(priceOf(model, {})).toMatchObject(expected);
});

it("prefers the operator's price of the exact name", () => {
  const prices = { "gpt-4o": { input: 1, output: 1 } };
  expect(priceOf("gpt-4o", prices)).toEqual({ input: 1, output: 1 });
  expect(priceOf("openai/gpt-4o", prices)).toMatchObject({ input: 2.5 });
});

it("computes USD from prices per million tokens, rounded up", () => {
  expect(costOf({ input: 2.5, output: 10 }, 100, 20)).toBe(0.00045);
  expect(costOf({ input: 0.1, output: 0.4 }, 1, 0)).toBe(0.000001);
  expect(costOf({ input: 3, output: 15 }, 0, 0)).toBe(0);
});

it("never charges less than the tokens cost", () => {
  const count = fc.integer({ min: 0, max: 2_000_000 });
  const price = fc.integer({ min: 0, max: 200_000 }).map((milli) => milli / 1_000);
  fc.assert(
    fc.property(price, price, count, count, (input, output, inputTokens, outputTokens) => {
      const exact = (inputTokens * input + outputTokens * output) / 1e6;
      const cost = costOf({ input, output }, inputTokens, outputTokens);
      expect(cost).toBeGreaterThanOrEqual(exact - 1e-9);
      expect(cost).toBeLessThan(exact + 1.001e-6);
    }),
  );
});

it("estimates tokens from bytes", () => {
  expect(estimateTokens("")).toBe(0);
  expect(estimateTokens("1234567")).toBe(2);
  expect(estimateTokens("\u{1F600}")).toBe(2);
});
