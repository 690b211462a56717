/** The rules file: one line per rule, the first that fits gives the category. */
import { isCategory } from "./category.ts";
import { InputError } from "./input-error.ts";
import { parseAmount } from "./money.ts";
import type { Transaction } from "./transaction.ts";

type Condition = (transaction: Transaction) => boolean;

export type Rule = { category: string; line: number; matches: Condition };

const textCondition = (field: "payee" | "note", pattern: string, where: string): Condition => {
  try {
    const expression = new RegExp(pattern, "iu");
    return (transaction) => expression.test(transaction[field]);
  } catch {
    throw new InputError(where, `"${pattern}" is not a regular expression`);
  }
};

const amountCondition = (sign: string, text: string, where: string): Condition => {
  const limit = parseAmount(text, ".");
  if (limit === null) throw new InputError(where, `"${text}" is not an amount`);
  return sign === "<" ? ({ amount }) => amount < limit : ({ amount }) => amount > limit;
};

const parseCondition = (text: string, where: string): Condition => {
  const [, field, pattern] = /^(payee|note)\s+~\s+(\S.*)$/.exec(text) ?? [];
  if (pattern !== undefined) return textCondition(field === "note" ? "note" : "payee", pattern, where);
  const [, sign, limit] = /^amount\s+([<>])\s+(\S+)$/.exec(text) ?? [];
  if (sign !== undefined && limit !== undefined) return amountCondition(sign, limit, where);
  const forms = "payee ~ TEXT, note ~ TEXT, amount < N, amount > N";
  throw new InputError(where, `"${text}" is not a condition (known: ${forms})`);
};

/**
 * Reads lines such as `food:eating-out = payee ~ cafe|bakery and amount > -40`.
 * Lines that start with `#` and empty lines are skipped. Throws InputError for the first line that makes no sense.
 */
export const parseRules = (text: string, name: string): Rule[] =>
  text.split(/\r?\n/).flatMap((source, index) => {
    const line = index + 1;
    const where = `${name}:${line}`;
    const trimmed = source.trim();
    if (trimmed === "" || trimmed.startsWith("#")) return [];
    const [, category, conditions] = /^(\S+)\s+=\s+(\S.*)$/.exec(trimmed) ?? [];
    if (category === undefined || conditions === undefined) throw new InputError(where, "expected CATEGORY = CONDITION");
    if (!isCategory(category)) throw new InputError(where, `"${category}" is not a category name`);
    const all = conditions.split(/\s+and\s+/).map((condition) => parseCondition(condition, where));
    return [{ category, line, matches: (transaction: Transaction) => all.every((matches) => matches(transaction)) }];
  });
