/** Gives every transaction its category. */
import { uncategorised } from "./category.ts";
import type { Rule } from "./rules.ts";
import type { Categorised, Transaction } from "./transaction.ts";

/** The first rule that matches wins; without one the category is `uncategorised`. */
export const categorise = (transactions: readonly Transaction[], rules: readonly Rule[]): Categorised[] =>
  transactions.map((transaction) => ({
    ...transaction,
    category: rules.find(({ matches }) => matches(transaction))?.category ?? uncategorised,
  }));
