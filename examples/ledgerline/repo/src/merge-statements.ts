/** Joins exports whose periods overlap, without counting a transaction twice. */
import type { Transaction } from "./transaction.ts";

const keyOf = ({ date, payee, note, amount }: Transaction): string => JSON.stringify([date, payee, note, amount]);

const countByKey = (transactions: readonly Transaction[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const transaction of transactions) counts.set(keyOf(transaction), (counts.get(keyOf(transaction)) ?? 0) + 1);
  return counts;
};

/**
 * Equal transactions within one statement are real (two coffees on one day); across statements they are overlap.
 * So each transaction occurs as often as in the statement that has it most often. The result is ordered by date.
 */
export const mergeStatements = (statements: readonly (readonly Transaction[])[]): Transaction[] => {
  const merged: Transaction[] = [];
  const taken = new Map<string, number>();
  for (const statement of statements) {
    const here = countByKey(statement);
    for (const transaction of statement) {
      const key = keyOf(transaction);
      const missing = (here.get(key) ?? 0) - (taken.get(key) ?? 0);
      if (missing <= 0) continue;
      merged.push(transaction);
      taken.set(key, (taken.get(key) ?? 0) + 1);
    }
  }
  return merged.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
};
