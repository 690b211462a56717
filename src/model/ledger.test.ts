import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leftUsd, openLedger, reserveUsd, settleUsage } from "./ledger.ts";

const usd = fc.integer({ min: 0, max: 5_000_000 }).map((micros) => micros / 1e6);
/** A call reserves, uses at most that, and settles now or after the next one has reserved. */
const call = fc.record({ reserved: usd, share: fc.double({ min: 0, max: 1, noNaN: true }), isLate: fc.boolean() });

const usageOf = (spent: number) => ({ calls: 1, inputTokens: 0, outputTokens: 0, usd: Math.floor(spent * 1e6) / 1e6 });

describe("the ledger", () => {
  it("never holds and spends more than the budget while calls keep to their reservation", () => {
    fc.assert(
      fc.property(usd, fc.array(call, { maxLength: 30 }), (budget, calls) => {
        let ledger = openLedger(budget);
        let pending: { reserved: number; spent: number }[] = [];
        let booked = 0;
        const settleAll = () => {
          for (const { reserved, spent } of pending) ledger = settleUsage(ledger, reserved, usageOf(spent));
          pending = [];
        };
        for (const { reserved, share, isLate } of calls) {
          const before = ledger;
          const held = reserveUsd(ledger, reserved);
          if (held.ok) {
            ledger = held.value;
            pending.push({ reserved, spent: reserved * share });
            booked += 1;
          } else {
            expect(reserved).toBeGreaterThan(held.error.leftUsd);
            expect(ledger).toBe(before);
          }
          if (!isLate) settleAll();
          expect(ledger.spent.usd + ledger.reservedUsd).toBeLessThanOrEqual(budget + 1e-9);
        }
        settleAll();
        expect(ledger.reservedUsd).toBe(0);
        expect(ledger.spent.calls).toBe(booked);
      }),
    );
  });

  it("grants exactly what is left", () => {
    fc.assert(
      fc.property(usd, usd, (budget, wanted) => {
        const ledger = openLedger(budget);
        expect(reserveUsd(ledger, wanted).ok).toBe(wanted <= budget);
        expect(reserveUsd(ledger, leftUsd(ledger)).ok).toBe(true);
      }),
    );
  });

  it("books more than was reserved, and then refuses", () => {
    const held = reserveUsd(openLedger(1), 0.5);
    const ledger = held.ok ? settleUsage(held.value, 0.5, usageOf(1.2)) : openLedger(9);
    expect(ledger.spent.usd).toBe(1.2);
    expect(leftUsd(ledger)).toBe(0);
    expect(reserveUsd(ledger, 0.000001).ok).toBe(false);
  });

  it("refuses nothing without a limit", () => {
    expect(reserveUsd(openLedger(Number.POSITIVE_INFINITY), 1e9).ok).toBe(true);
  });
});
