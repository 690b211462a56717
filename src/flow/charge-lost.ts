/** A claim that ends without its result costs all that it had set aside: nobody knows what it spent. */
import type { RunRecord } from "../domain/record.ts";
import { spendOn } from "./fold-outcome.ts";

/** No change of money where nothing is set aside. */
export const chargeLost = (record: RunRecord, now: Date): RunRecord => ({
  ...record,
  lostUsd: record.lostUsd + record.reservedUsd,
  spent: spendOn(record.spent, record.reservedUsd, now),
  reservedUsd: 0,
  claimedAt: null,
});
