/** Guards the budget of a process: every request holds its worst case before it is sent and settles what it used. */
import type { Usage } from "../domain/budget.ts";
import type { Failure } from "../domain/failure.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { openLedger, reserveUsd, settleUsage } from "./ledger.ts";
import { costOf, estimateTokens, type Prices, priceOf } from "./prices.ts";
import type { Turn, TurnRequest } from "./turn.ts";

export type Hold = {
  /** Books what a reply used; a reply without usage, and one that may have been lost, count at their worst case. */
  settle: (outcome: Turn | "nothing" | "worst-case") => Usage;
};

export type Purse = { hold: (request: TurnRequest) => Result<Hold, Failure> };

/** Tokens of everything that is sent: messages, tools and schema. */
export const estimatePromptTokens = (request: Pick<TurnRequest, "messages" | "tools" | "output">): number =>
  estimateTokens(JSON.stringify([request.messages, request.tools, request.output]));

const shortfall = (request: TurnRequest, neededUsd: number, leftUsd: number): Failure => ({
  kind: "budget",
  message: `A call of ${request.key.role} to ${request.model} could cost up to $${neededUsd.toFixed(4)}, and $${leftUsd.toFixed(4)} of the budget is left.`,
  hint: "Raise limits.usdPerIssue in .github/draftsmith.yml, choose a cheaper model, or make the issue smaller.",
});

export const createPurse = (options: { budgetUsd: number; prices: Prices }): Purse => {
  let ledger = openLedger(options.budgetUsd);
  return {
    hold: (request) => {
      const price = priceOf(request.model, options.prices);
      const worst = { inputTokens: estimatePromptTokens(request), outputTokens: request.maxOutputTokens };
      const reserved = costOf(price, worst.inputTokens, worst.outputTokens);
      const next = reserveUsd(ledger, reserved);
      if (!next.ok) return failure(shortfall(request, reserved, next.error.leftUsd));
      ledger = next.value;
      const usageOf = (outcome: Turn | "nothing" | "worst-case"): Usage => {
        if (outcome === "nothing") return { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
        const tokens = outcome === "worst-case" ? worst : (outcome.usage ?? worst);
        const usd = outcome === "worst-case" ? null : outcome.usd;
        return { calls: 1, ...tokens, usd: usd ?? costOf(price, tokens.inputTokens, tokens.outputTokens) };
      };
      return success({
        settle: (outcome) => {
          const used = usageOf(outcome);
          ledger = settleUsage(ledger, reserved, used);
          return used;
        },
      });
    },
  };
};
