/** Dates and months as ISO text, which sorts by itself and has no time zone. */

/** `2026-03-31` */
export type IsoDate = string;

/** `2026-03` */
export type Month = string;

/** The order of day, month and year in a bank's dates; the separator may be any of `.`, `/` and `-`. */
export type DateOrder = "dmy" | "mdy" | "ymd";

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Reads a date of the given order; two-digit years are of this century. Null when there is no such day. */
export const parseDate = (text: string, order: DateOrder): IsoDate | null => {
  const parts = text.trim().split(/[./-]/);
  if (parts.length !== 3 || !parts.every((part) => /^(\d{1,2}|\d{4})$/.test(part))) return null;
  const at = (part: "d" | "m" | "y") => Number(parts[order.indexOf(part)]);
  const year = at("y") < 100 ? 2000 + at("y") : at("y");
  const [month, day] = [at("m"), at("d")];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
};

export const parseMonth = (text: string): Month | null => (/^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : null);

export const monthOf = (date: IsoDate): Month => date.slice(0, 7);
