/** What happened in one month: totals per category, with the categories above them. */
import { type Month, monthOf } from "./calendar.ts";
import { withParents } from "./category.ts";
import { type Cents, sum } from "./money.ts";
import type { Categorised } from "./transaction.ts";

/** `total` and `count` include every category below this one. */
export type ReportLine = { category: string; total: Cents; count: number };

/** `lines` is ordered by name, so that a category stands above its parts. */
export type Report = { month: Month; lines: ReportLine[]; income: Cents; spending: Cents };

export const createReport = (transactions: readonly Categorised[], month: Month): Report => {
  const ofMonth = transactions.filter(({ date }) => monthOf(date) === month);
  const lines = new Map<string, ReportLine>();
  for (const { category, amount } of ofMonth) {
    for (const name of withParents(category)) {
      const line = lines.get(name) ?? { category: name, total: 0, count: 0 };
      lines.set(name, { category: name, total: line.total + amount, count: line.count + 1 });
    }
  }
  const amounts = ofMonth.map(({ amount }) => amount);
  return {
    month,
    lines: [...lines.values()].sort((a, b) => (a.category < b.category ? -1 : 1)),
    income: sum(amounts.filter((amount) => amount > 0)),
    spending: sum(amounts.filter((amount) => amount < 0)),
  };
};
