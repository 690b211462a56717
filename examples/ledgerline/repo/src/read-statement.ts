/** Turns the text of one bank export into transactions. */
import { parseDate } from "./calendar.ts";
import { parseCsv } from "./csv.ts";
import { detectDialect, dialects } from "./dialect.ts";
import { InputError } from "./input-error.ts";
import { parseAmount } from "./money.ts";
import type { Transaction } from "./transaction.ts";

/** Reads every row or throws InputError with `name` and the line of the first row that makes no sense. */
export const readStatement = (text: string, name: string): Transaction[] => {
  const dialect = detectDialect(text);
  if (dialect === null) {
    const known = dialects.map(({ bank }) => bank).join(", ");
    throw new InputError(`${name}:1`, `the header fits no known bank (known: ${known})`);
  }
  const [header, ...rows] = parseCsv(text, dialect.delimiter, name);
  const names = header?.fields.map((field) => field.trim()) ?? [];

  return rows.map(({ line, fields }) => {
    const where = `${name}:${line}`;
    const get = (column: keyof typeof dialect.columns): string =>
      (fields[names.indexOf(dialect.columns[column])] ?? "").trim();
    if (fields.length !== names.length) {
      throw new InputError(where, `expected ${names.length} columns, found ${fields.length}`);
    }
    const date = parseDate(get("date"), dialect.dates);
    if (date === null) throw new InputError(where, `"${get("date")}" is not a date`);
    const amount = parseAmount(get("amount"), dialect.decimalMark);
    if (amount === null) throw new InputError(where, `"${get("amount")}" is not an amount`);
    return { date, payee: get("payee"), note: get("note"), amount };
  });
};
