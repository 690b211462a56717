/** How the supported banks write their exports: one entry per bank, recognised by its header. */
import type { DateOrder } from "./calendar.ts";
import type { DecimalMark } from "./money.ts";

export type Dialect = {
  bank: string;
  delimiter: "," | ";";
  dates: DateOrder;
  decimalMark: DecimalMark;
  /** The column names as the bank writes them. */
  columns: { date: string; payee: string; note: string; amount: string };
};

export const dialects: readonly Dialect[] = [
  {
    bank: "sparbank",
    delimiter: ";",
    dates: "dmy",
    decimalMark: ",",
    columns: { date: "Buchungstag", payee: "Empfänger", note: "Verwendungszweck", amount: "Betrag" },
  },
  {
    bank: "northcoast",
    delimiter: ",",
    dates: "mdy",
    decimalMark: ".",
    columns: { date: "Posting Date", payee: "Description", note: "Memo", amount: "Amount" },
  },
  {
    bank: "plain",
    delimiter: ",",
    dates: "ymd",
    decimalMark: ".",
    columns: { date: "date", payee: "payee", note: "note", amount: "amount" },
  },
];

const headerFields = (header: string, delimiter: string): string[] =>
  header.split(delimiter).map((field) => field.trim().replace(/^"(.*)"$/, "$1"));

/** The dialect whose columns all occur in the header line, or null. */
export const detectDialect = (text: string): Dialect | null => {
  const [header = ""] = text.replace(/^\uFEFF/, "").split(/\r?\n/, 1);
  return (
    dialects.find(({ delimiter, columns }) => {
      const fields = headerFields(header, delimiter);
      return Object.values(columns).every((column) => fields.includes(column));
    }) ?? null
  );
};
