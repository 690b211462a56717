/** The budget of one process: money is set aside before a call and settled after it; pure. */
import { addUsage, noUsage, type Usage } from "../domain/budget.ts";
import { failure, type Result, success } from "../domain/result.ts";

export type Ledger = {
  /** USD; `Infinity` where nobody pays. */
  budgetUsd: number;
  spent: Usage;
  /** USD set aside for calls under way. */
  reservedUsd: number;
};

const roundUsd = (usd: number): number => Math.round(usd * 1e6) / 1e6;

export const openLedger = (budgetUsd: number): Ledger => ({ budgetUsd, spent: noUsage, reservedUsd: 0 });

/** USD that no call has spent or reserved; never negative. */
export const leftUsd = (ledger: Ledger): number =>
  Math.max(0, roundUsd(ledger.budgetUsd - ledger.spent.usd - ledger.reservedUsd));

/** Sets the worst case of a call aside; the error is what is left when that is too little. */
export const reserveUsd = (ledger: Ledger, usd: number): Result<Ledger, { leftUsd: number }> =>
  usd > leftUsd(ledger)
    ? failure({ leftUsd: leftUsd(ledger) })
    : success({ ...ledger, reservedUsd: roundUsd(ledger.reservedUsd + usd) });

/** Gives a reservation back and books what the call used, which may be more where the estimate was short. */
export const settleUsage = (ledger: Ledger, reservedUsd: number, used: Usage): Ledger => ({
  ...ledger,
  spent: addUsage(ledger.spent, used),
  reservedUsd: Math.max(0, roundUsd(ledger.reservedUsd - reservedUsd)),
});
