/** Amounts of money as whole cents, read and written without floating point. */

/** Whole cents; negative means money that left the account. */
export type Cents = number;

export type DecimalMark = "," | ".";

const patterns: Record<DecimalMark, RegExp> = {
  ",": /^([+-]?)(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/,
  ".": /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/,
};

/** Reads `-1.234,56`, `1,234.56`, `+7` or `7.5` by the decimal mark of the bank; null when it is no amount. */
export const parseAmount = (text: string, mark: DecimalMark): Cents | null => {
  const [, sign, whole, fraction = ""] = patterns[mark].exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const cents = Number(whole.replace(/[.,]/g, "")) * 100 + Number(fraction.padEnd(2, "0"));
  if (!Number.isSafeInteger(cents)) return null;
  return sign === "-" && cents !== 0 ? -cents : cents;
};

/** Writes cents as `-1234.56`: always two digits, never a group mark. */
export const formatAmount = (cents: Cents): string => {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

export const sum = (amounts: Iterable<Cents>): Cents => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
};
